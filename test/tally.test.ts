import { expect, test } from 'vitest'
import type { MetricDefinition, SessionFact, TurnFact } from '../src/contract/plugin.ts'
import { createReview, createSlateView } from '../src/contract/review.ts'
import { ENDINGS } from '../src/contract/session.ts'
import { createChance } from '../src/kernel/chance.ts'
import retention from '../src/metrics/retention.ts'
import satisfaction from '../src/metrics/satisfaction.ts'
import watchTime from '../src/metrics/watch-time.ts'
import { fakeCatalogue } from '../src/testing/catalogue.ts'
import { createTallies, emptyTallies, placeTallies, sliceTallies, type Tallies } from '../src/world/tally.ts'

const catalogue = fakeCatalogue({ items: 30, topics: 5 })
const luck = createChance(11).for('tally')
const SHARED = { unit: 'things', better: 'higher', range: [0, 10_000] } as const

/** Counts turns as they come, and is looked at by nobody but the tests. */
const turnsSeen: MetricDefinition = {
  ...SHARED,
  description: 'How many turns there were',
  turn: ({ turn }, add) => add(turn, 1)
}
/** Looks at turns and at whole visits, with a denominator from both. */
const pace: MetricDefinition = {
  ...SHARED,
  description: 'Seconds of turns and of visits',
  turn: ({ review }, add) => add(review.seconds, 0.25),
  session: ({ seconds }, add) => {
    add(seconds / 3, 0.5)
    add(seconds / 7, 0.5)
  }
}
const metrics = { turnsSeen, pace, retention, satisfaction, 'watch-time': watchTime }

function turnOf(user: number, session: number, turn: number): TurnFact {
  const [slate, review] = [createSlateView(3), createReview(3)]
  luck.at(user, session, turn)
  slate.length = review.reached = 3
  review.seconds = 10 * luck.block[0]!
  review.watchSeconds.set(luck.block.subarray(0, 3))
  return { user, session, turn, slate, review, catalogue, followed: null }
}

function visitOf(user: number, session: number, other: Partial<SessionFact> = {}): SessionFact {
  luck.at(user, session, 99)
  const [how, seconds, satisfied, gap] = luck.block as unknown as [number, number, number, number]
  return {
    user,
    session,
    how: ENDINGS[Math.floor(3 * how)]!,
    turns: 3,
    turnLimit: 8,
    seconds: 100 * seconds,
    satisfaction: satisfied,
    instructions: user % 3,
    sensedAt: Array.from({ length: user % 4 }, (_, i) => i + session),
    gapMs: user % 5 === 0 ? Number.POSITIVE_INFINITY : 1e9 * gap,
    ...other
  }
}

/** Two visits of three turns for some people; the last wave is settled or not. */
function live(tallies: Tallies, users: readonly number[], isSettled = true): void {
  for (const session of [0, 1]) {
    for (let turn = 0; turn < 3; turn++) for (const user of users) tallies.turn(turnOf(user, session, turn))
    for (const user of users) tallies.session(visitOf(user, session))
    if (session === 0 || isSettled) tallies.settle()
  }
}

const people = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)

test('a turn counts at once; a visit counts when all visits of its round have ended', () => {
  const stopped = createTallies(metrics, 20)
  live(stopped, people(0, 20), false)
  const whole = createTallies(metrics, 20)
  live(whole, people(0, 20))
  const afterOne = createTallies(metrics, 20)
  for (const user of people(0, 20)) {
    for (let turn = 0; turn < 3; turn++) afterOne.turn(turnOf(user, 0, turn))
    afterOne.session(visitOf(user, 0))
  }
  expect(afterOne.byMetric.retention!.denominators).toEqual(new Float64Array(20))
  expect(afterOne.byMetric['watch-time']!.numerators).toEqual(new Float64Array(20))
  afterOne.settle()
  for (const name of ['pace', 'retention', 'satisfaction', 'watch-time'])
    expect(stopped.byMetric[name]).toEqual(afterOne.byMetric[name])
  expect(stopped.byMetric.turnsSeen).toEqual(whole.byMetric.turnsSeen)
  expect(whole.byMetric.turnsSeen!.denominators).toEqual(new Float64Array(20).fill(6))
})

test('a person’s numbers are the sums of what its turns and visits add', () => {
  const { byMetric, ...tallies } = createTallies(metrics, 9)
  live({ byMetric, ...tallies }, people(0, 9))
  for (const user of people(0, 9)) {
    const visits = [visitOf(user, 0), visitOf(user, 1)]
    const turns = [0, 1].flatMap((session) => [0, 1, 2].map((turn) => turnOf(user, session, turn).review))
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
    const counted = visits.filter(({ how }) => how !== 'failed')
    expect(byMetric.satisfaction!.numerators[user]).toBeCloseTo(sum(counted.map((one) => one.satisfaction)), 12)
    expect(byMetric.satisfaction!.denominators[user]).toBe(counted.length)
    expect(byMetric['watch-time']!.numerators[user]).toBeCloseTo(sum(turns.flatMap((one) => [...one.watchSeconds])), 12)
    expect(byMetric.pace!.denominators[user]).toBe(2 + 6 * 0.25)
    const seconds = sum(turns.map((one) => one.seconds)) + sum(visits.map((one) => one.seconds / 3 + one.seconds / 7))
    expect(byMetric.pace!.numerators[user]).toBeCloseTo(seconds, 10)
  }
})

test('parts of people, each counted alone, make up the whole to the last bit', () => {
  const whole = createTallies(metrics, 33)
  live(whole, people(0, 33))
  const together = emptyTallies(Object.keys(metrics), 33)
  for (const [from, to] of [
    [0, 7],
    [7, 8],
    [8, 33]
  ] as const) {
    const tallies = createTallies(metrics, 33, { from, to })
    live(tallies, people(from, to))
    const part = structuredClone(sliceTallies(tallies.byMetric, { from, to })) // as another thread gets it
    expect(part.pace!.numerators).toHaveLength(to - from)
    placeTallies(together, part, { from })
  }
  expect(together).toEqual(whole.byMetric)
})

test('a range leaves everybody else alone', () => {
  const tallies = createTallies(metrics, 12, { from: 4, to: 6 })
  live(tallies, [4, 5])
  for (const { denominators } of Object.values(tallies.byMetric))
    for (const user of [0, 1, 2, 3, 6, 11]) expect(denominators[user]).toBe(0)
  expect(tallies.byMetric.pace!.denominators[5]).toBe(3.5)
})

test('a metric sees each visit as it was told, however odd, also when the teller goes on to write', () => {
  const seen: SessionFact[] = []
  const witness: MetricDefinition = {
    ...SHARED,
    description: 'Remembers every visit',
    session: (fact, add) => {
      seen.push({ ...fact })
      add(fact.turns, 1)
    }
  }
  const tallies = createTallies({ witness }, 400)
  const told: SessionFact[] = [
    ...people(0, 300).map((user) => visitOf(user, 4)),
    visitOf(300, 4, { turns: 70_000, instructions: 65_536 }),
    visitOf(301, 4, { sensedAt: [1, 65_535, 2], turns: 65_535, instructions: 65_535 }),
    visitOf(302, 4, { sensedAt: [1, 65_536] }),
    visitOf(303, 4, { sensedAt: people(0, 5_000) }),
    visitOf(304, 5),
    visitOf(305, 4, { turnLimit: 9 }),
    visitOf(3, 4, { turns: 7 })
  ]
  const reused = { ...told[0]!, sensedAt: [] as number[] }
  for (const fact of told) {
    reused.sensedAt.length = 0
    reused.sensedAt.push(...fact.sensedAt)
    tallies.session(Object.assign(reused, { ...fact, sensedAt: reused.sensedAt }))
  }
  expect(seen).toEqual([])
  tallies.settle()
  const byUser = (a: SessionFact, b: SessionFact) => a.user - b.user || a.turns - b.turns
  expect(seen.toSorted(byUser)).toEqual(told.toSorted(byUser))
  expect(tallies.byMetric.witness!.denominators[3]).toBe(2)
  tallies.settle() // nobody came: nothing is counted again
  expect(seen).toHaveLength(told.length)
  const again = visitOf(301, 5, { sensedAt: [] })
  tallies.session(again)
  tallies.settle()
  expect(seen.at(-1)).toEqual(again)
})

test('a metric may speak of itself', () => {
  const own = {
    ...SHARED,
    description: 'Has a weight of its own',
    weight: 3,
    turn(_: TurnFact, add: (n: number, d: number) => void) {
      add(this.weight, 1)
    }
  }
  const tallies = createTallies({ own }, 1)
  tallies.turn(turnOf(0, 0, 0))
  expect(tallies.byMetric.own!.numerators[0]).toBe(3)
})
