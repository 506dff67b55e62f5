import { mustBePositive, mustBeUniform, refuse } from './check.ts'
import { sigmoid } from './logistic.ts'

/** Mere exposure: the first encounters make an item more liked, many make it less. */
export interface ExposureParameters {
  /** Distance between person and item before any encounter. */
  distance: number
  /** Distance taken away per unit of activation, 0 or more. */
  pull: number
  /** Interest is σ(rise · d + bend · d² + intercept) at distance d. */
  rise: number
  bend: number
  intercept: number
  /** Added to every age, above 0, in the unit of the ages. */
  cutoff: number
}

/** Rise, bend, intercept and cut-off are the starting values of Ex2Vec's code; distance and pull are ours. @source Sguerra et al., Ex2Vec, RecSys 2023 */
export const DEFAULTS: ExposureParameters = { distance: 12, pull: 2, rise: 1, bend: -0.065, intercept: 0.5, cutoff: 3 }

/**
 * Base-level activation: Σ (age + cutoff)^−½ over past encounters.
 *
 * @param ages     of k encounters, each 0 or more, in days (or one's own unit)
 * @param k        how many of them, from the first on
 * @returns        0 or more
 * @throws RecoError `exposure.bad-cutoff`, `exposure.bad-age`
 * @source         Anderson & Schooler, Reflections of the environment in memory, Psychological Science 2(6), 1991; Ex2Vec
 * @example        exposure.activation([1, 1], { ...exposure.DEFAULTS, cutoff: 3 }) // => 1
 */
export function activation(ages: ArrayLike<number>, { cutoff }: ExposureParameters, k = ages.length): number {
  mustBePositive('exposure', 'cutoff', cutoff)
  let sum = 0
  for (let i = 0; i < k; i++) {
    const age = ages[i]!
    if (!(age >= 0)) refuse('exposure', 'age', age, '0 or more')
    sum += 1 / Math.sqrt(age + cutoff)
  }
  return sum
}

/** The distance that is left, max(0, distance − pull · activation). @example exposure.distance(9, { ...exposure.DEFAULTS, distance: 2, pull: 1 }) // => 0 */
export const distance = (active: number, params: ExposureParameters): number =>
  Math.max(0, params.distance - params.pull * active)

/**
 * The chance of interest after encounters of that activation: σ(rise · d + bend · d² + intercept); highest at d = −rise / (2 · bend).
 *
 * @param active   from `activation`, 0 or more
 * @returns        0 to 1
 * @source         Sguerra et al., Ex2Vec: Characterizing users and items from the mere exposure effect, RecSys 2023, and its code
 * @example        exposure.probability(0, { ...exposure.DEFAULTS, distance: 0, intercept: 0 }) // => 0.5
 */
export function probability(active: number, params: ExposureParameters): number {
  const d = distance(active, params)
  return sigmoid(params.rise * d + params.bend * d * d + params.intercept)
}

/** Whether there is interest, by one uniform number u above 0 and below 1. @throws RecoError `exposure.bad-uniform` @example exposure.sample(0, { ...exposure.DEFAULTS, distance: 0 }, 0.1) // => true */
export function sample(active: number, params: ExposureParameters, u: number): boolean {
  mustBeUniform('exposure', u)
  return u < probability(active, params)
}
