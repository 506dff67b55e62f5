import { mustBePositive, mustBeShare, mustNotBeNegative } from './check.ts'

/** Having had enough of something, and getting over it. */
export interface SatiationParameters {
  /** What is left of satiation after one step or unit of time, 0 to below 1. */
  retention: number
  /** Reward of something fresh. */
  base: number
  /** Reward lost per unit of satiation, 0 or more. */
  weight: number
}

/** Sizes are ours: half is gone after 3.1 steps, and a steady diet of one thing ends at reward .2. */
export const DEFAULTS: SatiationParameters = { retention: 0.8, base: 1, weight: 0.2 }

/**
 * Satiation after a step: retention^elapsed · (satiation + shown).
 *
 * @param satiation  before, 0 or more
 * @param shown      how much of it the slate was, 0 to 1
 * @param elapsed    steps, or time in the unit that retention is given for, 0 or more; a pause is `shown` 0
 * @returns          0 or more; below retention / (1 − retention) if it was, with steps of 1
 * @throws RecoError `satiation.bad-retention`, `satiation.bad-elapsed`
 * @source           Leqi, Kılınç-Karzan, Lipton & Montgomery, Rebounding bandits for modeling satiation effects, NeurIPS 2021
 * @example          satiation.next(1, 1, { retention: 0.5, base: 1, weight: 1 }) // => 1
 */
export function next(satiation: number, shown: number, { retention }: SatiationParameters, elapsed = 1): number {
  mustBeShare('satiation', 'retention', retention)
  mustNotBeNegative('satiation', 'elapsed', elapsed)
  return faded(satiation, shown, retention ** elapsed)
}

/** `next` when what is left of it is known, retention^elapsed; nothing is checked. @example satiation.faded(1, 1, 0.5) // => 1 */
export const faded = (satiation: number, shown: number, left: number): number => left * (satiation + shown)

/**
 * `next` for all k topics of one person, in place: x[offset … offset + k) with the shares shown[0 … k).
 *
 * @throws RecoError as `next`
 * @example satiation.nextInto([0], 0, [1], 1, satiation.DEFAULTS) // => undefined
 */
export function nextInto(
  x: Float64Array | Float32Array | number[],
  offset: number,
  shown: ArrayLike<number>,
  k: number,
  { retention }: SatiationParameters,
  elapsed = 1
): void {
  mustBeShare('satiation', 'retention', retention)
  mustNotBeNegative('satiation', 'elapsed', elapsed)
  const left = retention ** elapsed
  for (let i = 0; i < k; i++) x[offset + i] = faded(x[offset + i]!, shown[i]!, left)
}

/** What one more of it is worth: base − weight · satiation. @example satiation.reward(2, { retention: 0.5, base: 1, weight: 0.25 }) // => 0.5 */
export const reward = (satiation: number, { base, weight }: SatiationParameters): number => base - weight * satiation

/** Where satiation settles on a steady share: retention · shown / (1 − retention). @example satiation.steady(1, { retention: 0.75, base: 1, weight: 1 }) // => 3 */
export function steady(shown: number, { retention }: SatiationParameters): number {
  mustBeShare('satiation', 'retention', retention)
  return (retention * shown) / (1 - retention)
}

/** The retention that halves satiation in a given time. @throws RecoError `satiation.bad-half-life` @example satiation.retentionFor(1) // => 0.5 */
export function retentionFor(halfLife: number): number {
  mustBePositive('satiation', 'half-life', halfLife)
  return 2 ** (-1 / halfLife)
}
