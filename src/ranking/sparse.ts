/** Rows of which most numbers are nothing: row r holds `values[starts[r] … starts[r + 1])`, at `columns` of the same places. */
export interface SparseRows {
  readonly starts: Int32Array
  readonly columns: Int32Array
  readonly values: Float32Array
}

/**
 * Keeps what is at least `floor` of a dense matrix, and appends to each row what `extra` gives for it.
 *
 * @param dense  rows × width, row-major
 * @param extra  columns (width or more) that the row has in addition, each with its value
 */
export function sparseRows(
  dense: Float32Array,
  rows: number,
  width: number,
  floor: number,
  extra: (row: number) => readonly (readonly [column: number, value: number])[] = () => []
): SparseRows {
  const starts = new Int32Array(rows + 1)
  const columns: number[] = []
  const values: number[] = []
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < width; column++) {
      const value = dense[row * width + column]!
      if (value < floor) continue
      columns.push(column)
      values.push(value)
    }
    for (const [column, value] of extra(row)) {
      columns.push(column)
      values.push(value)
    }
    starts[row + 1] = columns.length
  }
  return { starts, columns: Int32Array.from(columns), values: Float32Array.from(values) }
}

/** The inner product of a row with dense weights. */
export function sparseDot({ starts, columns, values }: SparseRows, row: number, weights: ArrayLike<number>): number {
  let sum = 0
  for (let at = starts[row]!, end = starts[row + 1]!; at < end; at++) sum += values[at]! * weights[columns[at]!]!
  return sum
}

/** Adds `scale` times a row to dense weights. */
export function addRow(
  { starts, columns, values }: SparseRows,
  row: number,
  scale: number,
  into: Float64Array | Float32Array
): void {
  for (let at = starts[row]!, end = starts[row + 1]!; at < end; at++) into[columns[at]!]! += scale * values[at]!
}
