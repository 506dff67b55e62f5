import type { Place, Waiting } from './serving.ts'
import { includes } from './walk.ts'

/**
 * Draws without replacement, each order equally likely (Fisher and Yates, stopped early): the first `size` of `pool` are
 * the drawn ones, in order. Before anything is drawn, each of the n has the same chance of each slot, 1 / n; given the
 * slots before it, 1 / (n − slot) for those that are left.
 *
 * @param pool     its first `count` are drawn from; reordered in place
 * @param size     0 … count
 * @param uniform  a number above 0 and below 1 for a slot
 */
export function drawFirst(pool: Int32Array, count: number, size: number, uniform: (slot: number) => number): void {
  for (let slot = 0; slot < size; slot++) {
    const at = slot + Math.floor(uniform(slot) * (count - slot))
    const drawn = pool[at]!
    pool[at] = pool[slot]!
    pool[slot] = drawn
  }
}

/** Draws from a catalogue for one person after the other, in room that is used again. */
export interface Lot {
  /**
   * Fills a slate from what the person has not been shown lately, then, when that does not fill it, from the rest: each
   * order of either is equally likely.
   *
   * @param uniform  the next number above 0 and below 1
   * @returns        slots that hold an item
   */
  drawInto(waiting: Waiting, place: Place, uniform: () => number): number
}

/** Blind tries per slot before it looks through the catalogue: where half has been shown, two are enough on average. */
const TRIES = 4

/**
 * A lot over `items` items. It draws blindly and takes what may be taken; so the cost does not grow with the catalogue. What
 * is missing after some tries is drawn from a list of what is left, which changes no chance.
 */
export function createLot(items: number): Lot {
  const pool = new Int32Array(items)

  function drawSome(
    { size, shown }: Waiting,
    { items: slate, from }: Place,
    length: number,
    areShown: boolean,
    uniform: () => number
  ): number {
    let count = 0
    for (let item = 0; item < items; item++)
      if (shown(item) === areShown && !includes(slate, from, length, item)) pool[count++] = item
    const drawn = Math.min(size - length, count)
    drawFirst(pool, count, drawn, uniform)
    for (let at = 0; at < drawn; at++) slate[from + length + at] = pool[at]!
    return length + drawn
  }

  return {
    drawInto(waiting, place, uniform) {
      const { size, shown } = waiting
      const { items: slate, from } = place
      let length = 0
      for (let left = size * TRIES; left > 0 && length < size; left--) {
        const item = Math.floor(uniform() * items)
        if (!shown(item) && !includes(slate, from, length, item)) slate[from + length++] = item
      }
      if (length < size) length = drawSome(waiting, place, length, false, uniform)
      if (length < size) length = drawSome(waiting, place, length, true, uniform)
      return length
    }
  }
}
