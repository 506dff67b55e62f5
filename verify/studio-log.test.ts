import { fromShelf, type MindDefinition, type RecommenderDefinition } from 'recoworld'
import rules from 'recoworld/minds/rules'
import { expect, test } from 'vitest'
import { assign } from 'xstate'
import { createCast } from '../agents/user.ts'
import attention from '../machines/mindsets/attention.ts'
import { MOODS, SCALARS } from '../src/contract/session.ts'
import { createLog } from '../src/storage/event-log.ts'
import { eventsIn, everyoneIn, logged, MINDSETS, newFile, shown, trackOf } from '../test/helpers/logged-run.ts'

/** What a look changes in every mindset, beside a text that no crowd can hold. */
const LOOK = {
  session: ({ event }: { event: { session: number } }) => event.session,
  turn: ({ event }: { event: { turn: number } }) => event.turn
}
const PARTED = /played again\./

test.each(
  Object.keys(MINDSETS).flatMap((mindset) => (['crowd', 'live'] as const).map((engine) => [mindset, engine] as const))
)('of a log of %s minds run as %s, everybody feels again what was felt', async (mindset, engine) => {
  const { file, result } = await logged(
    { mindset, engine, users: 30, recommender: 'instructable' },
    { sessions: 3, turns: 8 }
  )
  const show = await shown(file)
  expect(show.view.note).not.toMatch(PARTED)
  const frame = show.frame()
  expect(frame).toMatchObject({ phase: 'ended', session: 2, done: result.userSteps, left: 0 })
  expect(show.population().endings).toEqual(result.endings)
  expect(show.population().leaveCauses).toEqual(result.leaveCauses)
  const { states } = show.view
  const moods = MOODS.map((mood) => {
    const at = states.findIndex((id) => id.endsWith(`.mood.${mood}`))
    return [mood, at < 0 ? 0 : frame.states[at]! / 30]
  })
  expect(Object.fromEntries(moods)).toEqual(result.mindsets)
  expect(show.ended).toEqual({ result: JSON.parse(JSON.stringify(result)), error: null })
})

test('a person that is looked at takes the steps that it took among all, and felt what the log says', async () => {
  const { file } = await logged({ users: 12, recommender: 'instructable', mindset: 'overloaded' }, { sessions: 3 })
  const show = await shown(file)
  const arrows = new Map<string, number>()
  for (const { user, state } of everyoneIn(show)) {
    const { steps } = await trackOf(show, user)
    const last = steps.at(-1)!
    expect(last.states.map((id) => id.split('.').at(-1)).join(' · ')).toContain(state.split(' · ')[0])
    for (const step of steps) for (const name of step.arrows) arrows.set(name, (arrows.get(name) ?? 0) + 1)
    const asked = (await eventsIn(file, user)).filter((event) => event.type === 'review.asked')
    const looked = steps.filter(({ event }) => event.type === 'slate.shown')
    expect(looked.map(({ session, turn }) => [session, turn])).toEqual(
      asked.map(({ session, turn }) => [session, turn])
    )
    for (const [i, { context, at }] of looked.entries()) {
      expect(at).toBe(asked[i]!.at)
      for (const scalar of SCALARS) expect(context[scalar]).toBe(asked[i]![scalar])
    }
  }
  const { view } = show
  const counted = show.frame().arrows
  expect(Object.fromEntries(view.arrows.map((name, at) => [name, counted[at]]))).toEqual(
    Object.fromEntries(view.arrows.map((name) => [name, arrows.get(name) ?? 0]))
  )
})

test('a mindset that has changed since is told of, with the first place where it parted', async () => {
  const { file } = await logged({ users: 20 })
  const changed = attention.provide({ actions: { feel: assign({ interest: 0.5 } as never) } } as never)
  const show = await shown(file, { mindset: changed })
  expect(show.view.note).toMatch(/At visit 1, slate 2, person 0 (was|had) .* when it is played again\./)
  expect(show.view.note).toContain('“attention” has changed since the run')
})

test('of a log of a share of the people, these are shown under their own numbers', async () => {
  const { file } = await logged({ users: 200, logShare: 0.3, engine: 'crowd', recommender: 'instructable' })
  const kept = [...new Set((await eventsIn(file)).map(({ user }) => user))].sort((a, b) => a - b)
  const show = await shown(file)
  expect(show.view.note).toContain('share of the people: 30%')
  expect(show.view.note).not.toMatch(PARTED)
  expect(show.view.users).toBe(kept.length)
  expect(everyoneIn(show).map(({ user }) => user)).toEqual(kept)
  expect((await trackOf(show, kept.at(-1)!)).user).toBe(kept.at(-1))
  const left = Array.from({ length: 200 }, (_, user) => user).find((user) => !kept.includes(user))!
  expect(() => show.track(left)).toThrow('studio.no-such-person')
})

test('of a log that is too large a share of the people is played again, the same every time', async () => {
  const { file, result } = await logged({ users: 150, engine: 'crowd', recommender: 'popular' })
  const many = Math.round(result.userSteps / 3)
  const [one, other] = [await shown(file, {}, { mostReviews: many }), await shown(file, {}, { mostReviews: many })]
  expect(one.view.users).toBeGreaterThan(20)
  expect(one.view.users).toBeLessThan(90)
  expect(one.view.note).toMatch(/a share of its people was played again, chosen by their numbers: \d+%, \d+ people/)
  expect(one.view.note).not.toMatch(PARTED)
  expect(everyoneIn(one)).toEqual(everyoneIn(other))
  expect(one.population()).toEqual(other.population())
})

const failing = (breaks: (method: string, row: number, turn: number) => boolean): MindDefinition => ({
  ...rules,
  create(setting) {
    const mind = rules.create(setting as never)
    const fragile = (method: 'born' | 'arrive' | 'reflect' | 'rest') => ({
      [method](row: number, ...rest: unknown[]) {
        if (breaks(method, row, -1)) throw new Error(`no ${method}`)
        return (mind[method] as (row: number, ...rest: unknown[]) => unknown)(row, ...rest)
      }
    })
    return {
      ...mind,
      ...fragile('born'),
      ...fragile('arrive'),
      ...fragile('reflect'),
      ...fragile('rest'),
      review(row, slate, chance, out) {
        if (breaks('review', row, slate.turn)) throw new Error('lost the thread')
        return mind.review(row, slate, chance, out)
      }
    }
  }
})

test.each(['born', 'arrive', 'reflect', 'rest', 'review'])(
  'minds whose %s broke are where they were left, and are counted as failed',
  async (broken) => {
    const mind = failing((method, row, turn) => method === broken && row % 4 === 1 && (turn === -1 || turn === 2))
    const { file, result } = await logged({ mind, users: 48, recommender: 'random' }, { sessions: 2, turns: 8 })
    expect(result.failures.mind).toBeGreaterThan(0)
    const show = await shown(file)
    expect(show.view.note).not.toMatch(PARTED)
    expect(show.population().endings).toEqual(result.endings)
    const at = show.view.states.findIndex((id) => id.endsWith('.visit.failed'))
    // a mind that breaks before its first slate breaks for a mindset that waits for one, and hears nothing of it
    const isHeard = broken === 'review' || broken === 'reflect'
    expect(show.frame().states[at]).toBe(isHeard ? result.endings.failed : 0)
    const lines = await trackOf(show, (await eventsIn(file)).find(({ type }) => type === 'mind.failed')!.user)
    expect(lines.lines.find(({ kind }) => kind === 'failed')).toMatchObject({
      text: 'Its mind broke',
      words: broken === 'review' ? 'lost the thread' : `no ${broken}`
    })
  }
)

test('mindsets that broke stay where they were, and a recommender that broke interrupts a visit', async () => {
  const fragile = attention.provide({
    actions: {
      feel: ({ context }: { context: { patience: number } }) => {
        if (context.patience > 0.55) throw new Error('too patient')
      }
    }
  } as never)
  const moody: RecommenderDefinition = {
    description: 'Refuses person 2 from its third slate on',
    create: ({ catalogue }) => ({
      recommend({ user, size, shown: had, turn }) {
        if (user === 2 && turn > 1) throw new Error('not you')
        const items = []
        for (let item = 0; items.length < size && item < catalogue.size; item++) if (!had(item)) items.push(item)
        return { items }
      }
    })
  }
  const one = await logged({ mindset: fragile as never, users: 40, engine: 'live' })
  const show = await shown(one.file, { mindset: fragile })
  expect(one.result.failures.mind).toBeGreaterThan(0)
  expect(show.view.note).not.toMatch(PARTED)
  expect(show.population().endings).toEqual(one.result.endings)
  const stuck = show.view.states.findIndex((id) => id.endsWith('.visit.reviewing'))
  expect(show.frame().states[stuck]).toBe(one.result.failures.mind)

  const other = await logged({ recommender: moody, users: 5 }, { sessions: 1, turns: 4 })
  const refused = await shown(other.file)
  expect(refused.population().endings).toEqual(other.result.endings)
  expect(refused.find({ text: '2', offset: 0, limit: 1 }).people[0]!.state).toMatch(/^interrupted · /)
  const { lines, steps } = await trackOf(refused, 2)
  expect(lines.find(({ kind }) => kind === 'failed')!.words).toContain('not you')
  expect(steps.at(-1)!.event.type).toMatch(/session\.failed|user\.churned/)
})

test('what was done to people while the run went on is done to them again', async () => {
  const { definition } = fromShelf('populations', 'everyone')
  const { name: segment } = definition.segments![0]!
  const whom = { population: 'everyone', segment }
  const { file, result } = await logged({
    users: 90,
    engine: 'crowd',
    recommender: 'popular',
    interventions: [
      { do: 'set-trait', trait: 'patience', value: 0.01, whom, session: 0, turn: 2 },
      { do: 'set-trait', trait: 'trust', value: 0.9, whom: { user: 5 }, session: 0, turn: 0 },
      { do: 'swap-recommender', to: 'random', session: 1, turn: 1 }
    ]
  })
  const show = await shown(file)
  expect(show.view.note).not.toMatch(PARTED)
  expect(show.population().endings).toEqual(result.endings)
  expect(show.frame().interventions).toEqual([
    { session: 0, turn: 0, says: 'trust is set to 0.9 for person 5.' },
    { session: 0, turn: 2, says: `patience is set to 0.01 for “${segment}” of “everyone”.` },
    { session: 1, turn: 1, says: 'The recommender “random” takes over.', takesOver: 'random' }
  ])
  expect(show.turns()[1]!.interventions).toHaveLength(1)
  const { lines, steps } = await trackOf(show, 5)
  const told = lines.filter(({ kind }) => kind === 'intervened').map(({ text }) => text)
  expect(told).toContain('trust is set to 0.9 for person 5.')
  expect(lines.findIndex(({ kind }) => kind === 'intervened')).toBe(1)
  expect(steps.find(({ event }) => event.type === 'slate.shown')!.context.trust).toBe(0.9)
})

test('a mindset that no crowd can run is played again by the cast that the caller gives', async () => {
  const { definition } = fromShelf('mindsets', 'attention')
  const wordy = definition.provide({ actions: { look: assign({ word: 'a text', ...LOOK } as never) } } as never)
  const { file, result } = await logged({ mindset: wordy as never, users: 12, engine: 'live' })
  const casts: number[] = []
  const show = await shown(
    file,
    { mindset: wordy as never },
    {
      castOf(mindset, inputs, people) {
        casts.push(people)
        return createCast(mindset, inputs, people)
      }
    }
  )
  expect(show.view.note).not.toMatch(PARTED)
  expect(show.population().endings).toEqual(result.endings)
  expect(show.frame().arrows.some((times) => times > 0)).toBe(true)
  expect((await trackOf(show, 3)).steps.length).toBeGreaterThan(4)
  expect(casts).toEqual([12, 1])
})

test('a run that was stopped, and one that never finished, are shown as far as they came', async () => {
  const stop = new AbortController()
  const { file } = await logged(
    { users: 60, recommender: 'popular' },
    { turns: 12, signal: stop.signal, onProgress: (done) => done > 150 && stop.abort() }
  )
  const stopped = await shown(file)
  expect(stopped.view.note).toContain('was stopped before its end')
  expect(stopped.frame().turn).toBeLessThan(11)

  const events = (await eventsIn(file)).filter(({ turn }) => turn < 2)
  const half = newFile()
  const log = await createLog(half, { id: 'half', manifest: stopped.view.manifest })
  await log.write(events as never)
  await log.close()
  const show = await shown(half)
  expect(show.view.note).toContain('did not finish')
  expect(show.ended).toEqual({ result: null, error: null })
  expect(show.frame()).toMatchObject({ session: 0, turn: 1, stayed: 0 })
  const { present, states } = stopped.turns()[1]!
  expect(present).toBeGreaterThan(50)
  expect(show.frame()).toMatchObject({ present, states })
})

test('a log of nobody yet is a show of nobody', async () => {
  const { file } = await logged({ users: 5 }, { sessions: 1, turns: 1 })
  const empty = newFile()
  const log = await createLog(empty, { id: 'empty', manifest: (await shown(file)).view.manifest })
  await log.close()
  const show = await shown(empty)
  expect(show.view).toMatchObject({ users: 0, segments: [] })
  expect(show.frame()).toMatchObject({ turn: -1, present: 0, done: 0 })
  expect(show.turns()).toEqual([])
  expect(everyoneIn(show)).toEqual([])
})

test('what is no log is refused as it is everywhere', async () => {
  await expect(shown(newFile())).rejects.toThrow('log.missing')
  await expect(shown(import.meta.filename)).rejects.toThrow('log.not-a-log')
})

test('how far it has come is told, and ends with nothing left', async () => {
  const { file, result } = await logged({ users: 30, recommender: 'popular' })
  const told: [number, number][] = []
  await shown(file, {}, { onProgress: (done, left) => told.push([done, left]) })
  expect(told.length).toBeGreaterThan(5)
  for (const [done, left] of told) expect(done + left).toBe(result.userSteps)
  expect(told.at(-1)).toEqual([result.userSteps, 0])
})
