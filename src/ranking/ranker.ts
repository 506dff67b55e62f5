import type { Request } from '../contract/plugin.ts'
import { topInto } from './top.ts'

/** Ranks a catalogue for one request after the other, in room that is used again. */
export interface Ranker {
  /**
   * The best items by `score`: those not shown lately first, then, when they do not fill the slate, the others.
   *
   * @returns positions in the catalogue, as many as asked or as there are
   */
  best(request: Request, score: (item: number) => number): number[]
}

/** A ranker for a catalogue of `items` items. */
export function createRanker(items: number): Ranker {
  const scores = new Float64Array(items)
  let picked = new Int32Array(0)

  function pick(size: number, score: (item: number) => number, isIn: (item: number) => boolean): Int32Array {
    for (let item = 0; item < items; item++) scores[item] = isIn(item) ? score(item) : Number.NEGATIVE_INFINITY
    return picked.subarray(0, topInto(scores, items, size, picked))
  }

  return {
    best({ size, shown }, score) {
      if (picked.length < size) picked = new Int32Array(size)
      const slate = Array.from(pick(size, score, (item) => !shown(item)))
      if (slate.length === size || slate.length === items) return slate
      return slate.concat(Array.from(pick(size - slate.length, score, shown)))
    }
  }
}
