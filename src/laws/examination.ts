import { mustBePositive, mustBeShare, mustBeUniform, mustNotBeNegative, refuse } from './check.ts'

/** How looking thins out down a list. */
export interface ExaminationParameters {
  /** 0 or more; 0: every slot is looked at. */
  decay: number
}

/**
 * Rank 10 is looked at 12% as often as rank 1: 10^−0.92.
 *
 * @source Joachims, Swaminathan & Schnabel, Unbiased learning-to-rank with biased feedback, WSDM 2017 (low ranks of a live engine)
 */
export const DEFAULTS: ExaminationParameters = { decay: 0.92 }

/**
 * The chance that a slot is looked at, relative to the first: 1 / rank^decay.
 *
 * @param rank   1 for the first slot
 * @returns      0 to 1
 * @throws RecoError `examination.bad-rank`, `examination.bad-decay`
 * @source       Joachims, Swaminathan & Schnabel, WSDM 2017
 * @example      examination.probability(4, { decay: 0.5 }) // => 0.5
 */
export function probability(rank: number, { decay }: ExaminationParameters): number {
  if (!(rank >= 1)) refuse('examination', 'rank', rank, '1 or more')
  mustNotBeNegative('examination', 'decay', decay)
  return rank ** -decay
}

/** Whether a slot is looked at, by one uniform number u. @throws RecoError as `probability`; `examination.bad-uniform` @example examination.sample(1, { decay: 1 }, 0.99) // => true */
export function sample(rank: number, params: ExaminationParameters, u: number): boolean {
  mustBeUniform('examination', u)
  return u < probability(rank, params)
}

/**
 * The chance of a click: looked at, and found relevant. `examined` may also be a measured propensity.
 *
 * @param examined, relevant  0 to 1
 * @throws RecoError `examination.bad-examined`, `examination.bad-relevant`
 * @example examination.click(0.5, 0.5) // => 0.25
 */
export function click(examined: number, relevant: number): number {
  mustBeShare('examination', 'examined', examined)
  mustBeShare('examination', 'relevant', relevant)
  return examined * relevant
}

/** The decay at which rank k is looked at `share` as often as rank 1. @throws RecoError `examination.bad-share` @example examination.decayOf(4, 0.5) // => 0.5 */
export function decayOf(rank: number, share: number): number {
  if (!(rank > 1)) refuse('examination', 'rank', rank, 'above 1')
  mustBePositive('examination', 'share', share)
  return -Math.log(share) / Math.log(rank)
}
