import { RecoError } from '../contract/error.ts'
import {
  type Column,
  type IntervalOptions,
  requireCounts,
  requireData,
  requireFinite,
  requireLevel,
  requireRange,
  requireSameLength
} from './data.ts'
import { binomialCdf, normalQuantile, tQuantile } from './distributions.ts'
import { addRatio, createRatioMoments, type Moments, momentsOf, type RatioMoments, variance } from './moments.ts'

/** A figure with its interval. `n` counts the independent units: users, or trials where each trial is one. */
export interface Estimate {
  value: number
  low: number
  high: number
  n: number
}

/**
 * A share and its Wilson score interval; right at 0 and at n, where it stays open to the other side.
 *
 * @param successes 0 to n; may be fractional (an effective count)
 * @throws RecoError `statistics.no-data` when n is 0; `statistics.bad-counts`; `statistics.bad-level`
 * @source Wilson, JASA 22(158), 1927
 * @example wilson(7, 50) // => { value: 0.14, low: 0.069508…, high: 0.261862…, n: 50 }
 */
export function wilson(successes: number, n: number, level = 0.95): Estimate {
  requireLevel(level)
  requireData(n, 'trial')
  requireCounts(successes, n)
  return { ...score(successes / n, n, normalQuantile((1 + level) / 2)), n }
}

function score(value: number, n: number, z: number): Omit<Estimate, 'n'> {
  const shrink = 1 + (z * z) / n
  const centre = (value + (z * z) / (2 * n)) / shrink
  const half = (z * Math.sqrt((value * (1 - value)) / n + (z * z) / (4 * n * n))) / shrink
  return { value, low: value === 0 ? 0 : centre - half, high: value === 1 ? 1 : centre + half }
}

/**
 * The mean and its t interval, one value a user.
 *
 * One value alone: the whole `range`. All values alike: the `range` again, less what so many users in agreement rule
 * out (Wilson's limit for 0 in n); without a `range`, low = value = high.
 *
 * @throws RecoError `statistics.no-data`; `statistics.not-finite`; `statistics.no-bound` for one value and no range
 */
export function meanInterval(values: Iterable<number>, options?: IntervalOptions): Estimate {
  return estimateMean(momentsOf(values), options)
}

/** As meanInterval, from moments taken in a stream. */
export function estimateMean(moments: Moments, { level = 0.95, range }: IntervalOptions = {}): Estimate {
  requireData(moments.n, 'value')
  return tInterval(moments.mean, Math.sqrt(variance(moments) / moments.n), moments.n, level, range)
}

/** value ± t·error on n − 1 degrees of freedom, held inside the range, and never narrower than the data allow. */
export function tInterval(
  value: number,
  error: number,
  n: number,
  level: number,
  range: IntervalOptions['range']
): Estimate {
  requireLevel(level)
  if (n === 1) {
    const [least, greatest] = requireRange(range, n)
    return { value, low: Math.min(least, value), high: Math.max(greatest, value), n }
  }
  if (error === 0) return { value, ...unseen(value, n, level, range), n }
  const half = tQuantile((1 + level) / 2, n - 1) * error
  const [least, greatest] = range ?? [-Infinity, Infinity]
  return {
    value,
    low: Math.min(value, Math.max(least, value - half)),
    high: Math.max(value, Math.min(greatest, value + half)),
    n
  }
}

/** All alike: those not seen are at most Wilson's upper share for 0 in n, and at worst at the far end of the range. */
function unseen(value: number, n: number, level: number, range: IntervalOptions['range']) {
  if (!range) return { low: value, high: value }
  const share = wilson(0, n, level).high
  const [least, greatest] = range
  return {
    low: Math.min(value, value + share * (least - value)),
    high: Math.max(value, value + share * (greatest - value))
  }
}

/**
 * A ratio of sums, Σ numerators / Σ denominators, when each user brings several units: watch seconds per impression,
 * likes per slate. Row i is one user, the unit that is independent; the error is that of the linearised ratio.
 * A user with denominator 0 stays in as a user who brought nothing.
 *
 * @throws RecoError `statistics.no-data` when there is no user, or all denominators are 0; `statistics.not-finite`;
 *         `statistics.unpaired`; `statistics.no-bound` for one user and no range
 * @source Cochran, Sampling Techniques (1977), 6.4
 */
export function ratioInterval(numerators: Column, denominators: Column, options?: IntervalOptions): Estimate {
  return estimateRatio(ratioMomentsOf(numerators, denominators), options)
}

/** As ratioInterval, from moments taken in a stream. */
export function estimateRatio(moments: RatioMoments, { level = 0.95, range }: IntervalOptions = {}): Estimate {
  const ratio = ratioOf(moments)
  const { n, meanDenominator } = moments
  const error = n < 2 ? 0 : Math.sqrt(residualSquares(moments, ratio) / (n - 1) / n) / meanDenominator
  return tInterval(ratio, error, n, level, range)
}

/**
 * A share of units clustered in users: clicks of impressions. Wilson's interval on an effective sample size, so that a
 * share of 0 has an upper limit. The design effect (how much worse clustered units are than independent ones) is
 * estimated, never below 1; with few independent events k it leans by (2/(k + 2))² on the worst case, all units of a
 * user alike. Coverage at 95 %: 92 to 99 % in most crowds, about 90 % where a handful of users love what nobody else does.
 * With one unit a user it is Wilson's interval itself.
 *
 * @param numerators   number[users], each 0 to the user's denominator
 * @param denominators number[users], units each user brought; 0 allowed
 * @throws RecoError   `statistics.no-data`; `statistics.bad-counts`; `statistics.not-finite`; `statistics.unpaired`
 * @source Dean & Pagano, Journal of Survey Statistics and Methodology 3(4), 2015 (Wilson on the effective sample size);
 *         the leaning for few events is ours, held to its coverage by simulation
 */
export function clusteredRate(numerators: Column, denominators: Column, options?: { level?: number }): Estimate {
  requireSameLength(numerators.length, denominators.length, 'Numerators and denominators')
  for (let i = 0; i < numerators.length; i++) requireCounts(numerators[i]!, denominators[i]!)
  return estimateRate(ratioMomentsOf(numerators, denominators), options)
}

/** As clusteredRate, from moments taken in a stream. */
export function estimateRate(moments: RatioMoments, { level = 0.95 }: { level?: number } = {}): Estimate {
  requireLevel(level)
  const rate = Math.min(1, Math.max(0, ratioOf(moments)))
  const { n } = moments
  const units = n * moments.meanDenominator
  requireCounts(n * moments.meanNumerator, units * (1 + 1e-12))
  const worst = (moments.m2Denominator / n + moments.meanDenominator ** 2) / moments.meanDenominator
  if (worst < 1 + 1e-12) return { ...score(rate, units, normalQuantile((1 + level) / 2)), n }
  if (n === 1) return { ...score(rate, 1, normalQuantile((1 + level) / 2)), n }
  const events = units * Math.min(rate, 1 - rate)
  const seen = events > 0 ? residualSquares(moments, rate) / (n - 1) / moments.meanDenominator / (rate * (1 - rate)) : 1
  const lean = (2 / (events / Math.max(1, seen) + 2)) ** 2
  const designEffect = (1 - lean) * Math.max(1, seen) + lean * worst
  return { ...score(rate, units / designEffect, tQuantile((1 + level) / 2, n - 1)), n }
}

function ratioOf({ n, meanNumerator, meanDenominator }: RatioMoments): number {
  requireData(n, 'user')
  if (meanDenominator > 0) return meanNumerator / meanDenominator
  throw new RecoError('statistics.no-data', {
    what: `The ${n} users brought ${n * meanDenominator} units between them, so there is no ratio.`,
    fix: 'Check that something was shown to them, or leave the figure out.'
  })
}

/** Σ (numerator − ratio · denominator)², whose mean is 0 by construction. */
function residualSquares({ m2Numerator, m2Denominator, cross }: RatioMoments, ratio: number): number {
  const squares = m2Numerator - 2 * ratio * cross + ratio * ratio * m2Denominator
  return squares > 1e-14 * (m2Numerator + ratio * ratio * m2Denominator) ? squares : 0 // below: rounding, not spread
}

function ratioMomentsOf(numerators: Column, denominators: Column): RatioMoments {
  requireSameLength(numerators.length, denominators.length, 'Numerators and denominators')
  const moments = createRatioMoments()
  for (let i = 0; i < numerators.length; i++) addRatio(moments, numerators[i]!, denominators[i]!)
  return moments
}

/**
 * A quantile (the median unless told) and its interval from order statistics: no assumption on the shape. Where n is
 * too small for the level (a median at 95 % needs 6 values), the open side is that end of the `range`.
 *
 * @param q above 0 and below 1
 * @throws RecoError `statistics.no-data`; `statistics.not-finite`; `statistics.no-bound` when n is too small and no
 *         range is given
 * @source Conover, Practical Nonparametric Statistics (1999), 3.2; the value is Hyndman & Fan's type 7
 */
export function quantileInterval(values: Column, q = 0.5, { level = 0.95, range }: IntervalOptions = {}): Estimate {
  requireLevel(level)
  requireLevel(q, 'q')
  const n = values.length
  requireData(n, 'value')
  for (let i = 0; i < n; i++) requireFinite(values[i]!, 'value', i)
  const sorted = Float64Array.from(values).sort()
  const value = quantile(sorted, q)
  const tail = (1 - level) / 2
  const below = leastWhere(n, (k) => binomialCdf(k, n, q) > tail) // one-based rank of the lower limit; 0: none
  const above = leastWhere(n, (k) => binomialCdf(k, n, q) >= 1 - tail) + 1 // of the upper; n + 1: none
  const low = below > 0 ? sorted[below - 1]! : requireRange(range, n)[0]
  const high = above <= n ? sorted[above - 1]! : requireRange(range, n)[1]
  return { value, low: Math.min(low, value), high: Math.max(high, value), n }
}

/** The least k in 0 … n for which a condition holds that, once true, stays so. */
function leastWhere(n: number, holds: (k: number) => boolean): number {
  let [from, to] = [0, n]
  while (from < to) {
    const middle = Math.floor((from + to) / 2)
    if (holds(middle)) to = middle
    else from = middle + 1
  }
  return from
}

/** The q-quantile of sorted values, by linear interpolation (type 7). */
export function quantile(sorted: ArrayLike<number>, q: number): number {
  const rank = (sorted.length - 1) * q
  const below = Math.floor(rank)
  const here = sorted[below]!
  const next = sorted[Math.min(below + 1, sorted.length - 1)]!
  return here + (rank - below) * (next - here)
}
