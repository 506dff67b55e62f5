import { type Column, type IntervalOptions, requireData, requireLevel, requireSameLength } from './data.ts'
import { normalCdf, tQuantile, tTwoSided } from './distributions.ts'
import { type Estimate, estimateMean, tInterval, wilson } from './intervals.ts'
import { addValue, createMoments, type Moments, momentsOf, variance } from './moments.ts'

/** How much more b has than a (b − a), its interval, and how often chance alone would show as much (two-sided p). */
export interface Difference {
  difference: number
  low: number
  high: number
  p: number
  /** Users compared: pairs where paired, both arms together where not. */
  n: number
}

/** A difference on the same users with the same luck. */
export interface PairedDifference extends Difference {
  /**
   * Variance of the difference over what it would be had the arms met different users: 0.2 means a fifth of the users
   * will do; 1, that pairing gave nothing; above 1, that it hurt.
   */
  varianceRatio: number
  /** Users that only one arm has a figure for; left out. */
  unpaired: number
}

/** A figure for each user: row i is user i, or a Map by user key. */
export type ByUser = Column | ReadonlyMap<string | number, number>

/**
 * Mean of b − a over the same users, by t. `options.range` is that of one user's figure in one arm.
 *
 * All differences alike: p is that of the sign-flip test, 2^(1 − n); the interval as in meanInterval.
 *
 * @throws RecoError `statistics.no-data` when no user is in both; `statistics.unpaired` for arrays of two lengths, or
 *         an array and a Map; `statistics.not-finite`; `statistics.no-bound` for one user and no range
 */
export function pairedDifference(
  a: ByUser,
  b: ByUser,
  { level = 0.95, range }: IntervalOptions = {}
): PairedDifference {
  const [ofA, ofB, apart] = [createMoments(), createMoments(), createMoments()]
  const unpaired = eachPair(a, b, (x, y) => {
    addValue(ofA, x)
    addValue(ofB, y)
    addValue(apart, y - x)
  })
  requireData(apart.n, 'user in both arms')
  const spread = variance(ofA) + variance(ofB)
  const clean = withoutRounding(apart, spread + ofA.mean ** 2 + ofB.mean ** 2)
  return { ...paired(clean, level, range), varianceRatio: ratio(variance(clean), spread), unpaired }
}

/** Calls `take` for each user in both, in the order of a; gives the number of users in one only. */
function eachPair(a: ByUser, b: ByUser, take: (a: number, b: number) => void): number {
  if (!isMap(a) && !isMap(b)) {
    requireSameLength(a.length, b.length, 'The two arms')
    for (let i = 0; i < a.length; i++) take(a[i]!, b[i]!)
    return 0
  }
  const [ofA, ofB] = [byKey(a), byKey(b)]
  let both = 0
  for (const [user, value] of ofA) {
    const other = ofB.get(user)
    if (other === undefined) continue
    take(value, other)
    both += 1
  }
  return ofA.size + ofB.size - 2 * both
}

const isMap = (arm: ByUser): arm is ReadonlyMap<string | number, number> => arm instanceof Map

const byKey = (arm: ByUser): ReadonlyMap<string | number, number> =>
  isMap(arm) ? arm : new Map(Array.from(arm, (value, user) => [user, value]))

const ratio = (part: number, whole: number) => (whole > 0 ? part / whole : 1)

/** From moments of one number a user, whose mean is the difference. */
function paired(apart: Moments, level: number, range: IntervalOptions['range']): Difference {
  const { n, mean: difference } = apart
  const error = Math.sqrt(variance(apart) / n)
  const { low, high } = tInterval(difference, error, n, level, rangeOfDifference(range))
  const p = error > 0 ? tTwoSided(difference / error, n - 1) : difference === 0 ? 1 : 2 ** (1 - n)
  return { difference, low, high, p, n }
}

const rangeOfDifference = (range: IntervalOptions['range']): [number, number] | undefined =>
  range && [range[0] - range[1], range[1] - range[0]]

/**
 * Ratio of sums in b minus that in a, over the same users: likes per impression under two recommenders. Row i is one
 * user in all four; each ratio is linearised, so that a user counts with all that it brought to both.
 *
 * @param numeratorsA, denominatorsA, numeratorsB, denominatorsB number[users]; a denominator may be 0, not all of them
 * @throws RecoError `statistics.no-data`; `statistics.unpaired`; `statistics.not-finite`; `statistics.no-bound`
 * @source Cochran, Sampling Techniques (1977), 6.4, for each arm; Deng, Knoblich & Lu, KDD 2018, for the pair
 */
export function pairedRatioDifference(
  numeratorsA: Column,
  denominatorsA: Column,
  numeratorsB: Column,
  denominatorsB: Column,
  { level = 0.95, range }: IntervalOptions = {}
): PairedDifference {
  const a = linearised(numeratorsA, denominatorsA)
  const b = linearised(numeratorsB, denominatorsB)
  requireSameLength(a.influence.length, b.influence.length, 'The two arms')
  const pulls = momentsOf(b.influence.map((value, i) => value - a.influence[i]!))
  const spread = variance(momentsOf(a.influence)) + variance(momentsOf(b.influence))
  const apart = withoutRounding({ ...pulls, mean: b.ratio - a.ratio }, spread + a.ratio ** 2 + b.ratio ** 2)
  return { ...paired(apart, level, range), varianceRatio: ratio(variance(apart), spread), unpaired: 0 }
}

/** Spread that is only the last bits of larger numbers subtracted is none. */
function withoutRounding(apart: Moments, scale: number): Moments {
  return variance(apart) > 1e-28 * scale ? apart : { ...apart, m2: 0 }
}

/** A ratio of sums, and how much each user pulls it up or down. */
function linearised(numerators: Column, denominators: Column) {
  requireSameLength(numerators.length, denominators.length, 'Numerators and denominators')
  const numerator = momentsOf(Array.from(numerators)).mean
  const denominator = momentsOf(Array.from(denominators)).mean
  requireData(denominator > 0 ? numerators.length : 0, 'unit (all denominators are 0)')
  const quotient = numerator / denominator
  return {
    ratio: quotient,
    influence: Array.from(numerators, (value, i) => (value - quotient * denominators[i]!) / denominator)
  }
}

/**
 * Mean of b minus mean of a over different users, variances not assumed equal.
 *
 * Where an arm has a single user, or neither has any spread, the limits come from each arm's own interval (so a `range`
 * is needed), and p from the number of ways to deal the same users to the arms.
 *
 * @throws RecoError `statistics.no-data`; `statistics.not-finite`; `statistics.no-bound`
 * @source Welch, Biometrika 34, 1947; limits from two intervals: Zou & Donner, Statistics in Medicine 27(10), 2008
 */
export function welch(
  a: Iterable<number>,
  b: Iterable<number>,
  { level = 0.95, range }: IntervalOptions = {}
): Difference {
  requireLevel(level)
  const [ofA, ofB] = [momentsOf(a), momentsOf(b)]
  requireData(Math.min(ofA.n, ofB.n), 'value in one of the arms')
  const n = ofA.n + ofB.n
  const difference = ofB.mean - ofA.mean
  const [errorA, errorB] = [variance(ofA) / ofA.n, variance(ofB) / ofB.n] // squared
  const error = Math.sqrt(errorA + errorB)
  if (ofA.n === 1 || ofB.n === 1 || error === 0) {
    const options = { level, ...(range ? { range } : {}) }
    const limits = limitsOfDifference(estimateMean(ofA, options), estimateMean(ofB, options))
    const p = error > 0 || difference === 0 ? 1 : Math.min(1, 2 / deals(ofA.n, n))
    return { difference, ...limits, p, n }
  }
  const df = (errorA + errorB) ** 2 / (errorA ** 2 / (ofA.n - 1) + errorB ** 2 / (ofB.n - 1))
  const half = tQuantile((1 + level) / 2, df) * error
  const [least, greatest] = rangeOfDifference(range) ?? [-Infinity, Infinity]
  return {
    difference,
    low: Math.min(difference, Math.max(least, difference - half)),
    high: Math.max(difference, Math.min(greatest, difference + half)),
    p: tTwoSided(difference / error, df),
    n
  }
}

/** In how many ways n users can be dealt to an arm of k. */
function deals(k: number, n: number): number {
  let ways = 1
  for (let i = 1; i <= Math.min(k, n - k); i++) ways = (ways * (n - i + 1)) / i
  return ways
}

/**
 * Share in b minus share in a, over different users: Newcombe's interval from the two Wilson ones, p by the score test.
 *
 * @throws RecoError `statistics.no-data`; `statistics.bad-counts`; `statistics.bad-level`
 * @source Newcombe, Statistics in Medicine 17, 1998, method 10
 * @example newcombe(48, 80, 56, 70) // => { difference: 0.2, low: 0.0524…, high: 0.3339…, p: 0.0080…, n: 150 }
 */
export function newcombe(successesA: number, nA: number, successesB: number, nB: number, level = 0.95): Difference {
  const [a, b] = [wilson(successesA, nA, level), wilson(successesB, nB, level)]
  const difference = b.value - a.value
  const n = nA + nB
  const pooled = (successesA + successesB) / n
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / nA + 1 / nB))
  const p = error > 0 ? 2 * normalCdf(-Math.abs(difference) / error) : 1
  return { difference, ...limitsOfDifference(a, b), p, n }
}

/** Limits of b − a from an interval of each, when the two are independent. */
export function limitsOfDifference(a: Estimate, b: Estimate): { low: number; high: number } {
  const difference = b.value - a.value
  return {
    low: difference - Math.hypot(b.value - b.low, a.high - a.value),
    high: difference + Math.hypot(b.high - b.value, a.value - a.low)
  }
}
