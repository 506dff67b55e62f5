/**
 * How alike some items are: the mean cosine of all their pairs, in one pass, since Σ of a·b over pairs is (‖Σ a‖² − Σ ‖a‖²) / 2.
 *
 * @param items       positions of rows in `embeddings`; the first `length` count
 * @param embeddings  unit rows (or zeros) of `dimensions` numbers
 * @returns           −1 to 1; 0 for fewer than two items
 * @example           likeness.meanCosine([0, 1], 2, [1, 0, 1, 0], 2) // => 1
 */
export function meanCosine(
  items: ArrayLike<number>,
  length: number,
  embeddings: ArrayLike<number>,
  dimensions: number
): number {
  if (length < 2) return 0
  let ofSum = 0
  let ofEach = 0
  for (let d = 0; d < dimensions; d++) {
    let sum = 0
    for (let slot = 0; slot < length; slot++) {
      const value = embeddings[items[slot]! * dimensions + d]!
      sum += value
      ofEach += value * value
    }
    ofSum += sum * sum
  }
  return (ofSum - ofEach) / (length * (length - 1))
}
