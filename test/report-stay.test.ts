import { createWorld, type WorldOptions } from 'recoworld'
import type { RecommenderDefinition } from 'recoworld/define'
import { kaplanMeier, survivalAt } from 'recoworld/experiment'
import { expect, test } from 'vitest'

/** A run, with how its visits ended as its events tell it. */
async function visitsOf(options: WorldOptions, run: Parameters<ReturnType<typeof createWorld>['run']>[0]) {
  const world = createWorld({ users: 300, seed: 11, recommender: 'popular', ...options })
  const ended: { turns: number; how: string }[] = []
  world.events$.subscribe((event) => {
    if (event.type === 'session.ended') ended.push({ turns: event.turns, how: event.how })
  })
  return { result: await world.run(run), ended }
}

test('the curve of who stays is the Kaplan–Meier curve of the visits that the events tell of', async () => {
  const { result, ended } = await visitsOf({}, { turns: 12 })
  expect(ended).toHaveLength(300)
  const curve = kaplanMeier(
    ended.map(({ turns }) => turns),
    ended.map(({ how }) => how === 'left')
  )
  expect(curve.steps.length).toBeGreaterThan(6)
  for (const { turn, share, low, high, left } of result.stay) {
    const then = survivalAt(curve, turn)
    expect(share).toBeCloseTo(then.survival, 12)
    if (then.survival < 1) expect([low, high]).toEqual([expect.closeTo(then.low, 12), expect.closeTo(then.high, 12)])
    expect(left).toBe(ended.filter(({ turns, how }) => how === 'left' && turns === turn).length)
  }
  expect(result.stay.at(-1)!.turn).toBe(12)
})

test('several visits of a person widen the band, never beyond what one visit each would give', async () => {
  const { result, ended } = await visitsOf({}, { turns: 8, sessions: 3 })
  const curve = kaplanMeier(
    ended.map(({ turns }) => turns),
    ended.map(({ how }) => how === 'left')
  )
  const [mine, plain] = [result.stay.at(-1)!, survivalAt(curve, 8)]
  expect(mine.share).toBeCloseTo(plain.survival, 12)
  expect(ended.length).toBeGreaterThan(600)
  const ratio = (mine.high - mine.low) / (plain.high - plain.low)
  expect(ratio).toBeGreaterThan(1.3)
  expect(ratio).toBeLessThan(Math.sqrt(3) * 1.05)
})

test('is the same in a crowd of several threads as of single lives', async () => {
  const run = { turns: 9, sessions: 2 }
  const one = await createWorld({ users: 90, seed: 3, engine: 'live', threads: 1 }).run(run)
  const other = await createWorld({ users: 90, seed: 3, engine: 'crowd', threads: 3 }).run(run)
  expect(other.stay).toEqual(one.stay)
  expect(one.stay.length).toBe(9)
})

test('a run that is stopped knows those under way as far as they got', async () => {
  const stop = new AbortController()
  let turns = 0
  const { result, ended } = await visitsOf(
    { engine: 'live', threads: 1 },
    { turns: 12, signal: stop.signal, onProgress: () => ++turns === 4 && stop.abort() }
  )
  expect(result.interrupted).toBe(true)
  const reached = result.stay.at(-1)!
  expect(reached.turn).toBeLessThan(12)
  expect(reached.atRisk).toBe(300 - ended.filter((visit) => visit.turns < reached.turn).length)
  expect(result.stay[0]!.atRisk).toBe(300)
})

test('a visit that broke is known as far as it got, and is no leaving', async () => {
  const bare: RecommenderDefinition = {
    description: 'Has nothing for every third person from the third slate on',
    create: () => ({
      recommend: ({ user, turn, size }) => ({
        items: user % 3 === 0 && turn >= 2 ? [] : Array.from({ length: size }, (_, i) => turn * size + i)
      })
    })
  }
  const { result, ended } = await visitsOf({ recommender: bare }, { turns: 6 })
  const whole = ended.filter(({ how }) => how !== 'failed')
  expect(result.endings.failed).toBeGreaterThan(30)
  expect(whole.length + result.endings.failed).toBe(300)
  const turns = [1, 2, 3, 4, 5, 6]
  expect(result.stay.map(({ atRisk }) => atRisk)).toEqual(
    turns.map((turn) => ended.filter((visit) => visit.turns >= turn).length)
  )
  expect(result.stay.map(({ left }) => left)).toEqual(
    turns.map((turn) => whole.filter((visit) => visit.how === 'left' && visit.turns === turn).length)
  )
})
