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
