import { mustBePositive, mustBeShare } from './check.ts'
import * as gamma from './gamma.ts'

/** S(t) = exp(−(t / scale)^shape): shape below 1 is a falling hazard, 1 a constant one, above 1 a rising one. */
export interface WeibullParameters {
  /** In the units of t, above 0: the point that 36.8% outlast. */
  scale: number
  /** Above 0. */
  shape: number
}

/**
 * The share that outlasts t.
 *
 * @param t        in the units of the scale; 1 for anything below 0
 * @returns        0 to 1
 * @throws RecoError `weibull.bad-scale`, `weibull.bad-shape`
 * @source         Weibull, A statistical distribution function of wide applicability, J. Appl. Mech. 18, 1951
 * @example        weibull.survival(2, { scale: 2, shape: 0.7 }) // => 0.36787944117144233
 */
export function survival(t: number, { scale, shape }: WeibullParameters): number {
  return Math.exp(-cumulativeHazard(t, scale, shape))
}

/** The density at t, per unit of t; 0 below 0. Errors as `survival`. @example weibull.density(0, { scale: 2, shape: 1 }) // => 0.5 */
export function density(t: number, { scale, shape }: WeibullParameters): number {
  if (t < 0) return 0
  return Math.exp(-cumulativeHazard(t, scale, shape)) * hazard(t, { scale, shape })
}

/** The rate of stopping at t among those still there, per unit of t; t ≥ 0. Errors as `survival`. @example weibull.hazard(3, { scale: 2, shape: 1 }) // => 0.5 */
export function hazard(t: number, { scale, shape }: WeibullParameters): number {
  check(scale, shape)
  return (shape / scale) * (t / scale) ** (shape - 1)
}

/**
 * The t below which a share p stops: scale · (−ln(1 − p))^(1/shape).
 *
 * @param p        0 to 1
 * @throws RecoError `weibull.bad-scale`, `weibull.bad-shape`, `weibull.bad-probability`
 * @example        weibull.quantile(0.75, { scale: 1, shape: 1 }) // => 1.3862943611198906
 */
export function quantile(p: number, { scale, shape }: WeibullParameters): number {
  check(scale, shape)
  mustBeShare('weibull', 'probability', p)
  return scale * (-Math.log1p(-p)) ** (1 / shape)
}

/**
 * The mean of min(t, limit): scale · Γ(1 + 1/shape) · P(1/shape, (limit/scale)^shape).
 *
 * @param limit    above 0; without it, the plain mean
 * @throws RecoError `weibull.bad-scale`, `weibull.bad-shape`
 * @example        weibull.mean({ scale: 3, shape: 1 }) // => 3
 */
export function mean({ scale, shape }: WeibullParameters, limit = Number.POSITIVE_INFINITY): number {
  check(scale, shape)
  return scale * Math.exp(gamma.ln(1 + 1 / shape)) * gamma.lower(1 / shape, (limit / scale) ** shape)
}

function cumulativeHazard(t: number, scale: number, shape: number): number {
  check(scale, shape)
  return t <= 0 ? 0 : (t / scale) ** shape
}

function check(scale: number, shape: number): void {
  mustBePositive('weibull', 'scale', scale)
  mustBePositive('weibull', 'shape', shape)
}
