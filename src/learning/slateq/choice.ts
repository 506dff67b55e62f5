import { createAdam, numbersIn, plain } from '../policy-gradient/adam.ts'
import type { Saved } from '../trainer.ts'

/** What draws people to items, learnt from what they took: a conditional logit over the numbers of candidates. */
export interface Choice {
  /** Draw of each of `count` candidates, above 0. */
  drawsInto(draws: Float64Array, items: Float64Array, count: number): void
  /** Draw of taking nothing. */
  readonly nothing: number
  /** @param slate rows of items that were shown. @param taken which of them, −1: none */
  note(slate: Float64Array, count: number, taken: number): void
  /** Learns of all that was noted since. @returns mean log-likelihood of it, as it was foretold before */
  learn(rate: number): number
  save(): Saved
}

/** Farther than this a draw is neither 0 nor without end. */
const MOST = 30

/** @source McFadden, Conditional logit analysis of qualitative choice behavior, 1974 */
export function createChoice(size: number, saved?: Saved): Choice {
  const weights = numbersIn(saved?.weights, size + 1) // of an item's numbers, then of taking nothing
  const adam = createAdam(size + 1, saved?.adam as Saved | undefined)
  const gradient = new Float64Array(size + 1)
  let [noted, likelihood] = [0, 0]

  function utility(items: Float64Array, at: number): number {
    let sum = 0
    for (let d = 0; d < size; d++) sum += weights[d]! * items[at * size + d]!
    return Math.max(-MOST, Math.min(MOST, sum))
  }

  return {
    drawsInto(draws, items, count) {
      for (let at = 0; at < count; at++) draws[at] = Math.exp(utility(items, at))
    },
    get nothing() {
      return Math.exp(Math.max(-MOST, Math.min(MOST, weights[size]!)))
    },
    note(slate, count, taken) {
      const draws = Float64Array.from({ length: count + 1 }, (_, at) =>
        at < count ? Math.exp(utility(slate, at)) : this.nothing
      )
      const total = draws.reduce((sum, one) => sum + one, 0)
      const chosen = taken < 0 ? count : taken
      for (let at = 0; at <= count; at++) {
        const slope = Number(at === chosen) - draws[at]! / total
        if (at === count) gradient[size]! += slope
        else for (let d = 0; d < size; d++) gradient[d]! += slope * slate[at * size + d]!
      }
      likelihood += Math.log(draws[chosen]! / total)
      noted++
    },
    learn(rate) {
      if (noted === 0) return 0
      for (let d = 0; d <= size; d++) gradient[d]! /= noted
      adam.step(weights, gradient, rate)
      const mean = likelihood / noted
      gradient.fill(0)
      noted = likelihood = 0
      return mean
    },
    save: () => ({ weights: plain(weights), adam: adam.save() })
  }
}
