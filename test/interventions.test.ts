import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWorld, type WorldEvent, type WorldOptions } from 'recoworld'
import { digestOf } from 'recoworld/log'
import { describe, expect, test } from 'vitest'

type Interventions = NonNullable<WorldOptions['interventions']>

async function play(interventions: Interventions, options: WorldOptions = {}, run = { turns: 8 }) {
  const world = createWorld({ users: 80, seed: 3, recommender: 'popular', ...options, interventions })
  const events: WorldEvent[] = []
  world.events$.subscribe((event) => events.push(event))
  return { result: await world.run(run), events }
}

const slatesFrom = (events: readonly WorldEvent[], turn: number) =>
  events.flatMap((event) => (event.type === 'slate.shown' && event.turn >= turn ? [event] : []))
const madeIn = (events: readonly WorldEvent[]) =>
  events.flatMap((event) => (event.type === 'intervention.made' ? [event] : []))

test('an item that is withdrawn is shown to nobody from that turn on, and slates stay as long', async () => {
  const { events: before } = await play([])
  const favourite = slatesFrom(before, 3)[0]!.items[0]!.item
  const { events, result } = await play([{ do: 'drop-item', item: favourite, session: 0, turn: 3 }])
  const shown = (turn: number) =>
    slatesFrom(events, turn).filter(({ items }) => items.some(({ item }) => item === favourite))
  expect(
    slatesFrom(before, 3).filter(({ items }) => items.some(({ item }) => item === favourite)).length
  ).toBeGreaterThan(0)
  expect(shown(3)).toEqual([])
  expect(new Set(slatesFrom(events, 0).map(({ items }) => items.length))).toEqual(new Set([10]))
  expect(result.failures.recommender).toBe(0)
})

test('a recommender that asks nothing loses the slot, with what was said of it, and the others keep theirs', async () => {
  const always = {
    description: 'The first four, always',
    repeats: true as const,
    create: () => ({
      recommend: ({ size }: { size: number }) => ({
        items: [0, 1, 2, 3].slice(0, size),
        why: ['a', 'b', 'c', 'd'],
        propensities: [0.1, 0.2, 0.3, 0.4]
      })
    })
  }
  const { events } = await play([{ do: 'drop-item', item: 'cook-002', session: 0, turn: 1 }], { recommender: always })
  const told = (turn: number) => slatesFrom(events, turn)[0]!.items.map(({ why, propensity }) => [why, propensity])
  expect(told(0)).toEqual([
    ['a', 0.1],
    ['b', 0.2],
    ['c', 0.3],
    ['d', 0.4]
  ])
  expect(told(1)).toEqual([
    ['a', 0.1],
    ['c', 0.3],
    ['d', 0.4]
  ])
})

test('another recommender goes on, knows what was shown, and is named on its slates', async () => {
  const { events, result } = await play([{ do: 'swap-recommender', to: 'random', session: 0, turn: 4 }])
  const names = (from: number, to: number) =>
    new Set(slatesFrom(events, from).flatMap(({ turn, recommender }) => (turn < to ? [recommender] : [])))
  expect(names(0, 4)).toEqual(new Set(['popular']))
  expect(names(4, 8)).toEqual(new Set(['random']))
  const ofOne = slatesFrom(events, 0).filter(({ user }) => user === events.find(({ turn }) => turn === 7)!.user)
  const items = ofOne.flatMap((slate) => slate.items.map(({ item }) => item))
  expect(new Set(items).size).toBe(items.length) // nothing twice, over the change
  expect(result.failures.recommender).toBe(0)
})

describe('a trait', () => {
  test('of the mindset is set for a segment, and felt there alone', async () => {
    const whom = { population: 'everyone', segment: '' }
    const { events: before } = await play([])
    const [first] = before.flatMap((event) => (event.type === 'session.started' ? [event] : []))
    const { population, segment } = { ...whom, ...first }
    const set = { do: 'set-trait' as const, trait: 'patience', value: 0, whom: { population, segment } }
    const { events } = await play([{ ...set, session: 0, turn: 2 }])
    const ofSegment = new Set(
      before.flatMap((event) => (event.type === 'session.started' && event.segment === segment ? [event.user] : []))
    )
    const asked = events.flatMap((event) => (event.type === 'review.asked' && event.turn === 2 ? [event] : []))
    expect(asked.length).toBeGreaterThan(ofSegment.size / 2)
    for (const { user, patience } of asked) expect(patience === 0).toBe(ofSegment.has(user))
    expect(madeIn(events)).toMatchObject([{ user: Math.min(...ofSegment), people: ofSegment.size, turn: 2 }])
  })

  test('of the mind changes what people do from then on', async () => {
    const { result } = await play([{ do: 'set-trait', trait: 'pickiness', value: 1, session: 0, turn: 1 }])
    const { result: as } = await play([])
    expect(result.metrics['click-rate']!.value).toBeLessThan(0.9 * as.metrics['click-rate']!.value)
  })

  test('of one person is told of that person', async () => {
    const set = { do: 'set-trait' as const, trait: 'trust', value: 1, whom: { user: 17 } }
    const { events } = await play([{ ...set, session: 0, turn: 0 }])
    const [made] = madeIn(events)
    expect(made).toMatchObject({ user: 17, people: 1, id: '17.0.0.intervention.made.0' })
    expect(JSON.parse(made!.change)).toEqual({ ...set, session: 0, turn: 0 })
  })
})

const SEVERAL: Interventions = [
  { do: 'set-trait', trait: 'interest', value: 0.1, session: 0, turn: 2 },
  { do: 'drop-item', item: 'cook-001', session: 0, turn: 2 },
  { do: 'swap-recommender', to: 'bandit', session: 0, turn: 3 },
  { do: 'set-trait', trait: 'variety', value: 0.9, whom: { user: 5 }, session: 1, turn: 0 }
]

test('the same interventions give the same events, whichever way people are run', async () => {
  const told = []
  for (const engine of ['live', 'crowd', 'reference'] as const) {
    const { events, result } = await play(SEVERAL, { engine }, { turns: 6, sessions: 2 } as never)
    expect(result.manifest.interventions).toHaveLength(4)
    expect(madeIn(events).map(({ id }) => id)).toEqual([
      '0.0.2.intervention.made.0',
      '0.0.2.intervention.made.1',
      '0.0.3.intervention.made.0',
      '5.1.0.intervention.made.0'
    ])
    told.push(digestOf(events))
  }
  expect(new Set(told).size).toBe(1)
})

test('one for a turn that never comes is told of, and not listed as made', async () => {
  const { result } = await play([{ do: 'drop-item', item: 'cook-001', session: 4, turn: 0 }])
  expect(result.manifest.interventions).toHaveLength(1) // as it was planned
  expect(result.notes.join()).toContain('an intervention was not made: nobody came to turn 0 of visit 4 (drop-item)')
})

test('where one is refused, no log is left behind', async () => {
  const log = join(mkdtempSync(join(tmpdir(), 'recoworld-interventions-')), 'run.duckdb')
  const world = createWorld({
    users: 20,
    log,
    interventions: [{ do: 'drop-item', item: 'nowhere', session: 0, turn: 0 }]
  })
  await expect(world.run({ turns: 1 })).rejects.toMatchObject({ code: 'intervention.no-such-item' })
  expect(existsSync(log)).toBe(false)
})

test('a recommender that cannot be made is told by its name', async () => {
  const boom = {
    description: 'x',
    create: () => {
      throw new Error('boom')
    }
  }
  await expect(createWorld({ users: 5, recommender: boom as never }).run({ turns: 1 })).rejects.toMatchObject({
    code: 'recommender.broken',
    message: expect.stringContaining('create() of "own" broke: boom')
  })
})

test.each([
  [{ do: 'drop-item', item: 'nowhere', session: 0, turn: 0 }, 'intervention.no-such-item'],
  [{ do: 'swap-recommender', to: 'popularr', session: 0, turn: 0 }, 'shelf.unknown-name'],
  [{ do: 'swap-recommender', to: 'llm', session: 0, turn: 0 }, 'intervention.needs-model'],
  [{ do: 'set-trait', trait: 'patince', value: 0.5, session: 0, turn: 0 }, 'intervention.no-such-trait'],
  [{ do: 'set-trait', trait: 'patience', value: 1.5, session: 0, turn: 0 }, 'intervention.unreadable'],
  [{ do: 'set-trait', trait: 'trust', value: 1, whom: { user: 80 }, session: 0, turn: 0 }, 'intervention.nobody'],
  [
    { do: 'set-trait', trait: 'trust', value: 1, whom: { population: 'x', segment: 'y' }, session: 0, turn: 0 },
    'intervention.nobody'
  ],
  [{ do: 'nothing', session: 0, turn: 0 }, 'intervention.unreadable']
])('%o is refused before anybody comes', async (one, code) => {
  let came = 0
  const world = createWorld({ users: 80, interventions: [one] as never })
  world.events$.subscribe(() => came++)
  await expect(world.run({ turns: 2 })).rejects.toMatchObject({ code })
  expect(came).toBe(0)
})
