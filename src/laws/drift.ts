import { dot } from './affinity.ts'
import { mustBeNumber, mustBePositive, mustBeUniform, refuse } from './check.ts'

/** How interests move with what is consumed. */
export interface DriftParameters {
  /** The step of a neutral interest, 0 to 1. */
  pace: number
  /** The strength of interest, above 0, at which it moves no more. */
  rigidity: number
}

/** @source Ie et al., RecSim, 2019, and its code (y₀ = 0.3, x₀ = 1) */
export const DEFAULTS: DriftParameters = { pace: 0.3, rigidity: 1 }

/** The chance of moving towards an item rather than away from it: (w·x + 1) / 2, within 0 and 1. @param match w·x @example drift.probability(0.5) // => 0.75 */
export function probability(match: number): number {
  mustBeNumber('drift', 'match', match)
  return Math.min(1, Math.max(0, (match + 1) / 2))
}

/**
 * Interests after consuming an item, in place: w ← w ± α(w) ⊙ x ⊙ (x − w), α(w) = pace · (1 − |w| / rigidity), kept within
 * [−1, 1]; + with chance (w·x + 1) / 2. Repeated drift ends at −1 and 1: keep an eye on the entropy of interests.
 *
 * @param w        a column in which one person's interests are w[wOffset … wOffset + k), each −1 to 1
 * @param x        a column in which one item's topics are x[xOffset … xOffset + k), each 0 to 1
 * @param u        above 0 and below 1
 * @returns        1 when drawn towards it, −1 when put off
 * @throws RecoError `drift.bad-uniform`, `drift.bad-match`, `drift.bad-rigidity`
 * @source         Ie et al., RecSim, 2019, and its code
 * @example        drift.sample([0], 0, [1], 0, 1, drift.DEFAULTS, 0.4) // => 1
 */
export function sample(
  w: WritableColumn,
  wOffset: number,
  x: ArrayLike<number>,
  xOffset: number,
  k: number,
  params: DriftParameters,
  u: number
): 1 | -1 {
  mustBeUniform('drift', u)
  const direction = directionOf(dot(w, wOffset, x, xOffset, k), u)
  move(w, wOffset, x, xOffset, k, params, direction)
  return direction
}

/** Which way interests move that go with an item as far as `match`, w·x: 1 towards it, −1 away. Errors: `drift.bad-match`. @example drift.directionOf(0.5, 0.7) // => 1 */
export const directionOf = (match: number, u: number): 1 | -1 => (u < probability(match) ? 1 : -1)

/** The step of `sample` in a given direction, 1 or −1. Errors: `drift.bad-rigidity`. @example drift.move([0], 0, [1], 0, 1, drift.DEFAULTS, 1) // => undefined */
export function move(
  w: WritableColumn,
  wOffset: number,
  x: ArrayLike<number>,
  xOffset: number,
  k: number,
  { pace, rigidity }: DriftParameters,
  direction: 1 | -1
): void {
  mustBePositive('drift', 'rigidity', rigidity)
  const step = direction * pace
  const give = 1 / rigidity
  for (let i = 0; i < k; i++) w[wOffset + i] = next(w[wOffset + i]!, x[xOffset + i]!, step, give)
}

/**
 * One interest after the step of `move`; nothing is checked.
 *
 * @param step  direction times pace
 * @param give  1 / rigidity
 * @example     drift.next(0.5, 1, 0.5, 1) // => 0.625
 */
export function next(interest: number, topic: number, step: number, give: number): number {
  const moved = interest + step * (1 - give * Math.abs(interest)) * topic * (topic - interest)
  if (moved > 1) return 1
  if (moved < -1) return -1
  return moved
}

/**
 * Interests on the sphere after meeting an item, in place: w ← (w + η · (w·x) · x) / ‖…‖. Nearer to what is liked, further
 * from what is disliked; the sign of w·x never changes.
 *
 * @param w, x     as in `sample`, each of length 1 as a vector
 * @param eta      step, 0 or more; free
 * @throws RecoError `drift.bad-interests` when they vanish or are no numbers
 * @source         Dean & Morgenstern, Preference dynamics under personalized recommendations, EC 2022
 * @example        drift.turn([1], 0, [1], 0, 1, 0.1) // => undefined
 */
export function turn(
  w: WritableColumn,
  wOffset: number,
  x: ArrayLike<number>,
  xOffset: number,
  k: number,
  eta: number
): void {
  const pull = eta * dot(w, wOffset, x, xOffset, k)
  for (let i = 0; i < k; i++) w[wOffset + i] = w[wOffset + i]! + pull * x[xOffset + i]!
  const norm = Math.sqrt(dot(w, wOffset, w, wOffset, k))
  if (!(norm > 0)) refuse('drift', 'interests', norm, 'longer than 0')
  for (let i = 0; i < k; i++) w[wOffset + i] = w[wOffset + i]! / norm
}

type WritableColumn = Float64Array | Float32Array | number[]
