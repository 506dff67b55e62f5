/**
 * The best `size` of the first `count` scores, best first; among equals the earlier one. One pass, nothing allocated.
 *
 * @param scores  number[≥ count]; −Infinity and NaN are never chosen
 * @param size    how many, 0 … out.length
 * @param out     positions, overwritten
 * @returns       how many were found: `size`, or fewer when fewer may be chosen
 */
export function topInto(scores: ArrayLike<number>, count: number, size: number, out: Int32Array): number {
  let found = 0
  if (size <= 0) return 0
  for (let at = 0; at < count; at++) {
    const score = scores[at]!
    if (!(score > Number.NEGATIVE_INFINITY)) continue
    if (found === size && score <= scores[out[found - 1]!]!) continue
    let place = found < size ? found++ : size - 1
    while (place > 0 && scores[out[place - 1]!]! < score) {
      out[place] = out[place - 1]!
      place--
    }
    out[place] = at
  }
  return found
}
