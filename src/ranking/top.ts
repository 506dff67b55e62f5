/** From how many wanted on it pays to look at a sample first, and how many scores there are to one of it. */
const MANY = 16
const STEP = 8
const LEAST = -Number.MAX_VALUE

let room = new Float64Array(0)

/**
 * The best `size` of the first `count` scores, best first; among equals the earlier one.
 *
 * @param scores  number[≥ count]; −Infinity and NaN are never chosen
 * @param size    how many, 0 … out.length
 * @param out     positions, overwritten
 * @returns       how many were found: `size`, or fewer when fewer may be chosen
 */
export function topInto(scores: ArrayLike<number>, count: number, size: number, out: Int32Array): number {
  if (size <= 0) return 0
  if (room.length < size) room = new Float64Array(size)
  const best = room
  if (size >= MANY && count > 4 * size) {
    // a sample gives a bound that some more than wanted should reach: those below it need no place
    const share = Math.ceil(size / STEP + 1.5 * Math.sqrt(size / STEP))
    if (insertAll(scores, count, STEP, share, LEAST, best, out) === share)
      if (insertAll(scores, count, 1, size, best[share - 1]!, best, out) === size) return size
  }
  return insertAll(scores, count, 1, size, LEAST, best, out)
}

/** The best of every `step`th score, as far as they reach a bound: the scores into `best`, their positions into `out`. */
function insertAll(
  scores: ArrayLike<number>,
  count: number,
  step: number,
  size: number,
  bound: number,
  best: Float64Array,
  out: Int32Array
): number {
  let found = 0
  let floor = bound
  for (let at = 0; at < count; at += step) {
    const score = scores[at]!
    if (!(score >= floor) || (found === size && score === floor)) continue
    let place = found < size ? found++ : size - 1
    while (place > 0 && best[place - 1]! < score) {
      best[place] = best[place - 1]!
      out[place] = out[place - 1]!
      place--
    }
    best[place] = score
    out[place] = at
    if (found === size) floor = best[size - 1]!
  }
  return found
}
