import { addRow, type SparseRows, sparseDot } from './sparse.ts'

/** Picks what differs from what was picked before, in room that is used again. */
export interface Variety {
  /**
   * Picks greedily the best of what is left, less what it shares with those already picked; among equals the earlier one.
   *
   * @param candidates  rows; the first `count` are chosen from
   * @param scores      of the candidates, in their order
   * @param penalty     per unit of overlap, 0 or more
   * @param out         gets the picked places in `candidates`, in order
   * @returns           how many: the lesser of size and count
   */
  pickInto(
    candidates: Int32Array,
    count: number,
    scores: Float64Array,
    penalty: number,
    size: number,
    out: Int32Array
  ): number
}

/**
 * Maximal marginal relevance with score − penalty · Σ overlap. The overlap only grows, so that what a candidate was worth
 * when last looked at bounds what it is worth now.
 *
 * @param rows   what overlaps; no value is below 0
 * @param width  of the rows
 * @source       Carbonell & Goldstein, The use of MMR, SIGIR 1998; Minoux, Accelerated greedy algorithms, 1978 (bounds)
 */
export function createVariety(rows: SparseRows, width: number): Variety {
  const shared = new Float64Array(width)
  let bounds = new Float64Array(0)

  return {
    pickInto(candidates, count, scores, penalty, size, out) {
      if (bounds.length < count) bounds = new Float64Array(count)
      for (let at = 0; at < count; at++) bounds[at] = scores[at]!
      shared.fill(0)
      const picks = Math.min(size, count)
      for (let slot = 0; slot < picks; slot++) {
        let best = -1
        let high = Number.NEGATIVE_INFINITY
        for (let at = 0; at < count; at++) {
          if (!(bounds[at]! > high)) continue
          const value = scores[at]! - penalty * sparseDot(rows, candidates[at]!, shared)
          bounds[at] = value
          if (value > high) {
            high = value
            best = at
          }
        }
        if (best < 0) return slot
        out[slot] = best
        bounds[best] = Number.NEGATIVE_INFINITY
        addRow(rows, candidates[best]!, 1, shared)
      }
      return picks
    }
  }
}
