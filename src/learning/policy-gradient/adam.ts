import { RecoError } from '../../contract/error.ts'
import type { Saved } from '../trainer.ts'

/** Climbs: adds to weights along smoothed gradients of what is to grow. */
export interface Adam {
  /** @param rate step size, above 0: about how far a weight moves */
  step(weights: Float64Array, gradients: Float64Array, rate: number): void
  save(): Saved
}

/** What is left of the mean, and of the mean square, after one step; and what keeps a division from 0. */
const MEAN = 0.9
const SQUARE = 0.999
const TINY = 1e-8

/** @source Kingma & Ba, Adam: a method for stochastic optimization, ICLR 2015, algorithm 1 */
export function createAdam(size: number, saved?: Saved): Adam {
  const means = numbersIn(saved?.means, size)
  const squares = numbersIn(saved?.squares, size)
  let steps = (saved?.steps as number | undefined) ?? 0
  return {
    step(weights, gradients, rate) {
      steps++
      const meanLeft = 1 - MEAN ** steps
      const squareLeft = 1 - SQUARE ** steps
      for (let i = 0; i < size; i++) {
        const gradient = gradients[i]!
        means[i] = MEAN * means[i]! + (1 - MEAN) * gradient
        squares[i] = SQUARE * squares[i]! + (1 - SQUARE) * gradient * gradient
        weights[i]! += (rate * (means[i]! / meanLeft)) / (Math.sqrt(squares[i]! / squareLeft) + TINY)
      }
    },
    save: () => ({ steps, means: plain(means), squares: plain(squares) })
  }
}

/** Shortens gradients to at most this length. @returns how long they were */
export function clip(gradients: Float64Array, most: number): number {
  let squares = 0
  for (const one of gradients) squares += one * one
  const length = Math.sqrt(squares)
  if (length > most) for (let i = 0; i < gradients.length; i++) gradients[i]! *= most / length
  return length
}

/** Numbers as JSON takes them and gives them back to the last bit; 0 has no sign. */
export const plain = (numbers: Float64Array): number[] => Array.from(numbers, (one) => one + 0)

/** Numbers of a checkpoint; zeros when there is none. @throws RecoError `train.bad-checkpoint` */
export function numbersIn(saved: unknown, size: number): Float64Array {
  if (saved === undefined) return new Float64Array(size)
  if (Array.isArray(saved) && saved.length === size && saved.every(Number.isFinite)) return Float64Array.from(saved)
  throw new RecoError('train.bad-checkpoint', {
    what: `${size} numbers are wanted there, and ${Array.isArray(saved) ? `${saved.length} are` : 'none are'} saved.`,
    fix: 'Go on in the same world, with the same settings; or begin anew.'
  })
}
