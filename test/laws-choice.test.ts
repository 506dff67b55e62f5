import fc from 'fast-check'
import { expect, test } from 'vitest'
import { affinity, cascade, choice, examination, feed, proportional } from '../src/laws/index.ts'
import { density } from '../src/laws/normal.ts'
import { counted, DRAWS, integral, pValue, WORST } from './helpers/chi-square.ts'

const slate = [0.4, -1.2, 2, 0, 0.9]
const logit: choice.ChoiceParameters = { nothing: 0.5, temperature: 0.8, persistence: 0.9 }
const inRecSim = proportional.DEFAULTS
const goingDown: cascade.CascadeParameters = { attention: 0.9, scaling: 0.08, form: 'exponential', floor: 0 }

/** What a person might do on each path of looks and clicks down a list, summed path by path. */
function byPaths(click: readonly number[]): number[] {
  const sums = new Array<number>(click.length + 1).fill(0)
  for (let path = 0; path < 2 ** click.length; path++) {
    const chance = click.reduce((product, c, i) => product * (path & (1 << i) ? c : 1 - c), 1)
    const first = click.findIndex((_, i) => path & (1 << i))
    sums[first === -1 ? click.length : first]! += chance
  }
  return sums
}

const near = (seen: ArrayLike<number>, wanted: readonly number[]) => {
  expect(seen.length).toBe(wanted.length)
  for (const [i, value] of wanted.entries()) expect(Math.abs(seen[i]! - value)).toBeLessThan(1e-9)
}

test('a logit choice weighs each slot by its utility and its place, and nothing as one more', () => {
  const weights = [...slate.map((u, i) => 0.9 ** i * Math.exp(u / 0.8)), Math.exp(0.5 / 0.8)]
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  near(
    choice.probability(slate, logit),
    weights.map((weight) => weight / total)
  )
})

test('a logit choice is what maximising utility with Gumbel noise comes to', () => {
  const pair = choice.probability([1], { nothing: 0.3, temperature: 1, persistence: 1 })
  const gumbel = (x: number) => Math.exp(-x - Math.exp(-x))
  const beats = (x: number) => Math.exp(-Math.exp(-(x + 1 - 0.3))) // the other one's noise stays below
  expect(pair[0]).toBeCloseTo(
    integral((x) => gumbel(x) * beats(x), -6, 40, 20_000),
    9
  )
})

test('huge and tiny utilities neither overflow nor vanish together', () => {
  near(choice.probability([800, 800], { nothing: -900, temperature: 1, persistence: 1 }), [0.5, 0.5, 0])
  near(choice.probability([-800], { nothing: -800, temperature: 1, persistence: 1 }), [0.5, 0.5])
})

test('with nothing at −Infinity something is always chosen', () => {
  const must = { nothing: Number.NEGATIVE_INFINITY, temperature: 1, persistence: 1 }
  expect(choice.probability(slate, must)[slate.length]).toBe(0)
  const counts = counted(DRAWS, slate.length + 1, 'must choose', (u) => choice.sample(slate, must, u))
  expect(counts[slate.length]).toBe(0)
})

test('drawn choices follow their laws', () => {
  const laws = [
    { p: choice.probability(slate, logit), draw: (u: number) => choice.sample(slate, logit, u) },
    {
      p: proportional.probability([0, 2, -1, 0.5], inRecSim),
      draw: (u: number) => proportional.sample([0, 2, -1, 0.5], inRecSim, u)
    },
    { p: cascade.probability(slate, goingDown), draw: (u: number) => cascade.sample(slate, goingDown, u) }
  ]
  for (const [i, { p, draw }] of laws.entries()) {
    expect(pValue(counted(DRAWS, p.length, `choice ${i}`, draw), p)).toBeGreaterThan(WORST)
  }
})

test('probabilities of a choice sum to one and rise with the own utility, for any slate', () => {
  const utilities = fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(utilities, fc.double({ min: 0.1, max: 5, noNaN: true }), (values, temperature) => {
      const params = { nothing: 0, temperature, persistence: 0.95 }
      const p = choice.probability(values, params)
      expect(Math.abs(p.reduce((sum, x) => sum + x, 0) - 1)).toBeLessThan(1e-12)
      const better = choice.probability([values[0]! + 1, ...values.slice(1)], params)
      expect(better[0]).toBeGreaterThanOrEqual(p[0]!)
      for (let i = 1; i < p.length; i++) expect(better[i]).toBeLessThanOrEqual(p[i]!)
    }),
    { seed: 1, numRuns: 200 }
  )
})

test('odds between two slots do not depend on a third', () => {
  const params = { nothing: 0, temperature: 1, persistence: 1 }
  const [a, b] = choice.probability([1, 0.2, 3], params)
  const [c, d] = choice.probability([1, 0.2, -5], params)
  expect(a! / b!).toBeCloseTo(c! / d!, 12)
})

test('only the first k slots of a longer column are looked at', () => {
  const column = Float64Array.of(...slate, 99, 99)
  const out = new Float64Array(20)
  near(choice.probabilityInto(out, column, logit, 5).subarray(0, 6), [...choice.probability(slate, logit)])
  expect(choice.sample(column, logit, 0.4, 5)).toBe(choice.sample(slate, logit, 0.4))
  near(cascade.probabilityInto(out, column, goingDown, 5).subarray(0, 6), [...cascade.probability(slate, goingDown)])
  near(proportional.probabilityInto(out, [1, 2, 99], inRecSim, 2).subarray(0, 3), [2 / 7, 3 / 7, 2 / 7])
})

test('a proportional choice takes the floor from everything, nothing included', () => {
  near(proportional.probability([0, 2, -1], inRecSim), [1 / 6, 3 / 6, 0, 2 / 6])
})

test('a cascade is the sum over all paths of looks and clicks', () => {
  near(cascade.probability(slate, goingDown), byPaths(slate.map((u) => 0.9 * 0.08 * Math.exp(u))))
  const shifted = { ...goingDown, form: 'proportional', floor: -2, scaling: 0.2 } as const
  near(cascade.probability(slate, shifted), byPaths(slate.map((u) => 0.9 * 0.2 * (u + 2))))
})

test('the same items click less further down a cascade', () => {
  const p = cascade.probability([1, 1, 1, 1], goingDown)
  for (let i = 1; i < 4; i++) expect(p[i]).toBeLessThan(p[i - 1]!)
})

test('a feed item is watched as a choice between it and passing on', () => {
  for (const u of [-3, 0.1, 2]) {
    const [watched] = choice.probability([u], { nothing: 0.4, temperature: 0.7, persistence: 1 })
    expect(feed.probability(u, { passing: 0.4, temperature: 0.7 })).toBeCloseTo(watched!, 12)
  }
  const p = feed.probability(0.8, feed.DEFAULTS)
  const counts = counted(DRAWS, 2, 'feed', (u) => Number(feed.sample(0.8, feed.DEFAULTS, u)))
  expect(pValue(counts, [1 - p, p])).toBeGreaterThan(WORST)
})

test('with standard normal utilities a feed is opened as often as on KuaiRand', () => {
  expect(integral((u) => feed.probability(u, feed.DEFAULTS) * density(u), -9, 9)).toBeCloseTo(0.45965, 4)
})

test('looking thins out with the rank, to 12% of the first at the tenth', () => {
  expect(examination.probability(10, examination.DEFAULTS)).toBeCloseTo(0.12, 3)
  expect(examination.probability(3, { decay: examination.decayOf(3, 0.4) })).toBeCloseTo(0.4, 12)
  expect(examination.probability(7, { decay: 0 })).toBe(1)
  const p = examination.probability(3, examination.DEFAULTS)
  const counts = counted(DRAWS, 2, 'look', (u) => Number(examination.sample(3, examination.DEFAULTS, u)))
  expect(pValue(counts, [1 - p, p])).toBeGreaterThan(WORST)
})

test('affinity rises with shared interests and quality, falls with a wrong length', () => {
  const w = Float32Array.of(9, 0.5, -0.25, 9)
  const x = Float64Array.of(1, 0.5)
  expect(affinity.dot(w, 1, x, 0, 2)).toBe(0.375)
  const u = (quality: number, seconds: number) =>
    affinity.utility(0.375, quality, affinity.mismatch(seconds, 30, Math.LN2), affinity.DEFAULTS)
  expect(u(1, 30)).toBeGreaterThan(u(0, 30))
  expect(u(0, 60)).toBeCloseTo(u(0, 15), 12)
  expect(u(0, 30) - u(0, 60)).toBeCloseTo(affinity.DEFAULTS.mismatch, 12)
})

test('impossible questions are refused by name', () => {
  const plain = choice.DEFAULTS
  const refused: [string, () => unknown][] = [
    ['choice.empty-slate', () => choice.probability([], plain)],
    ['choice.bad-temperature', () => choice.sample([1], { ...plain, temperature: 0 }, 0.5)],
    ['choice.bad-persistence', () => choice.sample([1], { ...plain, persistence: 1.1 }, 0.5)],
    ['choice.bad-utility', () => choice.probability([Number.NaN, 1], plain)],
    [
      'choice.bad-utility',
      () => choice.probability([Number.NEGATIVE_INFINITY], { ...plain, nothing: Number.NEGATIVE_INFINITY })
    ],
    ['choice.bad-uniform', () => choice.sample([1], plain, 1)],
    ['proportional.empty-slate', () => proportional.probability([], inRecSim)],
    ['proportional.bad-utility', () => proportional.probability([-1.5], inRecSim)],
    ['cascade.empty-slate', () => cascade.sample([], goingDown, 0.5)],
    ['cascade.bad-score', () => cascade.probability([9], goingDown)],
    ['feed.bad-temperature', () => feed.probability(1, { passing: 0, temperature: -1 })],
    ['examination.bad-rank', () => examination.probability(0, examination.DEFAULTS)],
    ['affinity.bad-seconds', () => affinity.mismatch(0, 30, 1)]
  ]
  for (const [code, ask] of refused) expect(ask, code).toThrow(expect.objectContaining({ code }))
})
