/** One principal axis: its unit vector, and the variance along it. */
export interface Axis {
  value: number
  vector: Float64Array
}

/**
 * The eigenvectors of a symmetric matrix by Jacobi rotations, largest eigenvalue first; each vector's largest part is positive.
 *
 * @param matrix number[size × size], row by row; left as it was
 * @source Golub & Van Loan, Matrix Computations (4th ed., 2013), §8.5
 */
export function eigenvectors(matrix: Float64Array, size: number): Axis[] {
  const a = matrix.slice()
  const v = new Float64Array(size * size)
  for (let i = 0; i < size; i++) v[i * size + i] = 1
  for (let sweep = 0; sweep < 50 && offDiagonal(a, size) > 1e-18; sweep++)
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, v, size, p, q)
  const axes = Array.from({ length: size }, (_, i) => {
    const vector = Float64Array.from({ length: size }, (_, k) => v[k * size + i]!)
    const largest = vector.reduce((best, x) => (Math.abs(x) > Math.abs(best) ? x : best), 0)
    return { value: a[i * size + i]!, vector: largest < 0 ? vector.map((x) => -x) : vector }
  })
  return axes.sort((one, other) => other.value - one.value)
}

function offDiagonal(a: Float64Array, size: number): number {
  let sum = 0
  for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) sum += a[p * size + q]! ** 2
  return sum
}

/** Turns the plane of axes p and q so that a[p, q] becomes 0. */
function rotate(a: Float64Array, v: Float64Array, size: number, p: number, q: number): void {
  const apq = a[p * size + q]!
  if (Math.abs(apq) < 1e-18) return
  const theta = (a[q * size + q]! - a[p * size + p]!) / (2 * apq)
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const cosine = 1 / Math.sqrt(t * t + 1)
  const sine = t * cosine
  for (let k = 0; k < size; k++) turn(a, k * size + p, k * size + q, cosine, sine)
  for (let k = 0; k < size; k++) turn(a, p * size + k, q * size + k, cosine, sine)
  for (let k = 0; k < size; k++) turn(v, k * size + p, k * size + q, cosine, sine)
}

function turn(numbers: Float64Array, i: number, j: number, cosine: number, sine: number): void {
  const x = numbers[i]!
  const y = numbers[j]!
  numbers[i] = cosine * x - sine * y
  numbers[j] = sine * x + cosine * y
}
