import { mustBeShare, refuse } from './check.ts'

/** How trust in a recommender follows what it does with instructions. */
export interface TrustParameters {
  /** 0 to 1: part of the way to full trust that being obeyed goes. */
  gain: number
  /** 0 to 1: part of the trust that being ignored takes; above `gain`, since bad weighs more than good. */
  loss: number
}

/** Sizes are ours; that losses weigh more: Slovic, Perceived risk, trust, and democracy, Risk Analysis 13(6), 1993. */
export const DEFAULTS: TrustParameters = { gain: 0.1, loss: 0.25 }

/**
 * Trust after an answer to an instruction: trust + gain · answer · (1 − trust) when obeyed, trust + loss · answer · trust when
 * ignored. Stays in [0, 1].
 *
 * @param trust    before, 0 to 1
 * @param answer   −1 ignored … 0 nothing was asked … 1 wholly followed
 * @returns        0 to 1
 * @throws RecoError `trust.bad-trust`, `trust.bad-answer`, `trust.bad-gain`, `trust.bad-loss`
 * @source         Bush & Mosteller, Stochastic Models for Learning (1955), linear operators; the use for trust is ours
 * @example        trust.next(0.5, 1, { gain: 0.5, loss: 0.8 }) // => 0.75
 */
export function next(trust: number, answer: number, { gain, loss }: TrustParameters): number {
  mustBeShare('trust', 'trust', trust)
  if (!(answer >= -1 && answer <= 1)) refuse('trust', 'answer', answer, 'between −1 and 1')
  mustBeShare('trust', 'gain', gain)
  mustBeShare('trust', 'loss', loss)
  return trust + answer * (answer > 0 ? gain * (1 - trust) : loss * trust)
}

/** Where mean trust settles when a share o of instructions is obeyed, the rest ignored: gain · o / (gain · o + loss · (1 − o)). @throws RecoError `trust.bad-obeyed` @example trust.steady(1, trust.DEFAULTS) // => 1 */
export function steady(obeyed: number, { gain, loss }: TrustParameters): number {
  mustBeShare('trust', 'obeyed', obeyed)
  return (gain * obeyed) / (gain * obeyed + loss * (1 - obeyed))
}

/** How much exploration somebody puts up with: base · trust. @param base tolerance at full trust, 0 or more @example trust.tolerance(0.5, 0.5) // => 0.25 */
export const tolerance = (base: number, trust: number): number => base * trust
