import { factor } from '../distil/cholesky.ts'
import { numbersIn, plain } from '../policy-gradient/adam.ts'
import type { Saved } from '../trainer.ts'

/** Rewards as a sum of numbers × weights, with what is not known of the weights: ridge regression, one reward at a time. */
export interface Ridge {
  /** The best guess of each weight. */
  readonly weights: Float64Array
  /** √(xᵀ A⁻¹ x): how little is known of what stands at `from` in x. */
  doubt(x: Float64Array, from: number): number
  /** Weights as they may be: the guess, plus `scale` × a normal number of what is not known. @param normal number i, standard normal */
  drawn(scale: number, normal: (i: number) => number): Float64Array
  learn(x: Float64Array, reward: number): void
  save(): Saved
}

/**
 * @param ridge what is believed of weights beforehand: that many rewards of 0 in each direction
 * @source Sherman & Morrison, Adjustment of an inverse matrix, Annals of Mathematical Statistics 21, 1950
 */
export function createRidge(size: number, ridge: number, saved?: Saved): Ridge {
  const inverse = numbersIn(saved?.inverse, size * size) // of A = ridge · I + Σ x xᵀ
  if (!saved) for (let i = 0; i < size; i++) inverse[i * size + i] = 1 / ridge
  const sums = numbersIn(saved?.sums, size) // Σ reward · x
  const weights = new Float64Array(size)
  const row = new Float64Array(size)
  const lower = new Float64Array(size * size)

  /** A⁻¹ x, in `row`. @returns xᵀ A⁻¹ x */
  function against(x: Float64Array, from: number): number {
    let sum = 0
    for (let i = 0; i < size; i++) {
      let at = 0
      for (let j = 0; j < size; j++) at += inverse[i * size + j]! * x[from + j]!
      row[i] = at
      sum += at * x[from + i]!
    }
    return sum
  }

  function guess(): void {
    for (let i = 0; i < size; i++) {
      weights[i] = 0
      for (let j = 0; j < size; j++) weights[i]! += inverse[i * size + j]! * sums[j]!
    }
  }

  guess()
  return {
    weights,
    doubt: (x, from) => Math.sqrt(Math.max(0, against(x, from))),
    drawn(scale, normal) {
      lower.set(inverse)
      const found = weights.slice()
      if (!factor(lower, size)) return found // nothing is left to doubt, but for rounding
      for (let j = 0; j < size; j++) {
        const step = scale * normal(j)
        for (let i = j; i < size; i++) found[i]! += lower[i * size + j]! * step
      }
      return found
    },
    learn(x, reward) {
      const grown = 1 + against(x, 0)
      for (let i = 0; i < size; i++) {
        for (let j = 0; j < size; j++) inverse[i * size + j]! -= (row[i]! * row[j]!) / grown
        sums[i]! += reward * x[i]!
      }
      guess()
    },
    save: () => ({ inverse: plain(inverse), sums: plain(sums) })
  }
}
