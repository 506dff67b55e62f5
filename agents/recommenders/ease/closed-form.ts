import { invert } from '../../../src/ranking/index.ts'

/**
 * Makes the weights of EASE of counts in common, in place: the B without a diagonal that makes ‖X − X B‖² + ridge · ‖B‖²
 * least. With P = (Xᵀ X + ridge · I)⁻¹ that is B[i, j] = −P[i, j] / P[j, j].
 *
 * @param counts  size × size, Xᵀ X of a matrix of 0 and 1: people × items
 * @param ridge   above 0, in people
 * @source        Steck, Embarrassingly shallow autoencoders for sparse data, WWW 2019, eq. 8
 */
export function closedForm(counts: Float64Array, size: number, ridge: number): void {
  for (let item = 0; item < size; item++) counts[item * size + item]! += ridge
  if (!invert(counts, size)) throw new RangeError('counts in common are no Xᵀ X, or the ridge is not above 0')
  const own = Float64Array.from({ length: size }, (_, item) => counts[item * size + item]!)
  for (let item = 0; item < size; item++) {
    for (let other = 0; other < size; other++) counts[item * size + other]! /= -own[other]!
    counts[item * size + item] = 0
  }
}
