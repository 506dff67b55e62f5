import { type DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api'
import duckdb from '@duckdb/node-bindings'
import { chosen, type Put, putOf, type Strings, stringsOf } from './cells.ts'
import type { Facts, Part, Volume } from './facts.ts'
import type { Cells } from './filling.ts'
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
      const seqs = { values: Float64Array.from(order), empty: undefined, inner: [] }
      for (let i = 0; i < order.length; i++) seqs.values[i]! += first
      const { start, cells } = inOrder(volume.tables[table]!, table, rows)
      for (let from = 0; from < rows.length; from += CHUNK) {
        const to = Math.min(from + CHUNK, rows.length)
        chunk.reset()
        chunk.rowCount = to - from
        const vector = (i: number) => duckdb.data_chunk_get_vector(chunk.chunk, i)
        putSeq(vector(0), seqs, from, to, texts)
        for (const [i, put] of PUTS[table]!.entries()) put(vector(i + 1), cells[i]!, start + from, start + to, texts)
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

/** Columns in which the rows follow each other: those that are there, as a rule; minds that take their time leave disorder. */
function inOrder(cells: readonly Cells[], table: number, rows: Int32Array) {
  const start = rows[0]!
  if (rows.every((row, i) => row === start + i)) return { start, cells }
  return { start: 0, cells: TABLES[table]!.columns.map(({ shape }, i) => chosen(shape, cells[i]!, rows)) }
}
