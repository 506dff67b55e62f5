/**
 * The logistic curve, σ(x) = 1 / (1 + e^−x), without overflow.
 *
 * @param x  log-odds, any number
 * @returns  0 to 1
 * @example  logistic.sigmoid(0) // => 0.5
 */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x))
  const odds = Math.exp(x)
  return odds / (1 + odds)
}

/**
 * The log-odds of a probability, ln(p / (1 − p)).
 *
 * @param p  0 to 1
 * @returns  any number; −∞ at 0, +∞ at 1
 * @example  logistic.logit(0.5) // => 0
 */
export const logit = (p: number): number => Math.log(p) - Math.log1p(-p)

/** What a bound must miss by to be believed: far more than rounding, far less than matters. */
const CERTAIN = 1 + 1e-9

/**
 * Whether something of given log-odds happens: u < σ(x). Most draws are far off, and 1 + t + t²/2 + t³/6 + t⁴/24 ≤ e^t, t ≥ 0,
 * tells so without the exponential.
 *
 * @param x  log-odds, any number
 * @param u  above 0 and below 1
 * @example  logistic.happens(0, 0.6) // => false
 */
export function happens(x: number, u: number): boolean {
  const t = Math.abs(x)
  const atMost = 2 + t * (1 + t * (1 / 2 + t * (1 / 6 + t / 24))) // 1 + e^t is not below it
  if ((x < 0 ? u : 1 - u) * atMost > CERTAIN) return x >= 0
  return u * (1 + Math.exp(-x)) < 1
}
