import { type DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api'
import duckdb from '@duckdb/node-bindings'
import { type Put, putOf, type Strings, stringsOf } from './cells.ts'
import type { Facts, Part, Volume } from './facts.ts'
import { TABLES } from './tables.ts'

const PUTS: readonly (readonly Put[])[] = TABLES.map(({ columns }) => columns.map(({ shape }) => putOf(shape)))
const putSeq = putOf({ kind: 'integer', wide: true })
const TEXT = duckdb.create_logical_type(duckdb.Type.VARCHAR)
const CHUNK = duckdb.vector_size() // rows

interface Numbered extends Part {
  /** The number of the first of all facts that it came with. */
  readonly first: number
}

/**
 * Appends facts to their tables within the transaction that is open; they are numbered from `first` in the order given.
 * Roll the transaction back where it throws.
 */
export async function append(connection: DuckDBConnection, batch: readonly Facts[], first: number): Promise<void> {
  const byTable: Numbered[][] = TABLES.map(() => [])
  for (const { count, parts } of batch) {
    for (const part of parts) byTable[part.table]!.push({ ...part, first })
    first += count
  }
  const strings = new Map<Volume, Strings>()
  for (const parts of byTable) if (parts.length > 0) await appendTo(connection, parts, strings)
  strings.clear() // held until here: what was appended pointed to them
}

async function appendTo(
  connection: DuckDBConnection,
  parts: readonly Numbered[],
  strings: Map<Volume, Strings>
): Promise<void> {
  const { table } = parts[0]!
  const appender = await connection.createAppender(TABLES[table]!.name)
  try {
    const types = Array.from({ length: appender.columnCount }, (_, i) => appender.columnType(i))
    const chunk = DuckDBDataChunk.create(types)
    for (const { volume, rows, order, first } of parts) {
      const texts = strings.get(volume) ?? stringsOf(volume.texts, TEXT)
      strings.set(volume, texts)
      const seqs = { values: Float64Array.from(order, (place) => first + place), empty: undefined, inner: [] }
      const columns = volume.tables[table]!
      for (let from = 0; from < rows.length; from += CHUNK) {
        const part = rows.subarray(from, from + CHUNK)
        chunk.reset()
        chunk.rowCount = part.length
        const vector = (i: number) => duckdb.data_chunk_get_vector(chunk.chunk, i)
        putSeq(
          vector(0),
          seqs,
          Int32Array.from(part, (_, i) => from + i),
          texts
        )
        for (const [i, put] of PUTS[table]!.entries()) put(vector(i + 1), columns[i]!, part, texts)
        appender.appendDataChunk(chunk)
      }
    }
  } catch (error) {
    appender.clear() // or closing it would write what it holds
    appender.closeSync()
    throw error
  }
  appender.closeSync()
}
