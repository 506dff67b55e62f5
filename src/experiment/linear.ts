/**
 * Solves A x = b for a symmetric, positive definite A, by Cholesky's way; undefined where it is not.
 *
 * @param matrix rows of A, k × k; left as it is
 */
export function solve(matrix: readonly Float64Array[], b: ArrayLike<number>): Float64Array | undefined {
  const root = cholesky(matrix)
  return root && substitute(root, b)
}

/** The inverse of a symmetric, positive definite matrix; undefined where it is not. */
export function inverse(matrix: readonly Float64Array[]): Float64Array[] | undefined {
  const root = cholesky(matrix)
  if (!root) return undefined
  return matrix.map((_, i) =>
    substitute(
      root,
      Float64Array.from(matrix, (_, j) => (i === j ? 1 : 0))
    )
  )
}

function cholesky(matrix: readonly Float64Array[]): Float64Array[] | undefined {
  const root = matrix.map(({ length }) => new Float64Array(length))
  for (let i = 0; i < matrix.length; i++)
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i]![j]!
      for (let l = 0; l < j; l++) sum -= root[i]![l]! * root[j]![l]!
      if (i === j && !(sum > 1e-12 * Math.abs(matrix[i]![i]!))) return undefined
      root[i]![j] = i === j ? Math.sqrt(sum) : sum / root[j]![j]!
    }
  return root
}

function substitute(root: readonly Float64Array[], b: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(b)
  for (let i = 0; i < x.length; i++) {
    for (let l = 0; l < i; l++) x[i]! -= root[i]![l]! * x[l]!
    x[i]! /= root[i]![i]!
  }
  for (let i = x.length - 1; i >= 0; i--) {
    for (let l = i + 1; l < x.length; l++) x[i]! -= root[l]![i]! * x[l]!
    x[i]! /= root[i]![i]!
  }
  return x
}
