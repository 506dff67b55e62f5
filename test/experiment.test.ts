import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  alwaysValidHalfWidth,
  chiSquare,
  cox,
  cuped,
  cupedDifference,
  kaplanMeier,
  kendall,
  kish,
  logRank,
  mixtureRatio,
  normalQuantile,
  page,
  rake,
  restrictedMean,
  restrictedMeanDifference,
  sequentialTest,
  spearman,
  unpredictability,
  welch
} from '../src/experiment/index.ts'
import { createChance } from '../src/kernel/chance.ts'
import { codeOf } from './helpers/code-of.ts'

const luck = createChance(2027).for('experiment test')
const normal = (world: number, user: number, slot = 0) => normalQuantile(luck.at(user, world, 0, slot))

/** Freireich et al., Blood 21, 1963: weeks of remission, as printed in many manuals. */
const placebo = {
  times: [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23],
  left: Array(21).fill(true)
}
const mercaptopurine = {
  times: [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35],
  left: [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0].map(Boolean)
}
const bothTimes = [...placebo.times, ...mercaptopurine.times]
const bothLeft = [...placebo.left, ...mercaptopurine.left]
const isPlacebo = bothTimes.map((_, i) => (i < 21 ? 1 : 0))

describe('survival, on remissions of leukaemia', () => {
  test('medians are 23 and 8 weeks', () => {
    expect(kaplanMeier(mercaptopurine.times, mercaptopurine.left).median.value).toBe(23)
    expect(kaplanMeier(placebo.times, placebo.left).median.value).toBe(8)
  })
  test('log-rank gives the χ² and p of R', () => {
    const { chiSquare: value, df, p, observed, expected } = logRank([mercaptopurine, placebo])
    expect(value).toBeCloseTo(16.7929409892, 9)
    expect(p).toBeCloseTo(4.168809e-5, 10)
    expect(df).toBe(1)
    expect(observed).toEqual([9, 21])
    expect(expected[0]! + expected[1]!).toBeCloseTo(30, 10)
  })
  test('log-rank of three groups knows no order of groups', () => {
    const third = { times: [2, 9, 14, 30], left: [true, true, false, true] }
    const [a, b] = [logRank([placebo, mercaptopurine, third]), logRank([third, placebo, mercaptopurine])]
    expect(a.chiSquare).toBeCloseTo(b.chiSquare, 9)
    expect(a.df).toBe(2)
  })
  test('Cox gives the log hazard ratios of R, with ties after Efron and after Breslow', () => {
    const [efron] = cox(bothTimes, bothLeft, [isPlacebo]).effects
    expect(efron!.beta).toBeCloseTo(1.572125149, 8)
    expect(efron!.se).toBeCloseTo(0.4123967177, 8)
    expect(cox(bothTimes, bothLeft, [isPlacebo], { ties: 'breslow' }).effects[0]!.beta).toBeCloseTo(1.509191413, 8)
  })
  test('Cox finds hazard ratios that are known, of two covariates', () => {
    const n = 4_000
    const x = Array.from({ length: n }, (_, i) => normal(1, i))
    const y = Array.from({ length: n }, (_, i) => (luck.at(i, 2) < 0.5 ? 1 : 0))
    const times = x.map((one, i) => -Math.log(luck.at(i, 3)) / Math.exp(0.5 * one - 0.8 * y[i]!))
    const { effects } = cox(
      times.map((t) => Math.min(t, 2)),
      times.map((t) => t < 2),
      [x, y]
    )
    expect(Math.abs(effects[0]!.beta - 0.5)).toBeLessThan(4 * effects[0]!.se)
    expect(Math.abs(effects[1]!.beta + 0.8)).toBeLessThan(4 * effects[1]!.se)
  })
  test('Cox does not care how long before it all began, nor for the unit of a covariate', () => {
    const [plain] = cox(bothTimes, bothLeft, [isPlacebo]).effects
    const [other] = cox(
      bothTimes.map((t) => 7 * t + 3),
      bothLeft,
      [isPlacebo.map((x) => 1_000 + x / 100)]
    ).effects
    expect(other!.beta / 100).toBeCloseTo(plain!.beta, 8)
  })
  test('what cannot be fitted is refused, and not fitted anyhow', async () => {
    expect(await codeOf(() => cox([1, 2, 3], [true, true, true], [[1, 1, 1]]))).toBe('statistics.no-fit')
    expect(await codeOf(() => cox([1, 2, 3, 4], [true, true, false, false], [[1, 1, 0, 0]]))).toBe('statistics.no-fit')
    expect(await codeOf(() => cox(bothTimes, bothLeft, [isPlacebo, isPlacebo]))).toBe('statistics.no-fit')
    expect(await codeOf(() => cox([1, 2], [false, false], [[0, 1]]))).toBe('statistics.no-data')
    expect(await codeOf(() => logRank([placebo]))).toBe('statistics.no-data')
  })
  test('the restricted mean is the area under the curve, worked out by hand', async () => {
    const group = { times: [1, 2, 4, 4], left: [true, true, true, false] }
    // 1 until 1, 3/4 until 2, 1/2 until 4, 1/4 until 5
    expect(restrictedMean(group, { horizon: 4 }).value).toBeCloseTo(1 + 0.75 + 1, 12)
    expect(await codeOf(() => restrictedMean(group, { horizon: 5 }))).toBe('statistics.bad-horizon')
    const { difference, low, high, p } = restrictedMeanDifference(placebo, mercaptopurine, { horizon: 22 })
    expect(difference).toBeGreaterThan(0)
    expect(low).toBeLessThan(difference)
    expect(high).toBeGreaterThan(difference)
    expect(p).toBeLessThan(0.001)
  })
  test('the restricted mean of people of whom nobody is cut short is their mean up to the horizon', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 2, maxLength: 30 }), (times) => {
        const horizon = Math.max(...times)
        const { value } = restrictedMean({ times, left: times.map(() => true) }, { horizon })
        expect(value).toBeCloseTo(times.reduce((a, b) => a + b, 0) / times.length, 9)
      }),
      { numRuns: 50 }
    )
  })
})

describe('CUPED', () => {
  const n = 20_000
  const before = Array.from({ length: n }, (_, i) => normal(4, i))
  const after = before.map((x, i) => 0.6 * x + 0.8 * normal(5, i))
  test('a correlation of .6 leaves .64 of the variance, and the mean as it is', () => {
    const { correlation, varianceRatio, values } = cuped(after, before)
    expect(varianceRatio).toBe(1 - correlation ** 2)
    expect(correlation).toBeCloseTo(0.6, 1)
    const mean = (column: ArrayLike<number>) => Array.from(column).reduce((a, b) => a + b, 0) / n
    expect(mean(values)).toBeCloseTo(mean(after), 12)
    const centred = (column: ArrayLike<number>) => {
      const middle = mean(column)
      return Array.from(column, (x) => x - middle)
    }
    const variance = (column: ArrayLike<number>) => centred(column).reduce((sum, x) => sum + x * x, 0) / n
    expect(variance(values) / variance(after)).toBeCloseTo(varianceRatio, 10)
  })
  test('a difference keeps its size, and its interval narrows by √(1 − ρ²)', () => {
    const half = n / 2
    const a = { values: after.slice(0, half), before: before.slice(0, half) }
    const b = { values: after.slice(half).map((x) => x + 0.1), before: before.slice(half) }
    const plain = welch(a.values, b.values)
    const freed = cupedDifference(a, b)
    expect((freed.high - freed.low) / (plain.high - plain.low)).toBeCloseTo(Math.sqrt(freed.varianceRatio), 2)
    expect(freed.low).toBeLessThan(0.1)
    expect(freed.high).toBeGreaterThan(0.1)
  })
  test('what never varied before foresees nothing', async () => {
    expect(cuped([1, 2, 3], [5, 5, 5])).toMatchObject({ theta: 0, correlation: 0, varianceRatio: 1 })
    expect(await codeOf(() => cuped([1, 2], [1]))).toBe('statistics.unpaired')
  })
})

describe('looking before the end', () => {
  test('the mixture ratio has its golden value', () => {
    expect(mixtureRatio(100, 0.3, 2, 0.1)).toBeCloseTo(2.662113, 6)
    expect(mixtureRatio(0, 0.3, 2, 0.1)).toBe(1)
  })
  test('the interval leaves out 0 exactly when p is below 1 − level', () => {
    const half = alwaysValidHalfWidth(100, 2, { tau2: 0.1 })
    expect(1 / mixtureRatio(100, half, 2, 0.1)).toBeCloseTo(0.05, 10)
  })
  test('looking after every user finds something in at most 5 % of worlds where there is nothing, and in most where there is', () => {
    const decided = (world: number, shift: number) => {
      const look = sequentialTest({ tau2: 0.05 })
      let [mean, squares] = [0, 0]
      for (let user = 1; user <= 400; user++) {
        const value = shift + normal(world, user, 7)
        const apart = value - mean
        mean += apart / user
        squares += apart * (value - mean)
        if (user >= 30 && look(user, mean, squares / (user - 1)).isDecided) return true
      }
      return false
    }
    const worlds = Array.from({ length: 300 }, (_, i) => 1_000 + i)
    expect(worlds.filter((world) => decided(world, 0)).length / 300).toBeLessThan(0.06)
    expect(worlds.filter((world) => decided(world, 0.3)).length / 300).toBeGreaterThan(0.95)
  })
  test('p never rises', () => {
    const look = sequentialTest({ tau2: 0.1 })
    const ps = [0.5, 0.1, 0.4, 0].map((difference, i) => look(50 * (i + 1), difference, 1).p)
    expect(ps).toEqual([...ps].sort((a, b) => b - a))
  })
})

describe('raking', () => {
  const rows = ['a x', 'a x', 'a x', 'a y', 'b x', 'b y', 'b y', 'b y'].map((both) => {
    const [first, second] = both.split(' ') as [string, string]
    return { first, second }
  })
  test('margins are met to 1e-10, and the odds ratio of the rows stays', () => {
    const { weights, effectiveSize, designEffect } = rake(rows, { first: { a: 0.3, b: 0.7 }, second: { x: 2, y: 3 } })
    const cell = (first: string, second: string) =>
      rows.reduce((sum, row, i) => sum + (row.first === first && row.second === second ? weights[i]! : 0), 0)
    expect((cell('a', 'x') + cell('a', 'y')) / 8).toBeCloseTo(0.3, 10)
    expect((cell('a', 'x') + cell('b', 'x')) / 8).toBeCloseTo(0.4, 10)
    expect((cell('a', 'x') * cell('b', 'y')) / (cell('a', 'y') * cell('b', 'x'))).toBeCloseTo(9, 7)
    expect(effectiveSize).toBeLessThan(8)
    expect(designEffect).toBeCloseTo(8 / effectiveSize, 12)
  })
  test('weights that are known come out: of the 2 × 2 table whose odds ratio is 9, in closed form', () => {
    const { weights } = rake(rows, { first: { a: 0.3, b: 0.7 }, second: { x: 0.4, y: 0.6 } })
    // p(a, x) solves p (0.3 + p) = 9 (0.3 − p)(0.4 − p)
    const p = (6.6 - Math.sqrt(6.6 ** 2 - 4 * 8 * 1.08)) / 16
    expect(weights[0]! / 8).toBeCloseTo(p / 3, 9)
    expect(weights[3]! / 8).toBeCloseTo(0.3 - p, 9)
    expect(weights[4]! / 8).toBeCloseTo(0.4 - p, 9)
  })
  test('targets that nobody can bear are refused, each in its own words', async () => {
    expect(await codeOf(() => rake(rows, { first: { a: 1, b: 1, c: 1 } }))).toBe('raking.empty')
    expect(await codeOf(() => rake(rows, { first: { a: 1 } }))).toBe('raking.no-such-category')
    expect(await codeOf(() => rake(rows, { first: { a: -1, b: 1 } }))).toBe('raking.bad-margin')
    const diagonal = [
      { p: '1', q: '1' },
      { p: '2', q: '2' }
    ]
    expect(await codeOf(() => rake(diagonal, { p: { 1: 1, 2: 1 }, q: { 1: 1, 2: 3 } }))).toBe('raking.impossible')
    expect(await codeOf(() => rake(rows, { first: { a: 1, b: 1 } }, { weights: [1, 0] }))).toBe('raking.bad-weights')
  })
  test('even weights cost nothing', () => expect(kish([2, 2, 2])).toEqual({ effectiveSize: 3, designEffect: 1 }))
})

describe('trends', () => {
  test('Kendall, Spearman and Page agree with values of the books', () => {
    const [a, b] = [
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      [3, 1, 2, 5, 4, 7, 6, 10, 8, 9]
    ]
    expect(kendall(a!, b!).value).toBeCloseTo(33 / 45, 12)
    expect(spearman(a!, b!).value).toBeCloseTo(1 - (6 * 16) / 990, 12)
    expect(kendall([1, 2, 2, 3], [1, 2, 3, 4]).value).toBeCloseTo(5 / Math.sqrt(5 * 6), 12)
    const rows = [
      [1, 2, 3],
      [1, 3, 2],
      [2, 1, 3],
      [1, 2, 3]
    ]
    expect(page(rows).l).toBe(14 + 13 + 13 + 14)
    expect(chiSquare([10, 20, 30], [20, 20, 20])).toMatchObject({ value: 10, df: 2 })
    expect(chiSquare([10, 20, 30], [20, 20, 20]).p).toBeCloseTo(Math.exp(-5), 12)
  })
  test('what never varies goes with nothing', () => {
    expect(kendall([1, 1, 1], [1, 2, 3])).toEqual({ value: 0, p: 1, n: 3 })
    expect(spearman([1, 2, 3], [4, 4, 4])).toEqual({ value: 0, p: 1, n: 3 })
  })
  test('worlds that end alike are certain', () => {
    expect(
      unpredictability([
        [1, 2],
        [2, 4]
      ])
    ).toBe(0)
    expect(
      unpredictability([
        [1, 0],
        [0, 1],
        [1, 0]
      ])
    ).toBeCloseTo(2 / 3, 12)
  })
})
