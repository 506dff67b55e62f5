import { CAUSES, MENDABLE } from '../contract/session.ts'
import { mustBeShare, mustBeUniform, mustNotBeNegative } from './check.ts'
import { sigmoid } from './logistic.ts'

/** Who says something before going. */
export interface TriggerParameters {
  /** The chance of leaving, 0 to 1, from which on somebody notices that it is about to go. */
  threshold: number
  /** 0 or more: how sharply it notices. Infinity: always above the threshold, never at or below it. */
  sharpness: number
  /** 0 to 1: the chance that it says so when it notices; the rest leave without a word. */
  expressiveness: number
}

/** Sizes are ours. */
export const DEFAULTS: TriggerParameters = { threshold: 0.15, sharpness: Number.POSITIVE_INFINITY, expressiveness: 0.6 }

/**
 * The chance that somebody speaks up: expressiveness · σ(sharpness · (hazard − threshold)) if a recommender could mend what is
 * wrong, else 0.
 *
 * @param hazard   chance of leaving now, 0 to 1, from `leave.hazard`
 * @param mendable whether the strongest cause is one that a recommender could do something about, see `mendableCause`
 * @returns        0 to 1
 * @throws RecoError `trigger.bad-hazard`, `trigger.bad-threshold`, `trigger.bad-sharpness`, `trigger.bad-expressiveness`
 * @source         the loop of RecoWorld, Meta, 2025; the threshold form is ours
 * @example        trigger.probability(0.5, true, { threshold: 0.2, sharpness: Infinity, expressiveness: 0.6 }) // => 0.6
 */
export function probability(hazard: number, mendable: boolean, params: TriggerParameters): number {
  const { threshold, sharpness, expressiveness } = params
  mustBeShare('trigger', 'hazard', hazard)
  mustBeShare('trigger', 'threshold', threshold)
  mustNotBeNegative('trigger', 'sharpness', sharpness)
  mustBeShare('trigger', 'expressiveness', expressiveness)
  if (!mendable) return 0
  if (sharpness === Number.POSITIVE_INFINITY) return hazard > threshold ? expressiveness : 0
  return expressiveness * sigmoid(sharpness * (hazard - threshold))
}

/** Whether somebody speaks up, by one uniform number u. @throws RecoError as `probability`; `trigger.bad-uniform` @example trigger.sample(0.5, false, trigger.DEFAULTS, 0.1) // => false */
export function sample(hazard: number, mendable: boolean, params: TriggerParameters, u: number): boolean {
  mustBeUniform('trigger', u)
  return u < probability(hazard, mendable, params)
}

/**
 * The strongest cause, if it is one that a recommender could mend.
 *
 * @param etas     log-intensities at the positions of CAUSES; position 0 is not read
 * @returns        a position in CAUSES; 0 when nothing pulls, or the strongest pull is beyond a recommender
 * @example        trigger.mendableCause([0, -1, -3]) // => 1
 */
export function mendableCause(etas: ArrayLike<number>): number {
  let strongest = 0
  let top = Number.NEGATIVE_INFINITY
  for (let cause = 1; cause < etas.length; cause++) {
    if (etas[cause]! > top) {
      top = etas[cause]!
      strongest = cause
    }
  }
  return CAN_BE_MENDED[strongest] ? strongest : 0
}

const CAN_BE_MENDED = CAUSES.map((cause) => MENDABLE.has(cause))
