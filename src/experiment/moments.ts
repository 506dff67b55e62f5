import { requireFinite } from './data.ts'

/** Count, mean and spread of a stream of numbers, in three of them. A plain object: it can be stored and sent. */
export interface Moments {
  n: number
  mean: number
  /** Sum of squared deviations from the mean. */
  m2: number
}

/** The same for pairs, one a user: what was counted (numerator) and out of how many (denominator). */
export interface RatioMoments {
  n: number
  meanNumerator: number
  meanDenominator: number
  m2Numerator: number
  m2Denominator: number
  /** Sum of products of the two deviations. */
  cross: number
}

export const createMoments = (): Moments => ({ n: 0, mean: 0, m2: 0 })

export const createRatioMoments = (): RatioMoments => ({
  n: 0,
  meanNumerator: 0,
  meanDenominator: 0,
  m2Numerator: 0,
  m2Denominator: 0,
  cross: 0
})

/**
 * Takes one value in.
 *
 * @throws RecoError `statistics.not-finite`
 * @source Welford, Technometrics 4(3), 1962
 */
export function addValue(moments: Moments, value: number): void {
  requireFinite(value, 'value', moments.n)
  moments.n += 1
  const deviation = value - moments.mean
  moments.mean += deviation / moments.n
  moments.m2 += deviation * (value - moments.mean)
}

/**
 * Takes one user in: `numerator` out of `denominator`, as 3 likes out of 20 impressions.
 *
 * @throws RecoError `statistics.not-finite`
 */
export function addRatio(moments: RatioMoments, numerator: number, denominator: number): void {
  requireFinite(numerator, 'numerator', moments.n)
  requireFinite(denominator, 'denominator', moments.n)
  moments.n += 1
  const x = numerator - moments.meanNumerator
  const y = denominator - moments.meanDenominator
  moments.meanNumerator += x / moments.n
  moments.meanDenominator += y / moments.n
  moments.m2Numerator += x * (numerator - moments.meanNumerator)
  moments.m2Denominator += y * (denominator - moments.meanDenominator)
  moments.cross += x * (denominator - moments.meanDenominator)
}

/**
 * What one pass over both would have given, within 1e-12. Merge workers in a fixed order: sums of doubles depend on it
 * in their last bit.
 *
 * @source Chan, Golub & LeVeque, The American Statistician 37(3), 1983
 */
export function mergeMoments(a: Moments, b: Moments): Moments {
  const n = a.n + b.n
  if (n === 0) return createMoments()
  const apart = b.mean - a.mean
  return { n, mean: a.mean + (apart * b.n) / n, m2: a.m2 + b.m2 + (apart * apart * a.n * b.n) / n }
}

/** As mergeMoments, for pairs. */
export function mergeRatioMoments(a: RatioMoments, b: RatioMoments): RatioMoments {
  const n = a.n + b.n
  if (n === 0) return createRatioMoments()
  const x = b.meanNumerator - a.meanNumerator
  const y = b.meanDenominator - a.meanDenominator
  const weight = (a.n * b.n) / n
  return {
    n,
    meanNumerator: a.meanNumerator + (x * b.n) / n,
    meanDenominator: a.meanDenominator + (y * b.n) / n,
    m2Numerator: a.m2Numerator + b.m2Numerator + x * x * weight,
    m2Denominator: a.m2Denominator + b.m2Denominator + y * y * weight,
    cross: a.cross + b.cross + x * y * weight
  }
}

export function momentsOf(values: Iterable<number>): Moments {
  const moments = createMoments()
  for (const value of values) addValue(moments, value)
  return moments
}

/** Sample variance (n − 1 below); 0 for fewer than two values. */
export function variance({ n, m2 }: Moments): number {
  return n < 2 ? 0 : m2 / (n - 1)
}
