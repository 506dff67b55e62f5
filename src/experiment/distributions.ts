// The few distributions that the intervals and tests of this folder stand on, checked against golden values.

import * as normal from '../laws/normal.ts'

/** P(Z ≤ x) of the standard normal; 0 and 1 at the infinities. */
export const normalCdf = (x: number): number => (Number.isFinite(x) ? normal.cdf(x) : x < 0 ? 0 : 1)

/** The x with P(Z ≤ x) = p, 0 to 1; 0 gives -Infinity, 1 gives Infinity. */
export function normalQuantile(p: number): number {
  if (p <= 0) return Number.NEGATIVE_INFINITY
  return p >= 1 ? Number.POSITIVE_INFINITY : normal.quantile(p)
}

/** P(|T| ≥ |t|) of Student's t: the two-sided p-value. `df` above 0, fractions and Infinity allowed. */
export function tTwoSided(t: number, df: number): number {
  if (df >= 200) return 2 * normalCdf(-normalised(Math.abs(t), df))
  if (!Number.isFinite(t)) return 0
  const below = df / (df + t * t)
  return incompleteBeta(df / 2, 0.5, below, (t * t) / (df + t * t))
}

/** P(T ≤ t) of Student's t. */
export function tCdf(t: number, df: number): number {
  const tail = tTwoSided(t, df) / 2
  return t < 0 ? tail : 1 - tail
}

/**
 * The x with P(T ≤ x) = p.
 *
 * @param p 0 to 1; 0 gives -Infinity, 1 gives Infinity
 * @source  Newton's method from the normal quantile; the tail is convex and fatter, so no step overshoots
 */
export function tQuantile(p: number, df: number): number {
  if (p > 0.5) return -tQuantile(1 - p, df)
  let t = -normalQuantile(p)
  if (!Number.isFinite(t) || t === 0 || df === Infinity) return -t
  const scale = Math.exp(logGamma((df + 1) / 2) - logGamma(df / 2)) / Math.sqrt(df * Math.PI)
  for (let round = 0; round < 200; round++) {
    const density = scale * Math.exp(-0.5 * (df + 1) * Math.log1p((t * t) / df))
    const step = (tTwoSided(t, df) / 2 - p) / density
    t += step
    if (Math.abs(step) < 1e-10 * t) break
  }
  return -t
}

/**
 * The normal deviate with the same tail as t, for many degrees of freedom.
 *
 * @source Hill, Algorithm 395: Student's t-distribution, CACM 13(10), 1970
 */
function normalised(t: number, df: number): number {
  if (df === Infinity) return t
  const a = df - 0.5
  const b = 48 * a * a
  const z2 = a * Math.log1p((t * t) / df)
  const correction = ((((-0.4 * z2 - 3.3) * z2 - 24) * z2 - 85.5) / (0.8 * z2 * z2 + 100 + b) + z2 + 3) / b + 1
  return correction * Math.sqrt(z2)
}

/** P(B ≤ k) for B successes in n trials. */
export function binomialCdf(k: number, n: number, p: number): number {
  if (k < 0) return 0
  if (k >= n) return 1
  return incompleteBeta(n - k, k + 1, 1 - p, p)
}

/**
 * The regularised incomplete beta function I_x(a, b).
 *
 * @param a, b above 0
 * @param x    0 to 1
 * @param y    1 - x, given apart since near 0 the difference loses digits
 * @source     continued fraction: NIST DLMF 8.17.22, evaluated by Lentz's method
 */
export function incompleteBeta(a: number, b: number, x: number, y = 1 - x): number {
  if (x <= 0) return 0
  if (y <= 0) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(b, a, y, x)
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(y)) / a
  let c = 1
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1; m < 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / nonZero(1 + even * d)
    c = nonZero(1 + even / c)
    fraction *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / nonZero(1 + odd * d)
    c = nonZero(1 + odd / c)
    fraction *= d * c
    if (Math.abs(d * c - 1) < 1e-16) break
  }
  return front * fraction
}

const nonZero = (value: number) => (Math.abs(value) < 1e-300 ? 1e-300 : value)

/** ln Γ(x), x above 0. @source Stirling's series from 15 on, reached by the recurrence */
export function logGamma(x: number): number {
  let product = 1
  let shifted = x
  while (shifted < 15) product *= shifted++
  return (shifted - 0.5) * Math.log(shifted) - shifted + halfLogTwoPi + stirling(shifted) - Math.log(product)
}

const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI)

/** What Stirling's formula lacks of ln Γ(x), x from 15 on. @source NIST DLMF 5.11.1 */
function stirling(x: number): number {
  const inverse = 1 / (x * x)
  return (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse / 1188)))) / x
}

/**
 * P(T ≤ t) of the noncentral t: Φ(t·s − ncp) averaged over s, the estimated standard deviation over the true one,
 * by Simpson's rule over ± 10 of its standard errors.
 */
export function noncentralTCdf(t: number, df: number, ncp: number): number {
  const half = df / 2
  const atOne = Math.LN2 + (half < 15 ? half * Math.log(half) - half - logGamma(half) : gammaAtMean(half))
  const density = (u: number) => Math.exp(atOne + (df > 1 ? (df - 1) * Math.log1p(u) : 0) - half * u * (2 + u)) // s = 1 + u
  const to = 10 / Math.sqrt(2 * df)
  const from = Math.max(-1, -to)
  const steps = 400
  let sum = 0
  for (let i = 0; i <= steps; i++) {
    const u = from + ((to - from) * i) / steps
    sum += (i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2) * density(u) * normalCdf(t * (1 + u) - ncp)
  }
  return (sum * (to - from)) / steps / 3
}

/** h·ln h − h − ln Γ(h) without the large terms that cancel. */
const gammaAtMean = (h: number) => 0.5 * Math.log(h) - halfLogTwoPi - stirling(h)
