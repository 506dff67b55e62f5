import { addRow, type SparseRows, sparseDot } from './sparse.ts'

/**
 * Picks greedily the best of what is left, less what it shares with those already picked: maximal marginal relevance
 * with score − penalty · Σ overlap.
 *
 * @param candidates  positions in the rows; the first `count` are chosen from
 * @param scores      of the candidates, in their order; those of the picked become −Infinity
 * @param shared      a scratch column as wide as the rows; overwritten
 * @param cut         columns from this one on do not count as overlap
 * @param out         gets the picked places in `candidates`, in order
 * @returns           how many: the lesser of size and count
 * @source            Carbonell & Goldstein, The use of MMR, SIGIR 1998
 */
export function variedInto(
  rows: SparseRows,
  candidates: Int32Array,
  count: number,
  scores: Float64Array,
  penalty: number,
  size: number,
  shared: Float64Array,
  cut: number,
  out: Int32Array
): number {
  shared.fill(0)
  const picks = Math.min(size, count)
  for (let slot = 0; slot < picks; slot++) {
    let best = -1
    let high = Number.NEGATIVE_INFINITY
    for (let at = 0; at < count; at++) {
      if (!(scores[at]! > high)) continue // overlap only takes away
      const value = scores[at]! - penalty * sparseDot(rows, candidates[at]!, shared)
      if (value > high) {
        high = value
        best = at
      }
    }
    if (best < 0) return slot
    out[slot] = best
    scores[best] = Number.NEGATIVE_INFINITY
    addRow(rows, candidates[best]!, 1, shared)
    shared.fill(0, cut)
  }
  return picks
}
