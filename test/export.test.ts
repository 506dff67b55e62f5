import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import h5wasm, { type Dataset, type Group } from 'h5wasm/node'
import { createEnvironment, createWorld, type ExportFormat, exportLog, react } from 'recoworld'
import { openLog } from 'recoworld/log'
import rules from 'recoworld/minds/rules'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serve as serveModel } from './helpers/model-runs.ts'

const PLACE = mkdtempSync(join(tmpdir(), 'recoworld-export-'))
const LOG = join(PLACE, 'run.duckdb')
const WORLD = { population: ['everyone', 'commuters'], slateSize: 5, seed: 19, users: 30 }
const REWARD = { length: 1, clicks: 0.25, leave: 2 }
let names = 0
const fresh = (ending: string) => join(PLACE, `out-${names++}${ending}`)

/** Slates of each person, from the events alone. */
let shown: Map<number, { items: string[]; session: number }[]>
beforeAll(async () => {
  const world = createWorld({ ...WORLD, recommender: 'random', log: LOG })
  await world.run({ sessions: 2, turns: 5 })
  const log = await openLog(LOG)
  shown = new Map()
  for (const event of await log.events({ types: ['slate.shown'] })) {
    if (event.type !== 'slate.shown') continue
    const own = shown.get(event.user) ?? []
    own.push({ items: event.items.map(({ item }) => item), session: event.session })
    shown.set(event.user, own)
  }
  await log.close()
})
afterAll(() => rmSync(PLACE, { recursive: true, force: true }))

/** What an environment gives for the slates of the log, person by person. */
function played() {
  const { population, slateSize, seed } = WORLD
  const env = createEnvironment({ population, slateSize, seed, sessions: 2, turns: 5, reward: REWARD })
  return [...shown]
    .sort(([a], [b]) => a - b)
    .map(([user, slates]) => {
      const begun = env.reset({ options: { user } })
      return { user, begun, steps: slates.map(({ items }) => ({ items, ...env.step(items) })) }
    })
}

interface Npy {
  readonly shape: number[]
  readonly data: Float64Array | BigInt64Array | Uint8Array
}
function npy(bytes: Uint8Array): Npy {
  expect(Buffer.from(bytes.subarray(1, 6)).toString()).toBe('NUMPY')
  const length = bytes[8]! + 256 * bytes[9]!
  expect((10 + length) % 64).toBe(0)
  const header = Buffer.from(bytes.subarray(10, 10 + length)).toString()
  const shape = /\(([^)]*)\)/
    .exec(header)![1]!
    .split(',')
    .filter((one) => one.trim() !== '')
    .map(Number)
  const body = bytes.slice(10 + length)
  const kind = /'descr': '(\S+)'/.exec(header)![1]
  const data = kind === '<f8' ? new Float64Array(body.buffer) : kind === '<i8' ? new BigInt64Array(body.buffer) : body
  return { shape, data }
}

test('arrays hold what an environment gives, turn for turn', async () => {
  const out = fresh('.npz')
  const told = await exportLog({ log: LOG, as: 'd3rlpy', out, reward: REWARD })
  const files = unzipSync(new Uint8Array(readFileSync(out)))
  const of = (name: string) => npy(files[`${name}.npy`]!)
  const people = played()
  const steps = people.flatMap(({ steps }) => steps)
  expect(told).toMatchObject({ people: 30, failed: 0, steps: steps.length })
  expect([...of('rewards').data]).toEqual(steps.map(({ reward }) => reward))
  expect([...of('terminals').data]).toEqual(steps.map(({ terminated }) => Number(terminated)))
  expect([...of('timeouts').data]).toEqual(steps.map(({ truncated }) => Number(truncated)))
  const about = JSON.parse(Buffer.from(of('about').data as Uint8Array).toString())
  const { shape, data } = of('actions')
  expect(shape).toEqual([steps.length, 5])
  expect([...data].map((at) => about.items[Number(at)])).toEqual(steps.flatMap(({ items }) => items))
  expect([...of('people').data].map(Number)).toEqual(people.flatMap(({ user, steps }) => steps.map(() => user)))
  expect(of('observations').shape).toEqual([steps.length, about.observations.length])
  for (const one of of('propensities').data) expect(Number(one)).toBeCloseTo((1 / 480) ** 5, 12)
  expect([...of('terminals').data].filter((one) => one === 1).length).toBeGreaterThan(3)
  const again = fresh('.npz')
  await exportLog({ log: LOG, as: 'd3rlpy', out: again, reward: REWARD })
  expect(readFileSync(again).equals(readFileSync(out))).toBe(true)
})

test('observations begin with what learners know, and tell what was opened, shown and asked for', async () => {
  const out = fresh('.npz')
  await exportLog({ log: LOG, as: 'd3rlpy', out })
  const files = unzipSync(new Uint8Array(readFileSync(out)))
  const { shape, data } = npy(files['observations.npy']!)
  const { observations: columns } = JSON.parse(Buffer.from(npy(files['about.npy']!).data as Uint8Array).toString())
  const at = (row: number, name: string) => Number(data[row * shape[1]! + columns.indexOf(name)])
  const sum = (row: number, what: string) =>
    columns
      .filter((name: string) => name.startsWith(`${what} `))
      .reduce((all: number, name: string) => all + at(row, name), 0)
  const steps = played().flatMap(({ begun, steps }) => [begun, ...steps].slice(0, -1))
  let asked = 0
  for (const [row, { observation }] of steps.entries()) {
    expect(at(row, 'always')).toBe(1)
    expect(at(row, 'turn')).toBe(observation.user.turn / 20)
    expect(at(row, 'asked')).toBe(observation.instruction ? 1 : 0)
    expect(sum(row, 'shown') > 0).toBe(observation.history.length > 0)
    expect(sum(row, 'opened')).toBeLessThanOrEqual(sum(row, 'shown') + 1e-9)
    if (!observation.instruction) expect(sum(row, 'asked')).toBe(0)
    else if (sum(row, 'asked') > 0) asked++
  }
  expect(asked).toBeGreaterThan(3)
})

test('a data set of Minari holds the same, and what is seen at the end', async () => {
  const out = fresh('-v0')
  await exportLog({ log: LOG, as: 'minari', out, reward: REWARD })
  const metadata = JSON.parse(readFileSync(join(out, 'data', 'metadata.json'), 'utf8'))
  const people = played()
  expect(metadata).toMatchObject({
    total_episodes: 30,
    total_steps: people.reduce((sum, { steps }) => sum + steps.length, 0),
    data_format: 'hdf5'
  })
  const space = JSON.parse(metadata.observation_space.replaceAll('-Infinity', '-1e308').replaceAll('Infinity', '1e308'))
  expect(space).toMatchObject({ type: 'Box', dtype: 'float64', shape: [metadata.observation_names.length] })
  await h5wasm.ready
  const file = new h5wasm.File(join(out, 'data', 'main_data.hdf5'), 'r')
  for (const [at, { user, begun, steps }] of people.entries()) {
    const group = file.get(`episode_${at}`) as Group
    const of = (name: string) => group.get(name) as Dataset
    expect(of('observations').shape).toEqual([steps.length + 1, metadata.observation_names.length])
    expect(of('actions').shape).toEqual([steps.length, 5])
    expect([...(of('rewards').value as Float64Array)]).toEqual(steps.map(({ reward }) => reward))
    expect([...(of('terminations').value as Uint8Array)]).toEqual(steps.map(({ terminated }) => Number(terminated)))
    expect([...(of('truncations').value as Uint8Array)]).toEqual(steps.map(({ truncated }) => Number(truncated)))
    const terms = Object.entries(steps[0]!.info.terms as Record<string, number>).map(([term]) => {
      const all = [...(of(`infos/terms/${term}`).value as Float64Array)]
      expect(all[0]).toBeNaN() // nothing was worth anything before the first slate
      return [term, all.slice(1)] as const
    })
    for (const [term, all] of terms)
      expect(all).toEqual(steps.map(({ info }) => (info.terms as Record<string, number>)[term]))
    expect(of('infos/propensities').shape).toEqual([steps.length + 1, 5])
    const asked = [begun, ...steps].map(({ observation }) => observation.instruction?.text ?? '')
    expect(of('infos/asked').value).toEqual(asked)
    expect(Number(group.attrs['options/user']!.value)).toBe(user)
    expect(WORLD.population).toContain(group.attrs.population!.value)
  }
  file.close()
})

test('a data set of Minari keeps a seed of any size, and has a name that Minari takes', async () => {
  const log = join(PLACE, 'large.seed.duckdb')
  const seed = 4_294_967_295
  await createWorld({ users: 2, slateSize: 4, recommender: 'random', seed, log }).run({ turns: 2 })
  const out = fresh('.of 2026-v0')
  await exportLog({ log, as: 'minari', out })
  const { dataset_id } = JSON.parse(readFileSync(join(out, 'data', 'metadata.json'), 'utf8'))
  expect(dataset_id).toMatch(/^recoworld\/[-\w]+-v0$/)
  await h5wasm.ready
  const file = new h5wasm.File(join(out, 'data', 'main_data.hdf5'), 'r')
  expect(Number((file.get('episode_0') as Group).attrs.seed!.value)).toBe(seed)
  file.close()
})

test('tables of Parquet hold the log, and a row for each turn', async () => {
  const out = fresh('-parquet')
  await exportLog({ log: LOG, as: 'parquet', out, reward: REWARD })
  const log = await openLog(LOG)
  const ask = <Row>(sql: string) => log.query<Row>(sql)
  const [{ n } = { n: 0 }] = await ask<{ n: number }>(`SELECT count(*) AS n FROM '${join(out, 'slate_shown.parquet')}'`)
  const steps = played().flatMap(({ user, steps }) => steps.map((step) => ({ user, ...step })))
  expect(Number(n)).toBe(steps.length)
  const rows = await ask<Record<string, unknown>>(
    `SELECT person, slate, reward, terminated, truncated, term_clicks FROM '${join(out, 'transitions.parquet')}' ORDER BY person, session, turn`
  )
  expect(rows).toEqual(
    steps.map(({ user, items, reward, terminated, truncated, info }) => ({
      person: user,
      slate: items,
      reward,
      terminated,
      truncated,
      term_clicks: (info.terms as { clicks: number }).clicks
    }))
  )
  expect(readdirSync(out)).not.toContain('transitions.jsonl.tmp')
  expect(readdirSync(out)).toEqual(expect.arrayContaining(['impressions.parquet', 'sessions.parquet', 'runs.parquet']))
  await log.close()
})

describe('chats', () => {
  interface Line {
    readonly messages: { role: string; content: string }[]
    readonly prompt: { role: string; content: string }[]
    readonly chosen: { content: string }[]
    readonly rejected: { content: string }[]
    readonly completions: { content: string }[][]
    readonly rewards: number[]
    readonly margin: number
    readonly person: number
    readonly session: number
    readonly turn: number
    readonly return: number
  }
  async function lines(options: object): Promise<Line[]> {
    const out = fresh('.jsonl')
    const { lines } = await exportLog({ log: LOG, as: 'jsonl', out, ...options })
    const read = readFileSync(out, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line)
    expect(read).toHaveLength(lines)
    return read
  }

  test('for supervised tuning: a visit is a conversation', async () => {
    const all = await lines({ chats: 'sft', offered: 12 })
    const visits = new Set([...shown].flatMap(([user, slates]) => slates.map(({ session }) => `${user}/${session}`)))
    expect(all.map(({ person, session }) => `${person}/${session}`)).toEqual([...visits])
    for (const { messages, person, session } of all) {
      const slates = shown.get(person)!.filter((one) => one.session === session)
      expect(messages.map(({ role }) => role)).toEqual(['system', ...slates.flatMap(() => ['user', 'assistant'])])
      const answers = messages.filter(({ role }) => role === 'assistant').map(({ content }) => JSON.parse(content))
      expect(answers).toEqual(slates.map(({ items }) => items))
      const [question] = messages.filter(({ role }) => role === 'user')
      const offered = [...question!.content.split('Items that may be shown:')[1]!.matchAll(/^- (\S+) "/gm)].map(
        ([, id]) => id
      )
      expect(offered).toHaveLength(12)
      expect(offered).toEqual(expect.arrayContaining(slates[0]!.items))
    }
    expect(JSON.stringify(all)).toContain('It says: ')
  })

  /** An environment where a chat was told. */
  function standing({ person, session, turn }: Line) {
    const { population, slateSize, seed } = WORLD
    const env = createEnvironment({
      population,
      slateSize,
      seed,
      sessions: 2,
      turns: 5,
      reward: { length: 1, satisfaction: 1 }
    })
    let { observation } = env.reset({ options: { user: person } })
    for (const { items } of shown.get(person)!) {
      if (observation.user.session === session && observation.user.turn === turn) break
      observation = env.step(items).observation
    }
    return env
  }

  test('for preferences: the chosen slate is worth more in the same state with the same luck', async () => {
    const all = await lines({ chats: 'dpo' })
    expect(all.length).toBeGreaterThan(100)
    for (const line of all.filter((_, at) => at % 17 === 0)) {
      const env = standing(line)
      const worth = (messages: { content: string }[]) => env.fork().step(JSON.parse(messages[0]!.content)).reward
      expect(worth(line.chosen) - worth(line.rejected)).toBe(line.margin)
      expect(line.margin).toBeGreaterThan(0)
      expect(line.prompt.map(({ role }) => role)).toEqual(['system', 'user'])
    }
    const logged = all.filter(({ chosen, person }) =>
      shown.get(person)!.some(({ items }) => JSON.stringify(items) === chosen[0]!.content)
    )
    expect(logged.length / all.length).toBeGreaterThan(0.3) // neither side is the logged one as a rule
    expect(logged.length / all.length).toBeLessThan(0.7)
  })

  test('for groups: several slates of one state, each with what it is worth', async () => {
    const all = await lines({ chats: 'grpo', group: 3 })
    for (const line of all.filter((_, at) => at % 29 === 0)) {
      const env = standing(line)
      const worth = line.completions.map(([answer]) => env.fork().step(JSON.parse(answer!.content)).reward)
      expect(worth).toEqual(line.rewards)
      expect(line.rewards).toHaveLength(3)
    }
  })
})

describe('what cannot be exported is refused, and nothing is left', () => {
  const nothingLeft = () => readdirSync(PLACE).filter((name) => name.includes('.tmp'))

  test.each([
    ['another world than then', { population: 'commuters' }, 'export.other-world'],
    ['a format that is none', { as: 'csv' }, 'export.bad-option'],
    ['chats for nothing', { as: 'jsonl', chats: 'rlhf' }, 'export.bad-option'],
    ['a group of one', { as: 'jsonl', group: 1 }, 'export.bad-option'],
    ['nothing offered', { as: 'jsonl', offered: 0 }, 'export.bad-option'],
    ['a reward that is none', { reward: { fun: 1 } }, 'environment.bad-option'],
    ['no log', { log: join(PLACE, 'nowhere.duckdb') }, 'log.missing']
  ])('%s', async (_, wrong, code) => {
    for (const as of ['parquet', 'd3rlpy', 'minari', 'jsonl'] as ExportFormat[]) {
      const out = fresh('')
      await expect(exportLog({ log: LOG, as, out, ...wrong } as never)).rejects.toMatchObject({ code })
      expect(existsSync(out)).toBe(false)
    }
    expect(nothingLeft()).toEqual([])
  })

  test('what is there already', async () => {
    await expect(exportLog({ log: LOG, as: 'd3rlpy', out: LOG })).rejects.toMatchObject({ code: 'out.taken' })
  })

  test('a log of posts, and one that somebody reached into', async () => {
    const posts = join(PLACE, 'posts.duckdb')
    const logging = { log: posts } as object // the command line keeps no log of several worlds; of one it is the same
    await react({ posts: [{ title: 'A post', topics: ['cooking'] }], users: 5, ...logging })
    await expect(exportLog({ log: posts, as: 'd3rlpy', out: fresh('') })).rejects.toMatchObject({
      code: 'export.no-people'
    })
    const reached = join(PLACE, 'reached.duckdb')
    const world = createWorld({
      users: 5,
      log: reached,
      interventions: [{ do: 'swap-recommender', to: 'random', session: 0, turn: 1 }]
    })
    await world.run({ turns: 3 })
    await expect(exportLog({ log: reached, as: 'd3rlpy', out: fresh('') })).rejects.toMatchObject({
      code: 'export.not-again'
    })
  })

  test('when it is stopped', async () => {
    const stop = new AbortController()
    const out = fresh('-v0')
    const done = exportLog({ log: LOG, as: 'minari', out, signal: stop.signal, onProgress: () => stop.abort() })
    await expect(done).rejects.toMatchObject({ code: 'run.interrupted' })
    expect(existsSync(out)).toBe(false)
    expect(nothingLeft()).toEqual([])
  })
})

test('people whose visit was under way when the run was stopped are left out, and counted', async () => {
  const log = join(PLACE, 'stopped.duckdb')
  const stop = new AbortController()
  const world = createWorld({ ...WORLD, recommender: 'random', log })
  await world.run({ turns: 12, signal: stop.signal, onProgress: (done) => done > 120 && stop.abort() })
  const told = await exportLog({ log, as: 'd3rlpy', out: fresh('.npz') })
  expect(told.people + told.failed).toBe(30)
  expect(told.failed).toBeGreaterThan(0)
})

test('a catalogue of Parquet, and a mind of one’s own, are played again; which file it was must be said', async () => {
  const catalogue = join(PLACE, 'feed.parquet')
  const reader = await openLog(LOG)
  await reader.query(
    `COPY (SELECT 'i' || i AS id, 'Item ' || i AS title, 'cooking' AS category FROM range(60) r(i)) TO '${catalogue}' (FORMAT parquet)`
  )
  await reader.close()
  const log = join(PLACE, 'own.duckdb')
  await createWorld({ users: 4, slateSize: 3, catalogue, mind: rules, recommender: 'random', log }).run({ turns: 3 })
  await expect(exportLog({ log, as: 'd3rlpy', out: fresh('.npz') })).rejects.toMatchObject({
    code: 'export.own-file',
    parts: { fix: expect.stringContaining('--') }
  })
  expect(await exportLog({ log, as: 'd3rlpy', out: fresh('.npz'), catalogue, mind: rules })).toMatchObject({
    people: 4
  })
})

test('people whom a model decided for cannot be played again at once, and it is said so', async () => {
  const model = await serveModel()
  const log = join(PLACE, 'model.duckdb')
  const world = createWorld({ users: 2, slateSize: 3, mind: 'llm', log, model: { name: 'tiny', baseUrl: model.url } })
  await world.run({ turns: 1 })
  await expect(exportLog({ log, as: 'd3rlpy', out: fresh('.npz') })).rejects.toMatchObject({
    code: 'export.not-again',
    parts: { what: expect.stringContaining('language model') }
  })
})

test('people whose visit failed are left out, and counted', async () => {
  const log = join(PLACE, 'failing.duckdb')
  const recommender = {
    description: 'fails for every third person',
    create: () => ({
      recommend({ user, size, turn }: { user: number; size: number; turn: number }) {
        if (user % 3 === 1 && turn === 1) throw new Error('no')
        return { items: Array.from({ length: size }, (_, at) => at) }
      }
    })
  }
  const world = createWorld({ users: 12, slateSize: 4, recommender, log })
  await world.run({ turns: 4 })
  const out = fresh('.npz')
  const told = await exportLog({ log, as: 'd3rlpy', out })
  expect(told).toMatchObject({ people: 8, failed: 4 })
  const files = unzipSync(new Uint8Array(readFileSync(out)))
  expect([...npy(files['propensities.npy']!).data].every(Number.isNaN)).toBe(true)
})
