import { mustBeNumber, mustBeUniform, refuse } from './check.ts'

/** A geometric return day, cut off: the rule of KuaiSim, kept as a reference. Real gaps have a longer tail. */
export interface GeometricParameters {
  /** What reward adds to the daily chance. */
  slope: number
  /** The daily chance at reward 0, before the person's own share. */
  base: number
  /** The daily chance stays inside these. */
  lowest: number
  highest: number
  /** The last day, 1 or more. */
  longest: number
}

/** @source Zhao et al., KuaiSim, NeurIPS 2023, and its code */
export const DEFAULTS: GeometricParameters = { slope: 0.1, base: 0.4, lowest: 0.001, highest: 0.999, longest: 10 }

/** The daily chance, clip(own + slope · reward + base). @param own the person's inclination @param reward mean of the session @example geometric.daily(0, 1, geometric.DEFAULTS) // => 0.5 */
export function daily(own: number, reward: number, { slope, base, lowest, highest }: GeometricParameters): number {
  mustBeNumber('geometric', 'reward', own + reward)
  return Math.min(highest, Math.max(lowest, own + slope * reward + base))
}

/**
 * The chance of coming back on day k: p (1 − p)^(k−1) / (1 − (1 − p)^longest).
 *
 * @param k        a whole number; 0 outside 1 … longest
 * @param p        daily chance, above 0 and below 1, from `daily`
 * @returns        0 to 1; they sum to 1 over the days
 * @throws RecoError `geometric.bad-daily`, `geometric.bad-longest`
 * @source         Zhao et al., KuaiSim, NeurIPS 2023, and its code
 * @example        geometric.probability(1, 0.5, { ...geometric.DEFAULTS, longest: 1 }) // => 1
 */
export function probability(k: number, p: number, { longest }: GeometricParameters): number {
  const within = shareWithin(p, longest)
  return k >= 1 && k <= longest ? (p * (1 - p) ** (k - 1)) / within : 0
}

/** The day of coming back, by one uniform number u. @returns 1 … longest @throws RecoError as `probability`; `geometric.bad-uniform` @example geometric.sample(0.5, geometric.DEFAULTS, 0.1) // => 1 */
export function sample(p: number, { longest }: GeometricParameters, u: number): number {
  mustBeUniform('geometric', u)
  const k = Math.ceil(Math.log1p(-u * shareWithin(p, longest)) / Math.log1p(-p))
  return Math.min(longest, Math.max(1, k))
}

function shareWithin(p: number, longest: number): number {
  if (!(p > 0 && p < 1)) refuse('geometric', 'daily', p, 'above 0 and below 1')
  if (!(longest >= 1)) refuse('geometric', 'longest', longest, '1 or more')
  return -Math.expm1(longest * Math.log1p(-p))
}
