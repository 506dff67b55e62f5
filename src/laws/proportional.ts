import { RecoError } from '../contract/error.ts'
import { mustBeUniform, refuse } from './check.ts'

/** Choice in proportion to utility above a floor. */
export interface ProportionalParameters {
  /** The utility that is worth no chance at all; nothing may lie below it. */
  floor: number
  /** Utility of taking nothing, at or above the floor. */
  nothing: number
}

/** As in RecSim's interest evolution: the none option weighs 1 − (−1) = 2. @source Ie et al., RecSim, 2019, and its code */
export const DEFAULTS: ProportionalParameters = { floor: -1, nothing: 1 }

/**
 * How likely each slot is to be picked, and how likely none is: p[i] ∝ utility[i] − floor, p[none] ∝ nothing − floor.
 *
 * @param utilities  number[k], k ≥ 1, each at or above the floor
 * @returns          number[k + 1], none last; each 0 to 1, and they sum to 1 within 1e-12
 * @throws RecoError `proportional.empty-slate` when k = 0; `proportional.bad-utility` below the floor or when all weights are 0
 * @source           Ie et al., SlateQ, IJCAI 2019, and the RecSim code
 * @example          proportional.probability([0, 0], { floor: -1, nothing: 1 }) // => [0.25, 0.25, 0.5]
 */
export function probability(utilities: ArrayLike<number>, params: ProportionalParameters): Float64Array {
  return probabilityInto(new Float64Array(utilities.length + 1), utilities, params)
}

/** `probability` into `out`, number[≥ k + 1], of which k + 1 are overwritten. @example proportional.probabilityInto(new Float64Array(2), [1], { floor: -1, nothing: 1 }) // => [0.5, 0.5] */
export function probabilityInto(
  out: Float64Array,
  utilities: ArrayLike<number>,
  { floor, nothing }: ProportionalParameters,
  k = utilities.length
): Float64Array {
  const total = totalWeight(utilities, floor, nothing, k)
  for (let i = 0; i < k; i++) out[i] = (utilities[i]! - floor) / total
  out[k] = (nothing - floor) / total
  return out
}

/**
 * The slot that a person picks, by one uniform number; the same law as `probability`.
 *
 * @param u      above 0 and below 1
 * @returns      0 … k − 1, or −1 for none
 * @throws RecoError as `probability`; `proportional.bad-uniform`
 * @example      proportional.sample([0, 0], { floor: -1, nothing: 1 }, 0.3) // => 1
 */
export function sample(
  utilities: ArrayLike<number>,
  { floor, nothing }: ProportionalParameters,
  u: number,
  k = utilities.length
): number {
  mustBeUniform('proportional', u)
  const aim = u * totalWeight(utilities, floor, nothing, k)
  let passed = 0
  for (let i = 0; i < k; i++) {
    passed += utilities[i]! - floor
    if (aim < passed) return i
  }
  return -1
}

function totalWeight(utilities: ArrayLike<number>, floor: number, nothing: number, k: number): number {
  if (!(k > 0)) {
    throw new RecoError('proportional.empty-slate', {
      what: 'There are no items to choose from.',
      fix: 'Show at least one.'
    })
  }
  let total = 0
  for (let i = 0; i < k; i++) total += above(utilities[i]!, floor)
  total += above(nothing, floor)
  if (!(total > 0 && total < Number.POSITIVE_INFINITY))
    refuse('proportional', 'utility', total, 'finite, and one above the floor')
  return total
}

function above(utility: number, floor: number): number {
  if (!(utility >= floor)) refuse('proportional', 'utility', utility, `at or above the floor, ${floor}`)
  return utility - floor
}
