import { mustBePositive } from './check.ts'

/** How much quality and a wrong length count against shared interests. */
export interface AffinityParameters {
  /** Utility per unit of quality. */
  quality: number
  /** Utility lost per unit of length mismatch, 0 or more. */
  mismatch: number
}

/** Weights of our own; the dot product alone (both 0) is the affinity of RecSim. */
export const DEFAULTS: AffinityParameters = { quality: 0.5, mismatch: 0.3 }

/**
 * How well a person and an item go together: u = w·x + quality · q − mismatch · d.
 *
 * @param match    w·x, from `dot`; in [−1, 1] for interests in [−1, 1]^k and a one-topic item, or on the sphere
 * @param quality  of the item, any finite number; 0 is average
 * @param distance of its length from the preferred one, 0 or more, from `mismatch`
 * @returns        utility, any number
 * @source         Ie et al., RecSim: a configurable simulation platform for recommender systems, 2019 (w·x);
 *                 the other two terms are ours
 * @example        affinity.utility(0.5, 1, 2, { quality: 0.5, mismatch: 0.25 }) // => 0.5
 */
export function utility(match: number, quality: number, distance: number, params: AffinityParameters): number {
  return match + params.quality * quality - params.mismatch * distance
}

/**
 * How far a length is from the one somebody likes: |ln(seconds / preferred)| / tolerance. Twice as long is as far as half as long.
 *
 * @param seconds   of the item, above 0
 * @param preferred seconds, above 0
 * @param tolerance in log-units, above 0; at ln 2 ≈ 0.69 a doubling is 1 away
 * @returns         0 or more
 * @throws RecoError `affinity.bad-seconds`, `affinity.bad-preferred`, `affinity.bad-tolerance`
 * @example         affinity.mismatch(60, 60, 0.7) // => 0
 */
export function mismatch(seconds: number, preferred: number, tolerance: number): number {
  mustBePositive('affinity', 'seconds', seconds)
  mustBePositive('affinity', 'preferred', preferred)
  mustBePositive('affinity', 'tolerance', tolerance)
  return mismatchOfLogs(Math.log(seconds), Math.log(preferred), tolerance)
}

/** `mismatch` from logarithms that are known already; nothing is checked. @example affinity.mismatchOfLogs(3, 1, 0.5) // => 4 */
export const mismatchOfLogs = (logSeconds: number, logPreferred: number, tolerance: number): number =>
  Math.abs(logSeconds - logPreferred) / tolerance

/**
 * The dot product of two rows of two columns: w[wOffset … wOffset + k) · x[xOffset … xOffset + k).
 *
 * @param w, x     numbers; a row must lie inside, which is not looked after here
 * @param k        length of both rows
 * @returns        any number, summed from the first position on in Float64
 * @example        affinity.dot([0, 1, 2], 1, [3, 4], 0, 2) // => 11
 */
export function dot(w: ArrayLike<number>, wOffset: number, x: ArrayLike<number>, xOffset: number, k: number): number {
  let sum = 0
  for (let i = 0; i < k; i++) sum += w[wOffset + i]! * x[xOffset + i]!
  return sum
}
