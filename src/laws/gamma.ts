import { mustBePositive, mustNotBeNegative } from './check.ts'

const LANCZOS = [
  0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7
] as const

/**
 * ln Γ(x), by the Lanczos series with g = 7.
 *
 * @param x        above 0
 * @throws RecoError `gamma.bad-argument`
 * @source         Lanczos, A precision approximation of the gamma function, SIAM J. Numer. Anal. B 1, 1964
 * @example        gamma.ln(5) // => 3.1780538303479458
 */
export function ln(x: number): number {
  mustBePositive('gamma', 'argument', x)
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - ln(1 - x)
  let sum: number = LANCZOS[0]
  for (let i = 1; i < LANCZOS.length; i++) sum += LANCZOS[i]! / (x - 1 + i)
  const t = x + 6.5
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum)
}

/**
 * P(a, x), the regularised lower incomplete gamma function: its series below a + 1, else one minus the continued fraction.
 *
 * @param a        above 0
 * @param x        0 or more
 * @returns        0 to 1
 * @throws RecoError `gamma.bad-shape`, `gamma.bad-bound`
 * @source         Abramowitz & Stegun, Handbook of Mathematical Functions (1964), 6.5.29 and 6.5.31
 * @example        gamma.lower(1, 2) // => 0.8646647167633873
 */
export function lower(a: number, x: number): number {
  mustBePositive('gamma', 'shape', a)
  mustNotBeNegative('gamma', 'bound', x)
  if (x === 0) return 0
  if (x === Number.POSITIVE_INFINITY) return 1
  return x < a + 1 ? bySeries(a, x) : 1 - byFraction(a, x)
}

/** Q(a, x) = 1 − P(a, x), exact also where it is tiny. Arguments and errors as `lower`. @example gamma.upper(1, 2) // => 0.1353352832366127 */
export function upper(a: number, x: number): number {
  mustBePositive('gamma', 'shape', a)
  mustNotBeNegative('gamma', 'bound', x)
  if (x === 0) return 1
  if (x === Number.POSITIVE_INFINITY) return 0
  return x < a + 1 ? 1 - bySeries(a, x) : byFraction(a, x)
}

const weight = (a: number, x: number): number => Math.exp(a * Math.log(x) - x - ln(a))

function bySeries(a: number, x: number): number {
  let term = 1 / a
  let sum = term
  for (let n = 1; term > 1e-17 * sum; n++) {
    term *= x / (a + n)
    sum += term
  }
  return sum * weight(a, x)
}

/** Lentz's way of evaluating the fraction from the front. */
function byFraction(a: number, x: number): number {
  let b = x + 1 - a
  let c = 1e300
  let d = 1 / b
  let value = d
  for (let n = 1; n < 10_000; n++) {
    const numerator = -n * (n - a)
    b += 2
    d = 1 / (numerator * d + b)
    c = b + numerator / c
    value *= c * d
    if (Math.abs(c * d - 1) < 1e-16) break
  }
  return value * weight(a, x)
}
