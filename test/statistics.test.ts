import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RecoError } from '../src/contract/error.ts'
import { binomialCdf, noncentralTCdf, tTwoSided } from '../src/experiment/distributions.ts'
import {
  addRatio,
  addValue,
  benjaminiHochberg,
  bootstrap,
  clusteredRate,
  createMoments,
  createRatioMoments,
  designEffect,
  detectableMean,
  detectableShare,
  estimateRate,
  estimateRatio,
  gini,
  hhi,
  holm,
  kaplanMeier,
  meanInterval,
  meanPower,
  mergeMoments,
  mergeRatioMoments,
  newcombe,
  normalCdf,
  normalQuantile,
  pairedDifference,
  pairedRatioDifference,
  quantileInterval,
  ratioInterval,
  survivalAt,
  tCdf,
  topShare,
  tQuantile,
  usersForMeans,
  usersForShares,
  variance,
  welch,
  wilson
} from '../src/experiment/index.ts'
import { createChance } from '../src/kernel/chance.ts'

const luck = createChance(2026).for('statistics test')
const uniform = (world: number, user: number, slot = 0) => luck.at(user, world, 0, slot)
const normal = (world: number, user: number, slot = 0) => normalQuantile(uniform(world, user, slot))
const range = (n: number) => Array.from({ length: n }, (_, i) => i)
const codeOf = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    if (error instanceof RecoError) return error.code
    throw error
  }
  return 'no error'
}
/** Share of worlds whose interval holds the truth. */
const coverage = (worlds: number, truth: number, interval: (world: number) => { low: number; high: number }) =>
  range(worlds).filter((world) => {
    const { low, high } = interval(world)
    return low <= truth && truth <= high
  }).length / worlds
const expectNominal = (share: number) => {
  expect(share).toBeGreaterThan(0.93)
  expect(share).toBeLessThan(0.97)
}
const close = (value: number, expected: number, relative = 1e-11) => {
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(relative * Math.max(1e-300, Math.abs(expected)))
}

describe('distributions', () => {
  test('Student t quantiles agree with reference values to eleven digits, fractions of a degree included', () => {
    close(tQuantile(0.975, 1), 12.706204736174694)
    close(tQuantile(0.975, 9), 2.262157162798205)
    close(tQuantile(0.995, 30), 2.7499956535672254)
    close(tQuantile(0.975, 9.5), 2.2441374614922958)
    close(tQuantile(0.9, 3), 1.637744353696209)
    close(tQuantile(0.975, 1e6), 1.959966356814107)
    close(tQuantile(0.025, 9), -2.262157162798205)
    expect(tQuantile(0.5, 4)).toBeCloseTo(0, 15)
    expect(tQuantile(0.975, Infinity)).toBe(normalQuantile(0.975))
  })
  test('tails stay exact far out', () => {
    close(tCdf(2, 9), 0.9617235881146495)
    close(tCdf(-40, 30), 6.863022597203209e-28)
    close(normalCdf(-8), 6.22096057427174e-16)
    close(normalQuantile(0.975), 1.959963984540054)
    close(normalQuantile(1e-10), -6.361340902404056)
    close(binomialCdf(40, 100, 0.5), 0.028443966820490444)
    expect([normalQuantile(0), normalQuantile(1), normalCdf(-Infinity), normalCdf(Infinity)]).toEqual([
      -Infinity,
      Infinity,
      0,
      1
    ])
  })
  test('with 1 and 2 degrees of freedom the t law has a closed form', () => {
    for (const t of [-30, -2, -0.1, 0.3, 1, 7]) {
      close(tCdf(t, 1), 0.5 + Math.atan(t) / Math.PI, 1e-12)
      close(tCdf(t, 2), 0.5 + t / (2 * Math.sqrt(2 + t * t)), 1e-12)
    }
  })
  test('a quantile is the inverse of its distribution, on both sides of the switch to many degrees of freedom', () => {
    const p = fc.double({ min: 1e-9, max: 0.5, noNaN: true })
    fc.assert(fc.property(p, (q) => close(normalCdf(normalQuantile(q)), q, 1e-10)))
    fc.assert(
      fc.property(p, fc.double({ min: 1, max: 5000, noNaN: true }), (q, df) =>
        close(tCdf(tQuantile(q, df), df), q, 1e-9)
      )
    )
    close(tTwoSided(2.1, 199.999999), tTwoSided(2.1, 200), 1e-9)
  })
  test('the noncentral t without noncentrality is the t', () => {
    for (const df of [1, 4, 30, 3000]) expect(noncentralTCdf(1.3, df, 0)).toBeCloseTo(tCdf(1.3, df), 7)
  })
})

describe('intervals', () => {
  test('Wilson: 7 of 50', () => {
    const { value, low, high, n } = wilson(7, 50)
    expect([value, n]).toEqual([0.14, 50])
    expect(low).toBeCloseTo(0.069508, 6)
    expect(high).toBeCloseTo(0.261862, 6)
  })
  test('Wilson at 0 and at n is open to the other side only', () => {
    const z2 = normalQuantile(0.975) ** 2
    expect(wilson(0, 20).low).toBe(0)
    close(wilson(0, 20).high, z2 / (20 + z2))
    expect(wilson(20, 20).high).toBe(1)
    close(wilson(20, 20).low, 20 / (20 + z2))
    expect(wilson(0, 1)).toMatchObject({ low: 0, n: 1 })
  })
  test('a mean is as wide as its t law says', () => {
    const values = [5.1, 4.9, 6.2, 5.8, 5.5]
    const { value, low, high } = meanInterval(values)
    const half = tQuantile(0.975, 4) * Math.sqrt(variance({ n: 5, mean: 5.5, m2: 1.1 }) / 5)
    close(value, 5.5)
    close(high - low, 2 * half)
  })
  test('one user alone knows nothing but the range; without it that is an error, not a false certainty', () => {
    expect(meanInterval([0.4], { range: [0, 1] })).toEqual({ value: 0.4, low: 0, high: 1, n: 1 })
    expect(codeOf(() => meanInterval([0.4]))).toBe('statistics.no-bound')
    expect(codeOf(() => pairedDifference([1], [2]))).toBe('statistics.no-bound')
    expect(pairedDifference([0], [1], { range: [0, 1] })).toMatchObject({ difference: 1, low: -1, high: 1, p: 1, n: 1 })
    expect(bootstrap([3], ([x]) => x!, { range: [0, 9] })).toEqual({ value: 3, low: 0, high: 9, n: 1 })
    expect(quantileInterval([3], 0.5, { range: [0, 9] })).toEqual({ value: 3, low: 0, high: 9, n: 1 })
  })
  test('users all alike leave open what so many cannot rule out', () => {
    const { low, high } = meanInterval(Array(40).fill(0), { range: [0, 1] })
    expect(low).toBe(0)
    close(high, wilson(0, 40).high)
    expect(meanInterval([2, 2, 2])).toEqual({ value: 2, low: 2, high: 2, n: 3 })
  })
  test('nothing, and what is not a number, is refused by name', () => {
    expect(codeOf(() => meanInterval([]))).toBe('statistics.no-data')
    expect(codeOf(() => meanInterval([1, Number.NaN]))).toBe('statistics.not-finite')
    expect(codeOf(() => wilson(0, 0))).toBe('statistics.no-data')
    expect(codeOf(() => wilson(3, 2))).toBe('statistics.bad-counts')
    expect(codeOf(() => wilson(1, 2, 95))).toBe('statistics.bad-level')
    expect(codeOf(() => clusteredRate([0, 0], [0, 0]))).toBe('statistics.no-data')
    expect(codeOf(() => clusteredRate([2], [1]))).toBe('statistics.bad-counts')
    expect(codeOf(() => ratioInterval([1, 2], [1]))).toBe('statistics.unpaired')
    expect(codeOf(() => quantileInterval([]))).toBe('statistics.no-data')
    expect(codeOf(() => pairedDifference([1, 2], [1]))).toBe('statistics.unpaired')
    expect(codeOf(() => pairedDifference(new Map([['a', 1]]), new Map([['b', 1]])))).toBe('statistics.no-data')
    expect(codeOf(() => pairedRatioDifference([1, 1], [1, 1], [0, 0], [0, 0]))).toBe('statistics.no-data')
    expect(codeOf(() => welch([1], []))).toBe('statistics.no-data')
    expect(codeOf(() => bootstrap([], () => 1))).toBe('statistics.no-data')
    expect(codeOf(() => bootstrap([1, 2], () => Number.NaN))).toBe('statistics.not-finite')
    expect(codeOf(() => bootstrap([1, 2], () => 1, { replicates: 10 }))).toBe('statistics.few-replicates')
    expect(codeOf(() => kaplanMeier([], []))).toBe('statistics.no-data')
    expect(codeOf(() => holm([0.1, 1.2]))).toBe('statistics.bad-p')
    expect(codeOf(() => gini([0, 0]))).toBe('statistics.no-data')
    expect(codeOf(() => gini([1, -1]))).toBe('statistics.negative')
    expect(codeOf(() => usersForShares(0.1, 0.1))).toBe('statistics.bad-effect')
  })
  test('whatever the users brought, the limits are finite numbers around the value', () => {
    const row = fc.integer({ min: 0, max: 6 }).chain((y) => fc.tuple(fc.integer({ min: 0, max: y }), fc.constant(y)))
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), (rows) => {
        fc.pre(rows.some(([, y]) => y > 0))
        const [x, y] = [rows.map((r) => r[0]), rows.map((r) => r[1])]
        const options = { range: [0, 1] as const }
        const estimates = [
          clusteredRate(x, y),
          ratioInterval(x, y, options),
          quantileInterval(x, 0.5, { range: [0, 6] })
        ]
        for (const { value, low, high } of estimates) expect(low <= value && value <= high).toBe(true)
        const apart = pairedRatioDifference(x, y, x.toReversed(), y.toReversed(), options)
        expect(
          -1 <= apart.low && apart.low <= apart.difference && apart.difference <= apart.high && apart.high <= 1
        ).toBe(true)
        expect(apart.p).toBeGreaterThanOrEqual(0)
        expect(apart.p).toBeLessThanOrEqual(1)
      })
    )
  })
  test('a ratio with one unit a user is a mean', () => {
    const x = [0, 1, 1, 0, 1, 1, 1]
    const mean = meanInterval(x, { range: [0, 1] })
    const ratio = ratioInterval(
      x,
      x.map(() => 1),
      { range: [0, 1] }
    )
    close(ratio.low, mean.low)
    close(ratio.high, mean.high)
  })
  test('a clustered rate with one unit a user is Wilson, whoever was shown nothing', () => {
    const { value, low, high } = clusteredRate([1, 0, 0, 1, 0, 0, 0], [1, 1, 1, 1, 1, 1, 0])
    const expected = wilson(2, 6)
    close(value, expected.value)
    close(low, expected.low)
    close(high, expected.high)
  })
  test('users of one mind count as one unit each: ten users all or nothing are ten trials', () => {
    const x = [20, 0, 0, 20, 0, 0, 0, 20, 0, 0]
    const { low, high } = clusteredRate(x, Array(10).fill(20))
    expect(high - low).toBeGreaterThan(wilson(3, 10).high - wilson(3, 10).low)
  })
  test('no click in 1000 impressions of 50 users has an upper limit, at worst that of 50 trials', () => {
    const { value, low, high } = clusteredRate(Array(50).fill(0), Array(50).fill(20))
    expect([value, low]).toEqual([0, 0])
    expect(high).toBeGreaterThan(wilson(0, 1000).high)
    expect(high).toBeLessThan(0.08)
    const all = clusteredRate(Array(50).fill(20), Array(50).fill(20))
    expect(all.high).toBe(1)
    close(all.low, 1 - high, 1e-9)
  })
  test('one click in 1000 impressions says little of how alike the clicks of a user are', () => {
    const { value, high } = clusteredRate([1, ...Array(49).fill(0)], Array(50).fill(20))
    close(value, 0.001)
    expect(high).toBeGreaterThan(2 * wilson(1, 1000).high)
    expect(high).toBeLessThan(clusteredRate(Array(50).fill(0), Array(50).fill(20)).high)
  })
  test('with few users the rate is as unsure as their t law', () => {
    const { low, high } = clusteredRate([30, 70, 40, 60], Array(4).fill(100))
    const variance = (2 * 0.2 ** 2 + 2 * 0.1 ** 2) / 3 / 4
    const expected = wilson(0.5 * (0.25 / variance), 0.25 / variance, 2 * normalCdf(tQuantile(0.975, 3)) - 1)
    close(low, expected.low, 0.05) // so few events lean a little further
    close(high, expected.high, 0.05)
  })
  test('the median of ten lies between the second and the ninth', () => {
    const { value, low, high } = quantileInterval([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect([value, low, high]).toEqual([5.5, 2, 9])
  })
  test('five values cannot bound a median at 95 %, six can', () => {
    expect(codeOf(() => quantileInterval([1, 2, 3, 4, 5]))).toBe('statistics.no-bound')
    expect(quantileInterval([6, 1, 5, 2, 4, 3])).toEqual({ value: 3.5, low: 1, high: 6, n: 6 })
  })
})

describe('moments', () => {
  const values = range(1000).map((user) => 1e3 + 5 * normal(1, user))
  test('merged parts equal one pass within 1e-12', () => {
    const [whole, part, rest] = [createMoments(), createMoments(), createMoments()]
    for (const [i, value] of values.entries()) {
      addValue(whole, value)
      addValue(i % 7 < 2 ? part : rest, value)
    }
    const merged = mergeMoments(part, rest)
    expect(merged.n).toBe(whole.n)
    close(merged.mean, whole.mean, 1e-12)
    close(merged.m2, whole.m2, 1e-12)
    const mean = values.reduce((sum, value) => sum + value, 0) / 1000
    close(variance(whole), values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 999, 1e-12)
    expect(mergeMoments(createMoments(), whole)).toEqual(whole)
    expect(mergeMoments(createMoments(), createMoments())).toEqual(createMoments())
  })
  test('merged pairs give the same rate and the same limits as one pass', () => {
    const [whole, part, rest] = [createRatioMoments(), createRatioMoments(), createRatioMoments()]
    for (let user = 0; user < 400; user++) {
      const shown = 1 + Math.floor(20 * uniform(2, user))
      const liked = Math.floor((shown + 1) * uniform(3, user) ** 2)
      addRatio(whole, liked, shown)
      addRatio(user < 90 ? part : rest, liked, shown)
    }
    const merged = mergeRatioMoments(part, rest)
    for (const estimate of [estimateRatio, estimateRate]) {
      const [one, two] = [estimate(whole), estimate(merged)]
      for (const key of ['value', 'low', 'high', 'n'] as const) close(two[key], one[key], 1e-12)
    }
    expect(mergeRatioMoments(createRatioMoments(), createRatioMoments())).toEqual(createRatioMoments())
  })
})

describe('differences', () => {
  const a = [5.1, 4.9, 6.2, 5.8, 5.5, 6.0, 5.3]
  const b = [5.9, 5.0, 6.8, 6.6, 5.4, 6.9, 6.1]
  test('paired t of b minus a', () => {
    const { difference, low, high, p, n, varianceRatio } = pairedDifference(a, b)
    close(difference, 3.9 / 7)
    close(low, 0.19163511643680853)
    close(high, 0.9226505978489058)
    close(p, 0.009738695030589967)
    expect(n).toBe(7)
    expect(varianceRatio).toBeLessThan(0.3)
  })
  test('pairs are found by user key, and those in one arm only are counted', () => {
    const keyed = (values: number[]) => new Map(values.map((value, i) => [`user ${i}`, value]))
    const withMore = keyed(b).set('user 99', 3)
    const reversed = new Map([...withMore].reverse())
    expect(pairedDifference(keyed(a), reversed)).toMatchObject({ ...pairedDifference(a, b), unpaired: 1 })
  })
  test('a change that all users share leaves only the sign-flip test in doubt, rounding aside', () => {
    const shifted = [0.1, 0.2, 0.3, 0.7, 1.1]
    const { difference, p, varianceRatio } = pairedDifference(
      shifted,
      shifted.map((value) => value + 0.1)
    )
    expect(difference).toBeCloseTo(0.1, 12)
    expect(p).toBe(2 ** -4)
    expect(varianceRatio).toBe(0)
    expect(pairedDifference(a, a)).toMatchObject({ difference: 0, low: 0, high: 0, p: 1 })
  })
  test('Welch', () => {
    const { low, high, p, n } = welch(a, [...b, 7])
    close(low, -0.022819797669996422)
    close(high, 1.36210551195571)
    close(p, 0.05684030671616115)
    expect(n).toBe(15)
  })
  test('arms without spread: three against three, all apart, is one deal in ten', () => {
    const { p, low, high } = welch([0, 0, 0], [1, 1, 1], { range: [0, 1] })
    close(p, 2 / 20)
    expect(low).toBeLessThan(0.4)
    close(high, 1)
    expect(welch([1, 1], [1, 1])).toMatchObject({ difference: 0, p: 1 })
  })
  test('Newcombe: 56 of 70 against 48 of 80', () => {
    const { difference, low, high } = newcombe(48, 80, 56, 70)
    close(difference, 0.2)
    expect(low).toBeCloseTo(0.0524, 4)
    expect(high).toBeCloseTo(0.3339, 4)
    expect(newcombe(0, 10, 0, 10)).toMatchObject({ difference: 0, p: 1 })
  })
  test('a paired difference of ratios with one unit a user is a paired difference', () => {
    const one = a.map(() => 1)
    const ratio = pairedRatioDifference(a, one, b, one)
    const mean = pairedDifference(a, b)
    for (const key of ['difference', 'low', 'high', 'p', 'varianceRatio'] as const) close(ratio[key], mean[key], 1e-10)
  })
  test('no click in either arm leaves the difference open on both sides', () => {
    const [none, shown] = [Array(100).fill(0), Array(100).fill(20)]
    const { difference, low, high, p } = pairedRatioDifference(none, shown, none, shown, { range: [0, 1] })
    expect([difference, p]).toEqual([0, 1])
    close(high, wilson(0, 100).high)
    close(low, -high)
  })
})

describe('coverage and size', () => {
  /** Likes of users whose taste varies (so that their units are alike), and how many they were shown. */
  const crowd = (world: number, users: number, rate: number, likeness: number) => {
    const shown = range(users).map((user) => 1 + Math.floor(12 * uniform(world, user, 100)))
    const liked = shown.map((units, user) => {
      const fan = uniform(world, user, 101) < rate
      const own = likeness * (fan ? 1 : 0) + (1 - likeness) * rate
      return range(units).filter((slot) => uniform(world, user, slot) < own).length
    })
    return { shown, liked }
  }
  test('paired differences: 95 % of intervals hold the truth, and 5 % of A/A tests cry wolf', () => {
    const arms = (world: number, effect: number) => {
      const person = range(25).map((user) => Math.exp(normal(world, user, 1)))
      const arm = (slot: number, shift: number) => person.map((own, user) => own + shift + normal(world, user, slot))
      return [arm(2, 0), arm(3, effect)] as const
    }
    expectNominal(coverage(2000, 0.3, (world) => pairedDifference(...arms(world, 0.3))))
    const alarms = range(2000).filter((world) => pairedDifference(...arms(world, 0)).p < 0.05).length / 2000
    expect(alarms).toBeGreaterThan(0.03)
    expect(alarms).toBeLessThan(0.07)
  })
  test('clustered rates: 95 % hold the truth, where units taken as independent would not', () => {
    const rate = 0.2
    const worlds = range(800).map((world) => crowd(world, 120, rate, 0.4))
    expectNominal(coverage(800, rate, (world) => clusteredRate(worlds[world]!.liked, worlds[world]!.shown)))
    expectNominal(coverage(800, rate, (world) => ratioInterval(worlds[world]!.liked, worlds[world]!.shown)))
    const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
    const naive = coverage(800, rate, (world) => wilson(sum(worlds[world]!.liked), sum(worlds[world]!.shown)))
    expect(naive).toBeLessThan(0.85)
  })
  test('clustered rates of rare events keep their word, whether all rarely like it or a handful love it', () => {
    const covered = (rate: number, likeness: number) =>
      coverage(400, rate, (world) => {
        const { liked, shown } = crowd(world, 200, rate, likeness)
        return clusteredRate(liked, shown)
      })
    expect(covered(0.0005, 0.2)).toBeGreaterThan(0.93)
    expect(covered(0.005, 0.2)).toBeGreaterThan(0.93)
    expect(covered(0.01, 0.9)).toBeGreaterThan(0.93)
    expect(covered(0.02, 0.9)).toBeGreaterThan(0.88)
  })
  test('paired differences of ratios: 95 % hold the truth, and sharing people narrows them', () => {
    const compared = range(600).map((world) => {
      const a = crowd(world, 80, 0.3, 0.5)
      const liked = a.liked.map(
        (likes, user) => range(likes).filter((slot) => uniform(world, user, 200 + slot) < 0.8).length
      )
      return pairedRatioDifference(a.liked, a.shown, liked, a.shown)
    })
    expectNominal(coverage(600, -0.06, (world) => compared[world]!))
    expect(compared.every(({ varianceRatio }) => varianceRatio < 0.5)).toBe(true)
  })
  test('bootstrap BCa of a skewed figure: 95 % hold the truth', () => {
    const mean = (rows: readonly number[]) => rows.reduce((sum, row) => sum + row, 0) / rows.length
    const waits = (world: number) =>
      range(100).map((user) => -Math.log(uniform(world, user, 7) * uniform(world, user, 9)))
    expectNominal(coverage(1000, 2, (world) => bootstrap(waits(world), mean, { replicates: 400, seed: world })))
  })
  test('medians: order statistics hold the truth at least as often as said', () => {
    const interval = (world: number) => quantileInterval(range(41).map((user) => Math.exp(normal(world, user, 8))))
    const covered = coverage(1500, 1, interval)
    const exact = 1 - 2 * binomialCdf(13, 41, 0.5) // the 14th and the 28th of 41
    expect(exact).toBeGreaterThan(0.95)
    expect(Math.abs(covered - exact)).toBeLessThan(4 * Math.sqrt((exact * (1 - exact)) / 1500))
  })
})

describe('bootstrap', () => {
  const rows = range(80).map((user) => Math.exp(normal(9, user)))
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  test('the same seed gives the same limits, another seed others', () => {
    expect(bootstrap(rows, mean, { seed: 7 })).toEqual(bootstrap(rows, mean, { seed: 7 }))
    expect(bootstrap(rows, mean, { seed: 8 }).low).not.toBe(bootstrap(rows, mean, { seed: 7 }).low)
  })
  test('BCa leans towards the long tail, the percentile method less', () => {
    const bca = bootstrap(rows, mean, { replicates: 4000 })
    const percentile = bootstrap(rows, mean, { replicates: 4000, method: 'percentile' })
    expect(bca.high).toBeGreaterThan(percentile.high)
    expect(bca.low).toBeGreaterThan(percentile.low)
  })
  test('percentile limits of a mean stand where the normal law puts them', () => {
    const even = range(400).map((user) => normal(10, user))
    const { low, high } = bootstrap(even, mean, { replicates: 4000, method: 'percentile' })
    const t = meanInterval(even)
    expect(Math.abs(low - t.low)).toBeLessThan(0.05 * (t.high - t.low))
    expect(Math.abs(high - t.high)).toBeLessThan(0.05 * (t.high - t.low))
  })
  test('beyond 500 users, leaving out groups finds the same acceleration', () => {
    const many = range(1000).map((user) => Math.exp(0.7 * normal(11, user)))
    const bca = bootstrap(many, mean, { replicates: 1000 })
    const percentile = bootstrap(many, mean, { replicates: 1000, method: 'percentile' })
    expect(bca.high).toBeGreaterThan(percentile.high)
  })
  test('BCa takes back what resampling alone does to a figure: fewer different users', () => {
    const different = (users: readonly number[]) => new Set(users).size
    const bca = bootstrap(range(30), different)
    const percentile = bootstrap(range(30), different, { method: 'percentile' })
    expect(percentile.low).toBeLessThan(17)
    expect(bca.low).toBeGreaterThan(24.5) // no resample of 2000 has more than 25
  })
  test('rows of one kind only: the range, or what it is', () => {
    expect(bootstrap([4, 4, 4, 4], mean)).toEqual({ value: 4, low: 4, high: 4, n: 4 })
    close(bootstrap([0, 0, 0, 0], mean, { range: [0, 1] }).high, wilson(0, 4).high)
  })
})

describe('multiplicity', () => {
  const p = [0.01, 0.04, 0.03, 0.005, 0.9]
  const expectAll = (adjusted: number[], expected: number[]) => {
    for (const [i, value] of adjusted.entries()) close(value, expected[i]!)
    expect(adjusted).toHaveLength(expected.length)
  }
  test('Holm, by hand: 5·.005, 4·.01, 3·.03, then never less than the one before', () =>
    expectAll(holm(p), [0.04, 0.09, 0.09, 0.025, 0.9]))
  test('Benjamini–Hochberg, by hand: 5/rank, then never more than the one after', () =>
    expectAll(benjaminiHochberg(p), [0.025, 0.05, 0.05, 0.025, 0.9]))
  test('adjusted values stay within 1, and none stays none', () => {
    expect(holm([0.6, 0.7])).toEqual([1, 1])
    expect(benjaminiHochberg([0.6, 0.7])).toEqual([0.7, 0.7])
    expect([holm([]), benjaminiHochberg([])]).toEqual([[], []])
  })
})

describe('survival', () => {
  const treated = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
  const relapsed = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0].map((flag) => flag === 1)
  const placebo = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
  const curve = kaplanMeier(treated, relapsed)
  test('Freireich leukaemia: half have relapsed at 23 weeks, at 8 on placebo', () => {
    expect(curve.median.value).toBe(23)
    expect(
      kaplanMeier(
        placebo,
        placebo.map(() => true)
      ).median.value
    ).toBe(8)
    expect(curve.median.high).toBe(null)
  })
  test('shares and limits step where someone left, those cut short only thin the ranks', () => {
    expect(curve.steps.map(({ time }) => time)).toEqual([6, 7, 10, 13, 16, 22, 23])
    expect(curve.steps.map(({ atRisk }) => atRisk)).toEqual([21, 17, 15, 12, 11, 7, 6])
    close(curve.steps[0]!.survival, 18 / 21)
    close(curve.steps[0]!.low, 0.6197179552659838)
    close(curve.steps[0]!.high, 0.951551747646997)
    close(curve.steps[6]!.low, 0.18805200595923235)
    close(curve.steps[6]!.high, 0.6801426284952414)
    close(survivalAt(curve, 22.5).survival, 0.53781513, 1e-7)
    expect(survivalAt(curve, 5).survival).toBe(1)
  })
  test('all gone at once, and none gone at all', () => {
    const gone = kaplanMeier([3, 3], [true, true])
    expect(gone.steps).toEqual([{ time: 3, survival: 0, low: 0, high: wilson(0, 2).high, atRisk: 2, left: 2 }])
    expect(kaplanMeier([3, 4], [false, false])).toEqual({
      steps: [],
      median: { value: null, low: null, high: null },
      n: 2
    })
  })
})

describe('concentration', () => {
  test('Gini of 1, 2, 3, 4, 10 is .4, in any order and any unit', () => {
    close(gini([1, 2, 3, 4, 10]), 0.4)
    close(gini([100, 20, 40, 10, 30]), 0.4)
    expect(gini([5, 5, 5])).toBe(0)
    close(gini([0, 0, 0, 7]), 3 / 4)
  })
  test('HHI runs from one in n to one; the top share grows to all', () => {
    close(hhi([1, 1, 1, 1]), 0.25)
    expect(hhi([0, 9, 0])).toBe(1)
    close(topShare([1, 2, 3, 4, 10], 1), 0.5)
    close(topShare([1, 2, 3, 4, 10], 2), 0.7)
    expect([topShare([1, 2], 0), topShare([1, 2], 9)]).toEqual([0, 1])
  })
})

describe('power', () => {
  test('10 % against 12 % takes 3840.847 users an arm', () => {
    expect(usersForShares(0.1, 0.12)).toBeCloseTo(3840.847, 3)
  })
  test('a tenth of a standard deviation takes 1570.737 users an arm', () => {
    close(usersForMeans(0.1), 1570.736888008283, 1e-8)
    close(usersForMeans(-2.5, { sd: 25 }), 1570.736888008283, 1e-8)
  })
  test('half a standard deviation of the paired difference takes 33.367 pairs', () => {
    close(usersForMeans(0.5, { paired: true }), 33.36720397881089, 1e-7)
  })
  test('what can be detected is the inverse of what is needed', () => {
    close(detectableMean(20, { power: 0.9 }), 1.0519931266584583, 1e-7)
    close(detectableShare(0.1, usersForShares(0.1, 0.12))!, 0.02, 1e-8)
    close(meanPower(detectableMean(50, { arms: 2 }), 50, { arms: 2 }), 0.8, 1e-8)
    expect(detectableShare(0.9, 3)).toBe(null)
  })
  test('a larger b spares a, and never both', () => {
    const [even, uneven] = [usersForShares(0.1, 0.12), usersForShares(0.1, 0.12, { arms: 3 })]
    expect(uneven).toBeLessThan(even)
    expect(4 * uneven).toBeGreaterThan(2 * even)
  })
  test('twenty units with correlation .1 make a user worth 1/2.9 of them', () => close(designEffect(20, 0.1), 2.9))
  test('power is met: the t test finds the effect in 80 % of worlds', () => {
    const [users, effect] = [64, detectableMean(64)]
    const arm = (world: number, slot: number, shift: number) =>
      range(users).map((user) => shift + normal(world, user, slot))
    const found = range(1500).filter((world) => welch(arm(world, 20, 0), arm(world, 21, effect)).p < 0.05).length / 1500
    expect(Math.abs(found - 0.8)).toBeLessThan(0.035)
  })
})
