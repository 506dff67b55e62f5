import type { Luck } from '../../../src/define.ts'
import { createPersonRows } from '../../../src/ranking/index.ts'

export interface FactorOptions {
  /** Numbers that a person and an item are described by. */
  readonly rank: number
  /** How far one pair moves them, above 0. */
  readonly rate: number
  /** How much they are held back, 0 or more. */
  readonly ridge: number
}

/** People and items as points, of which the inner product, and what an item has for all, say who takes to what. */
export interface Factors {
  /** How much the person is thought to like the item: any number. Only differences within a person mean anything. */
  of(user: number, item: number): number
  /** Learns that the person took to one and not to the other. */
  prefer(user: number, took: number, passed: number): void
}

/** Where they start: evenly from −this to this. */
const START = 0.1

/**
 * Matrix factorisation for pairs: one step up the slope of ln σ(x_took − x_passed) − ridge / 2 · ‖·‖².
 *
 * @param luck  says where people and items start: at (0, item, …) and (1, user, …)
 * @source      Rendle, Freudenthaler, Gantner & Schmidt-Thieme, BPR: Bayesian personalized ranking from implicit feedback,
 *              UAI 2009, fig. 4
 */
export function createFactors(items: number, luck: Luck, { rank, rate, ridge }: FactorOptions): Factors {
  const people = createPersonRows(rank, (length) => new Float64Array(length))
  const isMet = createPersonRows(1, (length) => new Uint8Array(length))
  const things = new Float64Array(items * rank)
  const bias = new Float64Array(items)
  for (let item = 0; item < items; item++) begin(things, item * rank, 0, item)

  function begin(numbers: Float64Array, from: number, kind: number, which: number): void {
    for (let k = 0; k < rank; k++) {
      if ((k & 3) === 0) luck.at(which, kind, k >>> 2)
      numbers[from + k] = START * (2 * luck.block[k & 3]! - 1)
    }
  }

  function meet(user: number): Float64Array {
    const own = people.of(user)
    const met = isMet.of(user)
    if (met[isMet.at(user)] === 0) {
      met[isMet.at(user)] = 1
      begin(own, people.at(user), 1, user)
    }
    return own
  }

  function of(user: number, item: number): number {
    const own = meet(user)
    const from = people.at(user)
    let sum = bias[item]!
    for (let k = 0, at = item * rank; k < rank; k++) sum += own[from + k]! * things[at + k]!
    return sum
  }

  return {
    of,
    prefer(user, took, passed) {
      const step = rate / (1 + Math.exp(of(user, took) - of(user, passed)))
      const hold = rate * ridge
      const own = meet(user)
      const [p, q, from] = [took * rank, passed * rank, people.at(user)]
      for (let k = 0; k < rank; k++) {
        const [u, a, b] = [own[from + k]!, things[p + k]!, things[q + k]!]
        own[from + k] = u + step * (a - b) - hold * u
        things[p + k] = a + step * u - hold * a
        things[q + k] = b - step * u - hold * b
      }
      bias[took]! += step - hold * bias[took]!
      bias[passed]! -= step + hold * bias[passed]!
    }
  }
}
