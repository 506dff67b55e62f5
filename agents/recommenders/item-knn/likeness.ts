import { topInto } from '../../../src/ranking/index.ts'

/**
 * Makes likenesses of counts in common, in place, and leaves in each row those of its nearest: the cosine of two columns of
 * 0 and 1, c / √(a · b), times c / (c + shrink), as little can be said of items that few have in common.
 *
 * @param counts  size × size: how many people took to both; the diagonal says how many took to each
 * @param shrink  people in common, 0 or more
 * @source        cosine: Deshpande & Karypis, ACM TOIS 22(1), 2004; shrinkage: Bell & Koren, ICDM 2007
 */
export function nearestOnly(counts: Float64Array, size: number, neighbours: number, shrink: number): void {
  const roots = Float64Array.from({ length: size }, (_, item) => Math.sqrt(counts[item * size + item]!))
  const nearest = new Int32Array(Math.min(neighbours, size))
  const kept = new Float64Array(nearest.length)
  for (let item = 0; item < size; item++) {
    const row = counts.subarray(item * size, (item + 1) * size)
    for (let other = 0; other < size; other++) {
      const both = row[other]!
      row[other] = both > 0 && other !== item ? (both / (roots[item]! * roots[other]!)) * (both / (both + shrink)) : 0
    }
    const found = topInto(row, size, nearest.length, nearest)
    for (let rank = 0; rank < found; rank++) kept[rank] = row[nearest[rank]!]!
    row.fill(0)
    for (let rank = 0; rank < found; rank++) row[nearest[rank]!] = kept[rank]!
  }
}
