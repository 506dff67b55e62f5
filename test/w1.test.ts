import { createWorld, fromShelf, type MetricValue, type Recommender, type Round } from 'recoworld'
import { choice } from 'recoworld/laws'
import {
  createChance,
  fakeCatalogue,
  mindsetKit,
  populationKit,
  recommenderKit,
  representationKit,
  runKit
} from 'recoworld/testing'
import { expect, test } from 'vitest'
import exactRecommender from '../bench/w1/exact-recommender.ts'
import { itemsOf, mainTopic, TOPICS } from '../bench/w1/items.ts'
import { DIGESTS, everyItem, isExact, limit } from '../bench/w1/limit.ts'
import mind from '../bench/w1/mind.ts'
import population from '../bench/w1/population.ts'
import recommender from '../bench/w1/recommender.ts'
import representation from '../bench/w1/representation.ts'
import { createWeight } from '../bench/w1/weight.ts'
import { DIGESTED, digestOf, perSession, perSessionOf, TURNS, w1 } from '../bench/w1/world.ts'
import { pValue } from './helpers/chi-square.ts'

test.each([100, 2_000])('the limit program is W1 to the digit with %i people, in either order', (users) => {
  for (const order of ['user', 'tick'] as const) {
    const digest = limit(users, order)
    expect(digest).toEqual({ ...DIGESTS[users], watch: expect.closeTo(DIGESTS[users]!.watch, 2) })
    expect(isExact(users, digest)).toBe(true)
    expect(isExact(users, { ...digest, ids: digest.ids + 1 })).toBe(false)
  }
})

test('people 100 to 199 are the same whoever else is there', () => {
  const [all, first, second] = [limit(200, 'tick'), limit(100, 'user'), limit(100, 'user', everyItem(), 100)]
  expect(first.ids + second.ids).toBe(all.ids)
  expect(first.squares + second.squares).toBe(all.squares)
})

test.each(['live', 'crowd', 'reference'] as const)(
  'a world with W1’s own numbers is W1 to the digit: %s',
  async (engine) => {
    const world = createWorld({ ...w1(100, true), engine, metrics: DIGESTED })
    const digest = digestOf(await world.run({ turns: TURNS }))
    expect(digest).toEqual({ ...DIGESTS[100], watch: expect.closeTo(DIGESTS[100]!.watch, 2) })
  }
)

test('a world with chance of its own has W1’s sessions', async () => {
  const users = 400
  const run = await createWorld(w1(users)).run({ turns: TURNS })
  const known = perSessionOf(DIGESTS[10_000]!, 10_000)
  const is = perSession(run)
  const { 'session-length': steps, 'click-rate': clicks, 'watch-time': seconds } = run.metrics
  // within 4.5 standard errors, of people here and of the 10,000 there: a sound world fails once in 50,000
  const chance = 4.5 * Math.sqrt(1 + users / 10_000)
  expect(Math.abs(is.steps - known.steps)).toBeLessThan(chance * errorOf(steps!))
  expect(Math.abs(is.choices - known.choices)).toBeLessThan(chance * 10 * errorOf(clicks!))
  expect(Math.abs(is.minutes - known.minutes)).toBeLessThan((chance * errorOf(seconds!)) / 60)
  for (const [name, value] of Object.entries(is)) expect(value / known[name as keyof typeof known]).toBeCloseTo(1, 1)
  expect(run.endings).toEqual({ left: users, truncated: 0, failed: 0 })
  expect(run.leaveCauses).toEqual({ done: users })
})

/** The standard error of a metric's 95 % interval. */
const errorOf = ({ low, high }: MetricValue) => (high - low) / 2 / 1.96

test('the parts keep what their shelves promise', async () => {
  await runKit(mindsetKit('w1', fromShelf('mindsets', w1(1).mindset as string).definition))
  await runKit(recommenderKit('w1', recommender))
  await runKit(recommenderKit('w1, exact', exactRecommender))
  await runKit(populationKit('w1', population))
  await runKit(representationKit('w1', representation))
})

const CATALOGUE = fakeCatalogue({ items: 200 })
const PEOPLE = 1_000

/** A slate each for all people, in columns. */
function serveAll({ recommendInto }: Recommender, size: number): Round {
  const round = {
    session: 1,
    turn: 3,
    count: PEOPLE,
    size,
    users: Int32Array.from({ length: PEOPLE }, (_, row) => 7 * row),
    at: new Float64Array(PEOPLE),
    items: new Int32Array(PEOPLE * size),
    lengths: new Uint8Array(PEOPLE),
    propensities: new Float64Array(PEOPLE * size).fill(Number.NaN),
    shown: { bits: new Uint32Array(0), words: 0, has: () => false }
  }
  recommendInto!(round)
  return round
}

test.each([
  ['drawn by the world’s chance', recommender],
  ['as W1 has them', exactRecommender]
])('slates %s are even, without repeats, and the same one by one as in columns', (_, definition) => {
  const size = 10
  const made = definition.create({ catalogue: CATALOGUE, chance: createChance(1), slateSize: size })
  const { items, lengths, propensities, users } = serveAll(made, size)
  const counts = new Float64Array(CATALOGUE.size)
  for (const item of items) counts[item]!++
  expect(
    pValue(
      counts,
      counts.map(() => 1 / CATALOGUE.size)
    )
  ).toBeGreaterThan(1e-4) // repeats left out: steadier than a die
  expect(propensities!.every((chance) => chance === 1 / CATALOGUE.size)).toBe(true)
  for (let row = 0; row < PEOPLE; row++) {
    const slate = Array.from(items.subarray(row * size, row * size + lengths[row]!))
    expect(new Set(slate).size).toBe(size)
    if (row % 50 > 0) continue
    const alone = made.recommend({ user: users[row]!, session: 1, turn: 3, at: 0, size, shown: () => false })
    expect(alone).toMatchObject({ items: slate })
  }
})

test('a weight is e to the liking', () => {
  const weight = createWeight()
  for (let i = -1_000; i <= 1_000; i++) {
    const u = i / 1_000
    expect(Math.abs(weight(u) / Math.exp(u) - 1)).toBeLessThan(1e-15)
  }
})

/** One person before one slate, again and again, each time with its first taste and time. */
function again(
  turns: number,
  see: (chosen: number, budget: number, before: Float64Array, after: Float64Array) => void
) {
  const items = [3, 14, 159, 26, 535, 8_979, 32]
  const columns = { interests: new Float64Array(TOPICS), budget: new Float64Array(1) }
  const catalogue = { ...fakeCatalogue({ items: 1 }), items: items.map((n) => ({ title: `item ${n}` }) as never) }
  const chance = createChance(5)
  const person = mind.create({ catalogue, chance, columns })
  person.born(0, { index: 0 } as never)
  const interests = columns.interests.slice()
  const length = items.length
  const view = { user: 0, session: 0, turn: 0, turnsLeft: 1, at: 0, items: Int32Array.from(items.keys()), length }
  const slate = { ...view, felt: new Float64Array(6), obeyed: 0, mood: -1 }
  for (slate.turn = 0; slate.turn < turns; slate.turn++) {
    const columnsOf = () => ({ actions: new Uint8Array(length), reasons: new Uint8Array(length) })
    const numbers = { reached: 0, seconds: 0, delight: 0, watchRatio: 0, sameness: 0, found: 0, hazard: 0 }
    const slots = { watchSeconds: new Float64Array(length), affinity: new Float64Array(length), ...columnsOf() }
    const review = { ...numbers, ...slots, leaveCause: 0, disengageCause: 0 }
    columns.interests.set(interests)
    columns.budget[0] = 200
    person.review(0, slate, chance, review)
    expect(review.watchSeconds.reduce((sum, seconds) => sum + seconds, 0)).toBe(
      review.delight === 0 ? 0 : review.seconds
    )
    see(
      review.watchSeconds.findIndex((seconds) => seconds > 0),
      columns.budget[0]!,
      interests,
      columns.interests
    )
  }
  return { items, interests }
}

test('what is opened follows the logit over the slate and nothing, and takes its time', () => {
  const counts = new Float64Array(8)
  const left = new Float64Array(8)
  const turns = 20_000
  const { items, interests } = again(turns, (chosen, budget) => {
    counts[chosen < 0 ? 7 : chosen]!++
    left[chosen < 0 ? 7 : chosen] = budget
  })
  const { features, quality, minutes } = itemsOf(items)
  const liking = items.map((_, row) => interests.reduce((sum, x, i) => sum + x * features[row * TOPICS + i]!, 0))
  const law = choice.probability(liking, { nothing: 1, temperature: 1, persistence: 1 })
  expect(pValue(counts, law)).toBeGreaterThan(1e-4)
  for (const row of items.keys())
    expect(left[row]).toBeCloseTo(200 + minutes[row]! * (-1 + (0.9 / 3.4) * quality[row]!), 9)
  expect(left[7]).toBe(199.5)
})

test('tastes move towards what is opened as often as its features and they agree', () => {
  const { features } = itemsOf([3])
  const main = mainTopic(3)
  let [opened, nearer] = [0, 0]
  const { interests } = again(20_000, (chosen, _, before, after) => {
    if (chosen !== 0) return
    opened++
    if (Math.abs(after[main]! - features[main]!) < Math.abs(before[main]! - features[main]!)) nearer++
  })
  const share = interests.reduce((sum, x, i) => sum + ((x + 1) / 2) * features[i]!, 0)
  expect(pValue([nearer, opened - nearer], [share, 1 - share])).toBeGreaterThan(1e-4)
})
