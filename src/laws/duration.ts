import { mustBeShare, mustBeUniform } from './check.ts'
import * as normal from './normal.ts'
import * as watch from './watch.ts'

/** How much of the rank among items of the same length is affinity, and how much is chance. */
export interface DurationParameters {
  /** What people of average affinity do with items of each length. */
  watch: watch.WatchParameters
  /** 0 to 1: correlation of affinity with the normal score of the watch ratio. */
  correlation: number
}

/** The correlation is ours. */
export const DEFAULTS: DurationParameters = { watch: watch.DEFAULTS, correlation: 0.4 }

/**
 * Where a watch ratio lies among those of items of the same length: F_d(ratio). Free of the advantage that short items have,
 * hence the fairer signal of interest.
 *
 * @param ratio    watched seconds ÷ length
 * @param seconds  length of the item, above 0
 * @returns        0 to 1; 1 at the cap
 * @throws RecoError as `watch.survival`
 * @source         Zhan et al., Deconfounding duration bias in watch-time prediction for video recommendation, KDD 2022
 * @example        duration.quantileOf(5, 10, duration.DEFAULTS) // => 1
 */
export function quantileOf(ratio: number, seconds: number, { watch: law }: DurationParameters): number {
  return 1 - watch.survival(ratio, 0, seconds, law)
}

/** `quantileOf` for an item whose `watch.logScale` is known already; nothing is checked. @example duration.quantileAt(5, 1, duration.DEFAULTS) // => 1 */
export const quantileAt = (ratio: number, logScale: number, { watch: law }: DurationParameters): number =>
  1 - watch.survivalAt(ratio, logScale, law)

/** The ratio at a quantile of its length group, F_d⁻¹(p): undoes `quantileOf` below the cap. Errors as `watch.quantile`. @example duration.ratioAt(1, 10, duration.DEFAULTS) // => 5 */
export function ratioAt(p: number, seconds: number, { watch: law }: DurationParameters): number {
  return watch.quantile(p, 0, seconds, law)
}

/**
 * The chance that the ratio exceeds `ratio`: Φ((ρ · z − Φ⁻¹(F_d(ratio))) / √(1 − ρ²)). Over z ~ N(0, 1) it is 1 − F_d(ratio) again.
 *
 * @param z        standardised affinity
 * @throws RecoError `duration.bad-correlation`; as `watch.survival`
 * @source         Zhan et al., KDD 2022 (quantile within the length group); the Gaussian link is ours
 * @example        duration.survival(5, 0, 10, duration.DEFAULTS) // => 0
 */
export function survival(ratio: number, z: number, seconds: number, params: DurationParameters): number {
  const rho = checked(params.correlation)
  const rank = quantileOf(ratio, seconds, params)
  if (rank <= 0) return 1
  if (rank >= 1) return 0
  return normal.cdf((rho * z - normal.quantile(rank)) / Math.sqrt(1 - rho * rho))
}

/** A watch ratio, F_d⁻¹(Φ(ρ · z + √(1 − ρ²) · Φ⁻¹(u))), by one uniform number u. Errors as `survival`; `duration.bad-uniform`. @example duration.sample(99, 10, duration.DEFAULTS, 0.5) // => 5 */
export function sample(z: number, seconds: number, params: DurationParameters, u: number): number {
  mustBeUniform('duration', u)
  const rho = checked(params.correlation)
  return ratioAt(normal.cdf(rho * z + Math.sqrt(1 - rho * rho) * normal.quantile(u)), seconds, params)
}

function checked(correlation: number): number {
  mustBeShare('duration', 'correlation', correlation)
  return correlation
}
