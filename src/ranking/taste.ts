import type { SparseRows } from './sparse.ts'

/** What is believed of one person: how much each column of the rows adds to its liking, and how sure that is. */
export interface Taste {
  readonly mean: Float32Array
  /** Variance of each, on its own. */
  readonly variance: Float32Array
}

export interface TasteOptions {
  /** Variance of a weight before anything is known. */
  readonly prior: number
  /** Variance of what an impression says beyond the weights. */
  readonly noise: number
}

/** Nothing known: every weight 0 with the prior variance. */
export const newTaste = (width: number, { prior }: TasteOptions): Taste => ({
  mean: new Float32Array(width),
  variance: new Float32Array(width).fill(prior)
})

/** Nothing known any more. */
export function forgetTaste({ mean, variance }: Taste, { prior }: TasteOptions): void {
  mean.fill(0)
  variance.fill(prior)
}

/**
 * Takes in one observation: a linear model with a Gaussian belief, kept as its diagonal.
 * gain = v·x / (noise + Σ v·x²);  mean += gain · surprise;  v −= gain · x · v.
 *
 * @param row       of `rows`: what was seen, x
 * @param surprise  what it was worth, less what had been expected
 * @source          Kalman filter for a constant state, with the covariance cut to its diagonal (assumed-density filtering)
 */
export function observe(
  { mean, variance }: Taste,
  { starts, columns, values }: SparseRows,
  row: number,
  surprise: number,
  noise: number
): void {
  const from = starts[row]!
  const end = starts[row + 1]!
  let spread = noise
  for (let at = from; at < end; at++) spread += variance[columns[at]!]! * values[at]! * values[at]!
  for (let at = from; at < end; at++) {
    const column = columns[at]!
    const gain = (variance[column]! * values[at]!) / spread
    mean[column]! += gain * surprise
    variance[column]! -= gain * values[at]! * variance[column]!
  }
}

/** Lets time pass: tastes may have moved, so that each variance goes `share` of its way back to the prior. */
export function loosen({ variance }: Taste, share: number, { prior }: TasteOptions): void {
  for (let i = 0; i < variance.length; i++) variance[i]! += share * (prior - variance[i]!)
}
