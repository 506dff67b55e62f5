import type { Neighbours } from './neighbours.ts'
import type { Place, Waiting } from './serving.ts'
import type { Signs } from './signs.ts'

/** What the signs of one person say of the items near them. For one person after the other, in room that is used again. */
export interface Votes {
  /** Counts them: the score of an item is Σ weight · likeness over the signs that it is a neighbour of. */
  count(user: number): void
  /** The items above 0 that were not shown lately, the highest first; among equals the earlier one. Returns how many. */
  bestInto(waiting: Waiting, place: Place): number
  /** Whether the score of an item is below 0. */
  isAgainst(item: number): boolean
}

/**
 * Costs signs × neighbours, whatever the size of the catalogue.
 *
 * @param items  size of the catalogue
 * @source       Deshpande & Karypis, Item-based top-N recommendation algorithms, ACM TOIS 22(1), 2004
 */
export function createVotes(items: number, signs: Signs, neighbours: Neighbours): Votes {
  const { count: near, items: others, likeness } = neighbours
  const scores = new Float64Array(items)
  const counted = new Int32Array(items) // in which count an item last had one
  const voted = new Int32Array(items + 1) // the first `length` of them had a vote
  let [number, length] = [0, 0]

  const stands = (one: number, other: number) =>
    scores[one]! > scores[other]! || (scores[one] === scores[other] && one < other)

  return {
    count(user) {
      for (let at = 0; at < length; at++) scores[voted[at]!] = 0
      number = (number + 1) | 0
      length = 0
      const seen = signs.items(user)
      const weights = signs.weights(user)
      for (let sign = signs.at(user), end = sign + signs.count; sign < end; sign++) {
        const weight = weights[sign]!
        if (weight === 0) continue
        const from = neighbours.at(seen[sign]!)
        for (let at = from; at < from + near; at++) {
          const item = others[at]!
          const isOld = counted[item]! ^ number
          voted[length] = item
          length += (isOld | -isOld) >>> 31 // 1 where it had no vote yet: nobody could guess a branch
          counted[item] = number
          scores[item]! += weight * likeness[at]!
        }
      }
    },
    bestInto({ size, shown }, { items: slate, from }) {
      let found = 0
      let floor = Number.MIN_VALUE // what an item needs: the score of the last, once the slate is full
      for (let at = 0; at < length; at++) {
        const item = voted[at]!
        if (scores[item]! < floor || shown(item)) continue
        if (found === size && !stands(item, slate[from + size - 1]!)) continue
        let slot = found < size ? found++ : size - 1
        while (slot > 0 && stands(item, slate[from + slot - 1]!)) {
          slate[from + slot] = slate[from + slot - 1]!
          slot--
        }
        slate[from + slot] = item
        if (found === size) floor = scores[slate[from + size - 1]!]!
      }
      return found
    },
    isAgainst: (item) => counted[item] === number && scores[item]! < 0
  }
}
