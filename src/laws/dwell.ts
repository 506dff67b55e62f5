import { mustBePositive, mustBeUniform } from './check.ts'
import * as weibull from './weibull.ts'

/** How long a page is looked at: screen first, then read. */
export interface DwellParameters {
  /** ln of the share of the usual reading time that 36.8% outlast, at average affinity. */
  intercept: number
  /** Added to it per standard deviation of affinity. */
  slope: number
  /** Below 1: the longer one has stayed, the less likely one is to go in the next second. */
  shape: number
}

/** The sign of 1 − shape is from the source; the sizes are ours. @source Liu, White & Dumais, SIGIR 2010 */
export const DEFAULTS: DwellParameters = { intercept: -0.7, slope: 0.4, shape: 0.8 }

/**
 * The chance of still being there after `seconds`: exp(−(seconds / λ)^shape), λ = usualSeconds · exp(intercept + slope · z).
 *
 * @param seconds      on the page; 1 for anything below 0
 * @param z            standardised affinity
 * @param usualSeconds usual reading time, above 0
 * @returns            0 to 1
 * @throws RecoError   `dwell.bad-usual-seconds`; `weibull.bad-scale`, `weibull.bad-shape`
 * @source             Liu, White & Dumais, Understanding web browsing behaviors through Weibull analysis of dwell time, SIGIR 2010
 * @example            dwell.survival(0, 0, 60, dwell.DEFAULTS) // => 1
 */
export const survival = (seconds: number, z: number, usualSeconds: number, params: DwellParameters): number =>
  weibull.survival(seconds, at(z, usualSeconds, params))

/** The density at `seconds`, per second. Arguments and errors as `survival`. @example dwell.density(-1, 0, 60, dwell.DEFAULTS) // => 0 */
export const density = (seconds: number, z: number, usualSeconds: number, params: DwellParameters): number =>
  weibull.density(seconds, at(z, usualSeconds, params))

/** The rate of leaving the page at `seconds` > 0, per second; falls when shape < 1. Errors as `survival`. @example dwell.hazard(10, 0, 50, { intercept: 0, slope: 0, shape: 1 }) // => 0.02 */
export const hazard = (seconds: number, z: number, usualSeconds: number, params: DwellParameters): number =>
  weibull.hazard(seconds, at(z, usualSeconds, params))

/** Mean seconds on the page. Errors as `survival`. @example dwell.mean(0, 50, { intercept: 0, slope: 0, shape: 1 }) // => 50 */
export const mean = (z: number, usualSeconds: number, params: DwellParameters): number =>
  weibull.mean(at(z, usualSeconds, params))

/** Seconds that a share p has left by. Errors as `survival`. @example dwell.quantile(0, 0, 60, dwell.DEFAULTS) // => 0 */
export const quantile = (p: number, z: number, usualSeconds: number, params: DwellParameters): number =>
  weibull.quantile(p, at(z, usualSeconds, params))

/** Seconds on the page, by one uniform number u. Errors as `survival`; `dwell.bad-uniform`. @example dwell.sample(0, 50, { intercept: 0, slope: 0, shape: 1 }, 0.5) // => 34.657359027997266 */
export function sample(z: number, usualSeconds: number, params: DwellParameters, u: number): number {
  mustBeUniform('dwell', u)
  mustBePositive('dwell', 'shape', params.shape)
  return scale(z, usualSeconds, params) * (-Math.log1p(-u)) ** (1 / params.shape)
}

function scale(z: number, usualSeconds: number, { intercept, slope }: DwellParameters): number {
  mustBePositive('dwell', 'usual-seconds', usualSeconds)
  return usualSeconds * Math.exp(intercept + slope * z)
}

const at = (z: number, usualSeconds: number, params: DwellParameters): weibull.WeibullParameters => ({
  scale: scale(z, usualSeconds, params),
  shape: params.shape
})
