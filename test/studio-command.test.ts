import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLog } from 'recoworld/log'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { Frame, PeopleFound, SceneView, Track } from '../src/studio/api.ts'
import { build, ROOT, recoworld } from './helpers/command.ts'
import { receive } from './helpers/inspector/stage.ts'
import { soon, studioOf, type Under } from './helpers/studio-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'recoworld-studio-'))
const open: Under[] = []

beforeAll(build, 120_000)
afterEach(() => {
  for (const { child } of open.splice(0)) child.kill('SIGKILL')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function studio(...args: string[]): Promise<Under> {
  const under = await studioOf([...args, '--port', '0'], folder)
  open.push(under)
  return under
}
/** None while nothing is shown. */
const turnsOf = async (under: Under): Promise<readonly Frame[]> => {
  const turns = await under.get<readonly Frame[] | { error: unknown }>('/api/turns')
  return Array.isArray(turns) ? turns : []
}
const untilTurn = (under: Under, turn: number) =>
  soon(
    () => turnsOf(under),
    (turns) => (turns.at(-1)?.turn ?? -1) >= turn
  )

describe('recoworld studio', { timeout: 90_000 }, () => {
  test('starts what the flags say, tells where it is as JSON alone, and goes when it is told to', async () => {
    const under = await studio(
      'studio',
      '--start',
      '--users',
      '2,000',
      '--population',
      'students',
      '--pace',
      '20',
      '--json'
    )
    expect(JSON.parse(under.stdout())).toEqual({ url: under.url, token: under.token, port: expect.any(Number) })
    const turns = await untilTurn(under, 3)
    const scene = await under.get<SceneView>('/api/scene')
    expect(scene.manifest).toMatchObject({ users: 2_000, populations: [{ name: 'students' }], threads: 1 })
    const moods = scene.states.flatMap((id, at) => (id.startsWith('attention.mood.') ? [at] : []))
    for (const { states } of turns) expect(moods.reduce((sum, at) => sum + states[at]!, 0)).toBe(2_000)
    under.child.kill('SIGINT')
    expect(await under.ended).toBe(0)
  })

  test('a run is paused, stepped, reached into and stopped from outside; the log tells what was done', async () => {
    const log = join(folder, 'reached.duckdb')
    const under = await studio('studio', '--users', '300', '--recommender', 'popular', '--log', log, '--json')
    expect(await under.get('/api/scene')).toBeNull()
    expect((await under.post('/api/acts', { do: 'pause' })).status).toBe(409)
    expect((await under.post('/api/runs', { follow: '3, 300' })).status).toBeGreaterThanOrEqual(400) // of 0 … 299
    expect((await under.post('/api/runs', { isPaused: true, turns: 6, follow: '3, 4' })).status).toBe(200)
    expect(await under.get<Track>('/api/people/4')).toMatchObject({ since: null, isLive: true })
    expect((await under.post('/api/runs', {})).status).toBe(409) // one at a time
    expect(await turnsOf(under)).toEqual([])
    await under.post('/api/acts', { do: 'step' })
    await untilTurn(under, 0)
    const wrong = await under.post('/api/interventions', { do: 'drop-item', item: 'nowhere' })
    expect(wrong.status).toBeGreaterThanOrEqual(400)
    expect(await wrong.json()).toMatchObject({ error: { code: 'intervention.no-such-item' } })
    const file = await under.post('/api/interventions', { do: 'swap-recommender', to: join(ROOT, 'package.json') })
    expect(await file.json()).toMatchObject({ error: { code: 'studio.not-offered' } }) // nobody names files from a page
    for (const [trait, code] of [
      ['__proto__', 'intervention.no-such-trait'],
      ['turn', 'intervention.no-such-trait']
    ]) {
      const refused = await under.post('/api/interventions', { do: 'set-trait', trait, value: 0.5 })
      expect(await refused.json()).toMatchObject({ error: { code } })
    }
    for (const one of [
      { do: 'swap-recommender', to: 'random' },
      { do: 'drop-item', item: 'cook-001' },
      { do: 'set-trait', trait: 'patience', value: 0, segment: 0 }
    ])
      expect((await under.post('/api/interventions', one)).status).toBe(200)
    await under.post('/api/acts', { do: 'speed', turns: null })
    await under.post('/api/acts', { do: 'go on' })
    const frames = await untilTurn(under, 5)
    expect(frames.map(({ turn }) => turn)).toEqual([0, 1, 2, 3, 4, 5])
    expect(frames.at(-1)!.interventions).toHaveLength(3)
    await soon(
      async () => (await under.post('/api/acts', { do: 'stop' })).status,
      (status) => status === 409
    ) // it is over
    under.child.kill('SIGTERM')
    expect(await under.ended).toBe(0)

    const kept = await openLog(log)
    const made = await kept.events({ types: ['intervention.made'] })
    expect(made.map(({ turn }) => turn)).toEqual([1, 1, 1])
    const result = (await kept.result()) as { manifest: { interventions: { do: string }[] } }
    expect(result.manifest.interventions.map((one) => one.do)).toEqual(['swap-recommender', 'drop-item', 'set-trait'])
    const slates = await kept.query<{ recommender: string; turn: number }>(
      'SELECT DISTINCT recommender, turn FROM slate_shown ORDER BY turn'
    )
    expect(slates[0]).toEqual({ recommender: 'popular', turn: 0 })
    expect(slates.slice(1).every(({ recommender }) => recommender === 'random')).toBe(true)
    await kept.close()
  })

  test('anybody of a crowd is promoted when somebody looks, and let go of later', async () => {
    const under = await studio(
      'studio',
      '--start',
      '--users',
      '5,000',
      '--recommender',
      'popular',
      '--pace',
      '4',
      '--follow',
      '17',
      '--json'
    )
    await untilTurn(under, 1)
    expect((await under.get<SceneView>('/api/scene')).manifest.engine).toBe('crowd')
    expect(await under.get<Track>('/api/people/17')).toMatchObject({ since: null, isLive: true })
    const reader = (await fetch(`${under.origin}/api/people/4711/stream`)).body!.getReader()
    let text = ''
    const followed = async () => {
      text += new TextDecoder().decode((await reader.read()).value)
      return text
    }
    await soon(followed, (all) => /"event":\{"type":"review.answered"/.test(all) || /user\.left|"away"/.test(all))
    expect(text).toContain('"isLive":true')
    const found = await under.get<PeopleFound>('/api/people?text=4711')
    expect(found.people[0]).toMatchObject({ user: 4_711, isFollowed: true })
    await reader.cancel()
  })

  test('a log is looked at again', async () => {
    const log = join(folder, 'again.duckdb')
    const run = await recoworld(['run', '--users', '60', '--turns', '5', '--log', log, '--quiet', '--json'], {
      cwd: folder
    })
    const { mindsets } = JSON.parse(run.stdout) as { mindsets: Record<string, number> }
    const under = await studio('studio', log, '--json')
    const scene = await under.get<SceneView>('/api/scene')
    expect(scene).toMatchObject({ from: 'log', users: 60 })
    const turns = await turnsOf(under)
    expect(turns.at(-1)!.turn).toBe(4)
    const bored = turns.at(-1)!.states[scene.states.indexOf('attention.mood.bored')]!
    expect(bored / 60).toBeCloseTo(mindsets.bored!, 10)
    expect((await under.post('/api/runs', {})).status).toBeGreaterThanOrEqual(400)
    expect((await under.get<Track>('/api/people/3')).lines.length).toBeGreaterThan(20)
  })

  test.each([
    [['studio', 'nowhere.duckdb'], 'log.missing'],
    [['studio', join(ROOT, 'package.json')], 'log.not-a-log'],
    [['studio', '--recommender', 'populer'], 'shelf.unknown-name'],
    [['studio', '--mindset', './missing.ts'], 'shelf.no-file'],
    [['studio', 'run.duckdb', '--start'], 'run.bad-option'],
    [['studio', '--users', '10', '--follow', '10'], 'studio.nobody'],
    [['studio', '--port', '70000'], 'run.bad-option'],
    [['studio', '--pace', '0'], 'run.bad-option'],
    [['studio', '--follow', '1,x'], 'run.bad-option'],
    [['run', '--inspect=sky'], 'run.bad-option'],
    [['run', '--inspect', '--threads', '2', '--users', '50'], 'threads.cannot-travel']
  ])('%j is refused in three parts', async (args, code) => {
    const {
      code: exit,
      stdout,
      stderr
    } = await recoworld([...args, ...(args.includes('--port') ? [] : ['--port', '0'])], { cwd: folder })
    expect([exit, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(new RegExp(`${code.replace('.', '\\.')}: [\\s\\S]*\\n  fix: `))
  })

  test('a port that was asked for and is taken is refused', async () => {
    const server = createServer()
    const port = await new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port))
    )
    const { code, stderr } = await recoworld(['studio', '--port', String(port)], { cwd: folder })
    server.close()
    expect(code).toBe(2)
    expect(stderr).toContain('studio.port-taken')
  })
})

describe('--inspect', { timeout: 90_000 }, () => {
  test('beside a run that is over already, tells a late comer every definition, and ends when it has gone', async () => {
    const under = await studio('run', '--users', '40', '--turns', '3', '--follow', '3', '--inspect', '--json')
    await soon(
      async () => under.stdout(),
      (text) => text.includes('"manifest"')
    )
    expect(JSON.parse(under.stdout())).toMatchObject({ manifest: { users: 40 } })
    const socket = new WebSocket(`${under.origin.replace('http', 'ws')}/inspect`)
    const all: { type: string; name?: string; definition?: string }[] = []
    socket.on('message', (data) => all.push(JSON.parse(String(data))))
    await soon(
      async () => all,
      (told) => told.some(({ name }) => name === 'user-3') && told.some(({ name }) => name === 'recommender')
    )
    const actor = all.find(({ type, name }) => type === '@xstate.actor' && name === 'user-3')!
    expect(Object.keys(JSON.parse(actor.definition!).states)).toEqual(['visit', 'mood'])
    socket.close()
    expect(await under.ended).toBe(0)
  })

  test("tells Stately's own receiver of the cohort and the recommender while a run goes on", async () => {
    const under = await studio(
      'run',
      '--users',
      '40',
      '--turns',
      '40',
      '--pace',
      '10',
      '--follow',
      '3',
      '--inspect',
      '--quiet'
    )
    const all = receive(`${under.origin.replace('http', 'ws')}/inspect`)
    await soon(
      async () => all,
      (told) => told.length > 200
    )
    expect(new Set(all.map(({ type }) => type))).toEqual(
      new Set(['@xstate.actor', '@xstate.event', '@xstate.snapshot'])
    )
    expect(all.some((one) => one.type === '@xstate.event' && one.event.type === 'review.answered')).toBe(true)
    under.child.kill('SIGINT')
    expect(await under.ended).toBe(130) // though somebody still looks
  })

  test('=stately says that it needs the internet, and serves the page that feeds it', async () => {
    const under = await studio('run', '--users', '20', '--turns', '2', '--inspect=stately')
    expect(under.stderr()).toContain('it needs the internet')
    expect(under.url).toContain('/stately#token=')
    const page = await fetch(`${under.origin}/stately`)
    expect(page.headers.get('content-security-policy')).toContain('https://stately.ai')
    expect(await page.text()).toContain('internet')
  })

  test('beside react, each world is shown in its turn, and the table comes as ever', async () => {
    const post = join(ROOT, 'examples', 'post.yaml')
    const variant = join(ROOT, 'examples', 'post-variant.yaml')
    const under = await studio('react', '--inspect', post, variant, '--users', '100', '--json')
    await soon(
      async () => under.stdout(),
      (text) => text.includes('"manifest"')
    )
    const { posts } = JSON.parse(under.stdout()) as { posts: unknown[] }
    expect(posts).toHaveLength(2)
    expect(await under.get<SceneView>('/api/scene')).toMatchObject({ manifest: { kind: 'react', users: 100 } })
    expect((await turnsOf(under)).length).toBeGreaterThan(3)
  })
})
