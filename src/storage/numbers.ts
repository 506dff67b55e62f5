import { BIGINT, DOUBLE, type DuckDBConnection } from '@duckdb/node-api'
import duckdb from '@duckdb/node-bindings'

/**
 * The columns of a query of numbers, as they lie in memory: no row is made of them.
 *
 * @param sql  its columns are numbers, booleans or nulls; `enum_code(…)` makes a number of a word
 * @returns    a Float64Array for each column, all of one length; NaN where there is nothing
 */
export async function numbersIn(
  connection: DuckDBConnection,
  sql: string,
  params: readonly number[]
): Promise<Float64Array[]> {
  const isWhole = params.map(Number.isSafeInteger)
  const values = params.map((value, at) => (isWhole[at] ? BigInt(value) : value))
  const types = isWhole.map((whole) => (whole ? BIGINT : DOUBLE)) // as columns have it: what must be cast skips no rows
  const result = await connection.stream(`SELECT COLUMNS(*)::DOUBLE FROM (${sql})`, values, types)
  const pieces: Float64Array[][] = Array.from({ length: result.columnCount }, () => [])
  for (;;) {
    const chunk = await result.fetchChunk()
    if (!chunk || chunk.rowCount === 0) break
    for (const [column, found] of pieces.entries())
      found.push(take(duckdb.data_chunk_get_vector(chunk.chunk, column), chunk.rowCount))
  }
  return pieces.map(joined)
}

const BYTES = Float64Array.BYTES_PER_ELEMENT

/** A copy: the vector's own memory goes with its chunk. */
function take(vector: Parameters<typeof duckdb.vector_get_data>[0], count: number): Float64Array {
  const values = new Float64Array(count)
  new Uint8Array(values.buffer).set(duckdb.vector_get_data(vector, count * BYTES))
  const bits: Uint8Array | null = duckdb.vector_get_validity(vector, Math.ceil(count / 64) * 8)
  if (bits) for (let at = 0; at < count; at++) if ((bits[at >> 3]! & (1 << (at & 7))) === 0) values[at] = Number.NaN
  return values
}

function joined(pieces: readonly Float64Array[]): Float64Array {
  if (pieces.length === 1) return pieces[0]!
  const whole = new Float64Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
