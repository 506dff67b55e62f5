import { type DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api'
import duckdb from '@duckdb/node-bindings'
import type { WorldEvent } from '../contract/event.ts'
import { badEvent, type Put, putOf, putShape } from './cells.ts'
import { TABLES } from './tables.ts'

interface Writer {
  readonly name: string
  readonly puts: readonly Put[]
}

const WRITERS = new Map<string, Writer>(
  TABLES.map(({ type, name, columns }) => [
    type,
    { name, puts: columns.map((column) => putOf(column, `${type}.${column.key}`)) }
  ])
)
const putSeq = putShape({ kind: 'integer', wide: true }, 'seq')
const CHUNK = duckdb.vector_size() // rows

interface Rows {
  readonly seqs: number[]
  readonly events: WorldEvent[]
}

/**
 * Appends events to their tables within the transaction that is open; they are numbered from `first` in the order given.
 *
 * @throws RecoError `log.bad-event`; roll the transaction back then
 */
export async function append(
  connection: DuckDBConnection,
  events: readonly WorldEvent[],
  first: number
): Promise<void> {
  const byWriter = new Map<Writer, Rows>()
  for (const [i, event] of events.entries()) {
    const writer = WRITERS.get(event.type) ?? badEvent('type', event.type)
    let rows = byWriter.get(writer)
    if (!rows) {
      rows = { seqs: [], events: [] }
      byWriter.set(writer, rows)
    }
    rows.seqs.push(first + i)
    rows.events.push(event)
  }
  for (const [writer, rows] of byWriter) await appendTo(connection, writer, rows)
}

async function appendTo(connection: DuckDBConnection, { name, puts }: Writer, { seqs, events }: Rows): Promise<void> {
  const appender = await connection.createAppender(name)
  try {
    const types = Array.from({ length: appender.columnCount }, (_, i) => appender.columnType(i))
    for (let from = 0; from < events.length; from += CHUNK) {
      const part = events.slice(from, from + CHUNK)
      const chunk = DuckDBDataChunk.create(types, part.length)
      const vector = (i: number) => duckdb.data_chunk_get_vector(chunk.chunk, i)
      putSeq(vector(0), seqs.slice(from, from + CHUNK))
      for (const [i, put] of puts.entries()) put(vector(i + 1), part)
      appender.appendDataChunk(chunk)
    }
  } catch (error) {
    appender.clear() // or closing it would write what it holds
    appender.closeSync()
    throw error
  }
  appender.closeSync()
}
