import type { Recommender, RecommenderSetting } from '../contract/plugin.ts'
import { createFavourites } from './favourites.ts'
import { servingScored } from './scored.ts'
import { createTakes, eachTaken } from './takes.ts'

/** Takes until the first fit, and by how much they grow until the next: a fit costs the same whether a run is short or long. */
const FIRST = 32
const GROWTH = 1.5

export interface ItemToItemOptions {
  /** The most items that are compared; of a larger catalogue those that are taken to first. */
  readonly most: number
  /**
   * Makes weights of counts, in place: entry (i, j), at i · size + j, says how many people took to both and becomes what an
   * item i that a person took to says for j. At 0 or below it says nothing.
   */
  weigh(counts: Float64Array, size: number): void
  /** Why, in a few words. */
  readonly because: string
}

/**
 * A linear model from items to items, of what everybody took to: counted at once, fitted again whenever there is half as
 * much again. The score of an item is the sum of what each item says for it that the person took to.
 *
 * All people's takes are counted in `gather`, so that every thread holds the same counts and weights.
 */
export function createItemToItem(
  { catalogue }: RecommenderSetting,
  { most, weigh, because }: ItemToItemOptions
): Recommender {
  const { size } = catalogue
  const stride = Math.min(size, most)
  const counts = new Float64Array(stride * stride)
  const slotOf = new Int32Array(size).fill(-1)
  const itemOf = new Int32Array(stride)
  const favourites = createFavourites(catalogue)
  const takes = createTakes(catalogue)
  const own = new Int32Array(size)
  let weights = new Float64Array(0)
  let [used, fitted, taken, next] = [0, 0, 0, FIRST]

  function take(user: number, item: number): void {
    if (slotOf[item]! < 0 && used < stride) {
      itemOf[used] = item
      slotOf[item] = used++
    }
    const slot = slotOf[item]!
    if (!takes.add(user, item) || slot < 0) return
    const count = takes.listInto(user, own) // this one is among them: that counts the diagonal
    for (let at = 0; at < count; at++) {
      const other = slotOf[own[at]!]!
      if (other < 0) continue
      counts[slot * stride + other]!++
      if (other !== slot) counts[other * stride + slot]!++
    }
    if (++taken >= next) refit()
  }

  function refit(): void {
    next = Math.ceil(taken * GROWTH)
    fitted = used
    weights = new Float64Array(fitted * fitted)
    for (let slot = 0; slot < fitted; slot++)
      weights.set(counts.subarray(slot * stride, slot * stride + fitted), slot * fitted)
    weigh(weights, fitted)
  }

  const sums = new Float64Array(stride)
  function score(user: number, into: Float64Array): boolean {
    const count = takes.listInto(user, own)
    if (count === 0 || fitted === 0) return false
    sums.fill(0)
    for (let at = 0; at < count; at++) {
      const slot = slotOf[own[at]!]!
      if (slot < 0 || slot >= fitted) continue
      for (let other = 0, from = slot * fitted; other < fitted; other++) sums[other]! += weights[from + other]!
    }
    into.fill(Number.NaN)
    for (let slot = 0; slot < fitted; slot++) if (sums[slot]! > 0) into[itemOf[slot]!] = sums[slot]!
    return true
  }

  return {
    ...servingScored(catalogue, favourites, score, because),
    gather(reviewed) {
      favourites.gather(reviewed)
      eachTaken(reviewed, catalogue, take)
    },
    recall: takes.recall
  }
}
