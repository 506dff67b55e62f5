/**
 * The lower triangle L of L Lᵀ = A, in place; only the lower triangle of A is read.
 *
 * @param a  size × size, row by row
 * @returns  false when A is not positive definite
 */
export function factor(a: Float64Array, size: number): boolean {
  for (let row = 0; row < size; row++)
    for (let column = 0; column <= row; column++) {
      let sum = a[row * size + column]!
      for (let k = 0; k < column; k++) sum -= a[row * size + k]! * a[column * size + k]!
      if (column < row) a[row * size + column] = sum / a[column * size + column]!
      else if (sum > 0) a[row * size + row] = Math.sqrt(sum)
      else return false
    }
  return true
}

/** x of L Lᵀ x = b, in the place of b. */
export function solve(l: Float64Array, size: number, b: Float64Array): void {
  for (let row = 0; row < size; row++) {
    let sum = b[row]!
    for (let k = 0; k < row; k++) sum -= l[row * size + k]! * b[k]!
    b[row] = sum / l[row * size + row]!
  }
  for (let row = size - 1; row >= 0; row--) {
    let sum = b[row]!
    for (let k = row + 1; k < size; k++) sum -= l[k * size + row]! * b[k]!
    b[row] = sum / l[row * size + row]!
  }
}

/** The inverse of L Lᵀ, size × size. */
export function inverse(l: Float64Array, size: number): Float64Array {
  const all = new Float64Array(size * size)
  for (let column = 0; column < size; column++) {
    const unit = all.subarray(column * size, (column + 1) * size)
    unit[column] = 1
    solve(l, size, unit)
  }
  return all
}
