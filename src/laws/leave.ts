import { CAUSES, type Cause } from '../contract/session.ts'
import { mustBeUniform, refuse } from './check.ts'

/** What raises and lowers the pull of one cause, each feeling 0 to 1. */
export interface LeaveParameters {
  /** Log-intensity per turn when all else is 0. */
  base: number
  /** Added per unit of fatigue. */
  fatigue: number
  /** Taken away per unit of satisfaction. */
  satisfaction: number
  /** Taken away per unit of temper, the patience that is left. */
  temper: number
}

/** Sizes are ours; the direction of fatigue is that of Agent4Rec's users, who tire from the second page on. */
export const DEFAULTS: LeaveParameters = { base: -2, fatigue: 3, satisfaction: 2, temper: 1 }

/** The log-intensity of one cause: base + fatigue · f − satisfaction · s − temper · t. @example leave.eta(leave.DEFAULTS, 0, 0, 0) // => -2 */
export function eta(params: LeaveParameters, fatigue: number, satisfaction: number, temper: number): number {
  return params.base + params.fatigue * fatigue - params.satisfaction * satisfaction - params.temper * temper
}

/** Log-intensities in the order of CAUSES from a record by name; a cause not named never comes. @example leave.etasOf({ bored: -2 })[1] // => -2 */
export function etasOf(intensities: Partial<Record<Exclude<Cause, 'none'>, number>>): Float64Array {
  const etas = new Float64Array(CAUSES.length).fill(Number.NEGATIVE_INFINITY)
  for (const [cause, value] of Object.entries(intensities)) etas[CAUSES.indexOf(cause as Cause)] = value
  return etas
}

/**
 * How likely one stays for another turn, and how likely one leaves for each cause. Causes compete: with Λ = Σ e^η[c],
 * P(stay) = e^−Λ and P(c) = (1 − e^−Λ) · e^η[c] / Λ. With one cause this is the complementary log-log hazard.
 *
 * @param etas     number[k], log-intensity per turn at the positions of CAUSES; position 0 (stay) is not read;
 *                 −Infinity: the cause never comes
 * @returns        number[k], position 0 is staying; each 0 to 1, and they sum to 1 within 1e-12
 * @throws RecoError `leave.bad-eta`
 * @source         Prentice et al., The analysis of failure times in the presence of competing risks, Biometrics 34, 1978;
 *                 Kalbfleisch & Prentice (2002), ch. 4 and 8
 * @example        leave.probability([0, -Infinity, -Infinity]) // => [1, 0, 0]
 */
export function probability(etas: ArrayLike<number>): Float64Array {
  return probabilityInto(new Float64Array(etas.length), etas)
}

/** `probability` into `out`, number[≥ k], of which k are overwritten. @example leave.probabilityInto(new Float64Array(1), [0]) // => [1] */
export function probabilityInto(out: Float64Array, etas: ArrayLike<number>): Float64Array {
  const leaving = hazard(etas)
  const top = highest(etas)
  const sum = sumOf(etas, top)
  out[0] = 1 - leaving
  for (let cause = 1; cause < etas.length; cause++) {
    out[cause] = leaving === 0 ? 0 : (leaving * Math.exp(etas[cause]! - top)) / sum
  }
  return out
}

/** The chance of leaving now, for whatever cause: 1 − e^−Λ. @throws RecoError `leave.bad-eta` @example leave.hazard([0, -Infinity]) // => 0 */
export const hazard = (etas: ArrayLike<number>): number => -Math.expm1(-sumOf(etas, 0))

/** The chance of still being there after a number of turns with the same intensities: e^(−Λ · turns). @throws RecoError `leave.bad-eta` @example leave.survival(9, [0, -Infinity]) // => 1 */
export function survival(turns: number, etas: ArrayLike<number>): number {
  const rate = sumOf(etas, 0)
  return rate === 0 ? 1 : Math.exp(-turns * rate)
}

/**
 * Whether one leaves, and why, by one uniform number; the same law as `probability`.
 *
 * @param u        above 0 and below 1; the lower numbers stay
 * @param leaving  the `hazard` of these intensities, where it is known already
 * @returns        a position in CAUSES; 0: stays
 * @throws RecoError `leave.bad-eta`, `leave.bad-uniform`
 * @example        leave.sample([0, 2, -Infinity], 0.9) // => 1
 */
export function sample(etas: ArrayLike<number>, u: number, leaving = hazard(etas)): number {
  mustBeUniform('leave', u)
  if (u < 1 - leaving) return 0
  const top = highest(etas)
  const aim = ((u - (1 - leaving)) / leaving) * sumOf(etas, top)
  let passed = 0
  let last = 0
  for (let cause = 1; cause < etas.length; cause++) {
    const weight = Math.exp(etas[cause]! - top)
    if (weight === 0) continue
    passed += weight
    last = cause
    if (aim < passed) return cause
  }
  return last
}

function highest(etas: ArrayLike<number>): number {
  let top = Number.NEGATIVE_INFINITY
  for (let cause = 1; cause < etas.length; cause++) top = Math.max(top, etas[cause]!)
  return top
}

/** Σ e^(η − top): with top 0 the intensity Λ of leaving, with the highest η what it is divided by to choose among causes. */
function sumOf(etas: ArrayLike<number>, top: number): number {
  let sum = 0
  for (let cause = 1; cause < etas.length; cause++) {
    const eta = etas[cause]!
    if (!(eta < Number.POSITIVE_INFINITY)) refuse('leave', 'eta', eta, 'a number below Infinity')
    sum += Math.exp(eta - top)
  }
  return sum
}
