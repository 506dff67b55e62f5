import { mustBeShare } from './check.ts'
import { sigmoid } from './logistic.ts'
import * as normal from './normal.ts'

/** Net positive exposure, what it does to satisfaction, and that to engagement. Clickbait is 0 (kale) to 1 (chocolate). */
export interface SatisfactionParameters {
  /** What is left of past exposure after a step, 0 to below 1. */
  memory: number
  /** Standard deviation of chance in exposure. */
  noise: number
  /** How strongly satisfaction follows exposure; above .071 clickbait is the worse diet over 60 steps, below it the better. */
  sensitivity: number
  /** Mean log-engagement at full satisfaction, for clickbait and for kale. */
  clickbaitMean: number
  kaleMean: number
  /** Standard deviation of log-engagement, for each. */
  clickbaitSpread: number
  kaleSpread: number
}

/** RecSim's long-term satisfaction as published: with sensitivity .01 clickbait is optimal and there is no conflict to learn; a negative control. @source Ie et al., RecSim, 2019, and its code */
export const RECSIM: SatisfactionParameters = {
  memory: 0.7,
  noise: 0.05,
  sensitivity: 0.01,
  clickbaitMean: 5,
  kaleMean: 4,
  clickbaitSpread: 1,
  kaleSpread: 1
}

/** The same with a sensitivity of .2, at which kale pays in the long run. */
export const DEFAULTS: SatisfactionParameters = { ...RECSIM, sensitivity: 0.2 }

/**
 * Net positive exposure after a step: memory · exposure − 2 (clickbait − ½) + noise · Φ⁻¹(u). Clickbait lowers it: the sign
 * is that of RecSim's code; its text has the opposite one.
 *
 * @param exposure   before, any number; about ±1 / (1 − memory) in the long run
 * @param clickbait  of what was consumed, 0 to 1
 * @param u          above 0 and below 1
 * @throws RecoError `satisfaction.bad-clickbait`, `normal.bad-uniform`
 * @source           Ie et al., RecSim, 2019, and its code
 * @example          satisfaction.sample(1, 0, satisfaction.DEFAULTS, 0.5) // => 1.7
 */
export function sample(exposure: number, clickbait: number, params: SatisfactionParameters, u: number): number {
  return expected(exposure, clickbait, params) + params.noise * normal.quantile(u)
}

/** The mean of `sample`. @throws RecoError `satisfaction.bad-clickbait` @example satisfaction.expected(0, 1, satisfaction.DEFAULTS) // => -1 */
export function expected(exposure: number, clickbait: number, { memory }: SatisfactionParameters): number {
  mustBeShare('satisfaction', 'clickbait', clickbait)
  return memory * exposure - 2 * (clickbait - 0.5)
}

/** The density of the next exposure `next`, per unit. Errors as `expected`. @example satisfaction.density(9, 0, 0, satisfaction.DEFAULTS) // => 0 */
export function density(next: number, exposure: number, clickbait: number, params: SatisfactionParameters): number {
  return normal.density((next - expected(exposure, clickbait, params)) / params.noise) / params.noise
}

/** Satisfaction, σ(sensitivity · exposure): 0 to 1, one half at exposure 0. @example satisfaction.level(0, satisfaction.DEFAULTS) // => 0.5 */
export const level = (exposure: number, { sensitivity }: SatisfactionParameters): number =>
  sigmoid(sensitivity * exposure)

/**
 * Engagement (seconds, or what one likes to count) of one step, log-normal: exp(loc + scale · Φ⁻¹(u)), where loc is the diet's
 * mean times satisfaction.
 *
 * @param satisfied  from `level`, 0 to 1, before the step changes it
 * @param clickbait  0 to 1
 * @param u          above 0 and below 1
 * @returns          above 0
 * @throws RecoError `satisfaction.bad-clickbait`, `normal.bad-uniform`
 * @source           Ie et al., RecSim, 2019, and its code
 * @example          satisfaction.engagement(0, 1, satisfaction.DEFAULTS, 0.5) // => 1
 */
export function engagement(satisfied: number, clickbait: number, params: SatisfactionParameters, u: number): number {
  return Math.exp(location(satisfied, clickbait, params) + spread(clickbait, params) * normal.quantile(u))
}

/** The mean of `engagement`: exp(loc + scale² / 2). @throws RecoError `satisfaction.bad-clickbait` @example satisfaction.meanEngagement(0, 1, satisfaction.DEFAULTS) // => 1.6487212707001282 */
export function meanEngagement(satisfied: number, clickbait: number, params: SatisfactionParameters): number {
  return Math.exp(location(satisfied, clickbait, params) + 0.5 * spread(clickbait, params) ** 2)
}

function location(satisfied: number, clickbait: number, { clickbaitMean, kaleMean }: SatisfactionParameters): number {
  mustBeShare('satisfaction', 'clickbait', clickbait)
  return (clickbait * clickbaitMean + (1 - clickbait) * kaleMean) * satisfied
}

const spread = (clickbait: number, { clickbaitSpread, kaleSpread }: SatisfactionParameters): number =>
  clickbait * clickbaitSpread + (1 - clickbait) * kaleSpread
