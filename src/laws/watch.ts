import { mustBeNumber, mustBePositive, mustBeUniform } from './check.ts'
import * as weibull from './weibull.ts'

/** How much of an item is watched once it is started, as a ratio of its length; above 1 is watching it again. */
export interface WatchParameters {
  /** ln of the Weibull scale for average affinity at the reference length. */
  intercept: number
  /** Added to it per standard deviation of affinity. */
  slope: number
  /** Taken from it per unit of ln(seconds / referenceSeconds): long items are watched to a smaller part. */
  lengthPenalty: number
  /** Above 0. */
  referenceSeconds: number
  /** Weibull shape, above 0. */
  shape: number
  /** The largest ratio counted; what would exceed it is counted as it. */
  cap: number
}

/**
 * With affinity ~ N(0, 1) and ln length ~ N(ln 9.6, 0.45²) this gives mean .851 and median .716, as in KuaiRec's big matrix;
 * the spread comes to .608, near its small matrix (.595) and below the big one (.718). Slope and length penalty are ours.
 *
 * @source Gao et al., KuaiRec, CIKM 2022, statistics of its repository (ratios up to 5, median length 9.6 s)
 */
export const DEFAULTS: WatchParameters = {
  intercept: -0.09538,
  slope: 0.3,
  lengthPenalty: 0.15,
  referenceSeconds: 9.6,
  shape: 1.67733,
  cap: 5
}

/**
 * The scale λ of the watch ratio: exp(intercept + slope · z − lengthPenalty · ln(seconds / referenceSeconds)).
 *
 * @param z        standardised affinity: 0 is average, 1 one standard deviation above
 * @param seconds  length of the item, above 0
 * @returns        above 0: the ratio that 36.8% outlast
 * @throws RecoError `watch.bad-seconds`, `watch.bad-affinity`
 * @example        watch.scale(0, 20, { intercept: 0, slope: 0.3, lengthPenalty: 0.5, referenceSeconds: 5, shape: 1, cap: 5 }) // => 0.5
 */
export function scale(z: number, seconds: number, params: WatchParameters): number {
  mustBeNumber('watch', 'affinity', z)
  return Math.exp(logScale(seconds, params) + params.slope * z)
}

/** ln λ at average affinity: all that the law has to know of an item, to be worked out once. Errors: `watch.bad-seconds`. @example watch.logScale(20, { intercept: 1, slope: 0.3, lengthPenalty: 0, referenceSeconds: 5, shape: 1, cap: 5 }) // => 1 */
export function logScale(seconds: number, { intercept, lengthPenalty, referenceSeconds }: WatchParameters): number {
  mustBePositive('watch', 'seconds', seconds)
  return intercept - lengthPenalty * Math.log(seconds / referenceSeconds)
}

/**
 * The chance that the watch ratio exceeds `ratio`: exp(−(ratio / λ)^shape), and 0 from the cap on. At ratio 1: completion.
 *
 * @param ratio    watched seconds ÷ length; 1 for anything below 0
 * @param z        standardised affinity
 * @param seconds  length of the item, above 0
 * @returns        0 to 1
 * @throws RecoError `watch.bad-seconds`, `watch.bad-affinity`; `weibull.bad-shape`
 * @source         Liu, White & Dumais, Understanding web browsing behaviors through Weibull analysis of dwell time, SIGIR 2010,
 *                 carried over to videos
 * @example        watch.survival(5, 0, 10, watch.DEFAULTS) // => 0
 */
export function survival(ratio: number, z: number, seconds: number, params: WatchParameters): number {
  mustBeNumber('watch', 'affinity', z)
  mustBePositive('weibull', 'shape', params.shape)
  return survivalAt(ratio, logScale(seconds, params) + params.slope * z, params)
}

/** `survival` where ln λ is known already; nothing is checked. @example watch.survivalAt(0, 1, watch.DEFAULTS) // => 1 */
export function survivalAt(ratio: number, logScale: number, { shape, cap }: WatchParameters): number {
  if (ratio >= cap) return 0
  return ratio <= 0 ? 1 : Math.exp(-Math.exp(shape * (Math.log(ratio) - logScale)))
}

/** The density below the cap, per unit of ratio; at the cap itself sits a lump of `survival` just under it. Arguments and errors as `survival`. @example watch.density(6, 0, 10, watch.DEFAULTS) // => 0 */
export function density(ratio: number, z: number, seconds: number, params: WatchParameters): number {
  return ratio >= params.cap ? 0 : weibull.density(ratio, at(z, seconds, params))
}

/** The ratio that a share p stays at or under, at most the cap. @param p 0 to 1 @throws RecoError as `survival`; `weibull.bad-probability` @example watch.quantile(1, 0, 10, watch.DEFAULTS) // => 5 */
export function quantile(p: number, z: number, seconds: number, params: WatchParameters): number {
  return Math.min(params.cap, weibull.quantile(p, at(z, seconds, params)))
}

/** The mean ratio, the cap included: λ · Γ(1 + 1/k) · P(1/k, (cap/λ)^k). Errors as `survival`. @example watch.mean(0, 5, { intercept: 0, slope: 0, lengthPenalty: 0, referenceSeconds: 5, shape: 1, cap: Infinity }) // => 1 */
export function mean(z: number, seconds: number, params: WatchParameters): number {
  return weibull.mean(at(z, seconds, params), params.cap)
}

/**
 * A watch ratio from one uniform number: the law's quantile, so that more affinity watches longer with the same luck.
 *
 * @param u        above 0 and below 1
 * @returns        above 0, at most the cap
 * @throws RecoError as `survival`; `watch.bad-uniform`
 * @example        watch.sample(9, 10, watch.DEFAULTS, 0.9) // => 5
 */
export function sample(z: number, seconds: number, params: WatchParameters, u: number): number {
  mustBeUniform('watch', u)
  mustBePositive('watch', 'shape', params.shape)
  mustBeNumber('watch', 'affinity', z)
  return sampleAt(logScale(seconds, params) + params.slope * z, params, u)
}

/** `sample` where ln λ is known already; nothing is checked. @example watch.sampleAt(9, watch.DEFAULTS, 0.9) // => 5 */
export function sampleAt(logScale: number, { shape, cap }: WatchParameters, u: number): number {
  const ratio = Math.exp(logScale + Math.log(-Math.log1p(-u)) / shape)
  return ratio < cap ? ratio : cap
}

const at = (z: number, seconds: number, params: WatchParameters): weibull.WeibullParameters => ({
  scale: scale(z, seconds, params),
  shape: params.shape
})
