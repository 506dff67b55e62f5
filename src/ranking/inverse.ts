/**
 * The inverse of a symmetric positive definite matrix, in place: every variable is swept once, which keeps the matrix
 * symmetric, so that only one of two equal entries is reckoned: size³ / 2 multiplications. No pivots are chosen: such a
 * matrix can spare it.
 *
 * @param a  size × size, row by row; only the lower triangle is read
 * @returns  false when a pivot is not above 0: the matrix is not positive definite, and `a` is spoilt
 * @source   Goodnight, A tutorial on the SWEEP operator, The American Statistician 33(3), 1979
 */
export function invert(a: Float64Array, size: number): boolean {
  const column = new Float64Array(size)
  for (let pivot = 0; pivot < size; pivot++) {
    const value = a[pivot * size + pivot]!
    if (!(value > 0)) return false
    for (let k = 0; k < size; k++) column[k] = k < pivot ? a[pivot * size + k]! : a[k * size + pivot]!
    for (let row = 0; row < size; row++) {
      const share = column[row]! / value
      const from = row * size
      if (share !== 0) for (let k = 0; k <= row; k++) a[from + k]! -= share * column[k]!
    }
    for (let k = 0; k < pivot; k++) a[pivot * size + k] = column[k]! / value
    for (let k = pivot + 1; k < size; k++) a[k * size + pivot] = column[k]! / value
    a[pivot * size + pivot] = -1 / value
  }
  for (let row = 0; row < size; row++)
    for (let k = 0; k <= row; k++) {
      const entry = -a[row * size + k]!
      a[row * size + k] = entry
      a[k * size + row] = entry
    }
  return true
}
