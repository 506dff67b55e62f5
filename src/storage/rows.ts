import type { DuckDBConnection, DuckDBDataChunk, DuckDBResult } from '@duckdb/node-api'
import duckdb from '@duckdb/node-bindings'
import type { EventType, WorldEvent } from '../contract/event.ts'
import { byPlace } from './digest.ts'
import type { Opened } from './files.ts'
import { quoted, TABLES, type Table } from './tables.ts'
import { takeObjects, takeShape } from './values.ts'

/** Which events to read; all where nothing is said. */
export interface Wanted {
  readonly user?: number
  readonly session?: number
  readonly types?: readonly EventType[]
}

interface Row {
  readonly seq: number
  readonly event: WorldEvent
}

/** One table's rows in canonical order, a chunk at a time. */
interface Cursor {
  rows: Row[]
  at: number
  next(): Promise<Row[]>
  /** Lets go of what was not read: a result that is left half-way blocks the next reader. */
  drop(): Promise<void>
}

const takeSeqs = takeShape({ kind: 'integer', wide: true })
const BATCH = 2_048 // events

/** The events of all tables in canonical order, in batches: each table sorted by the database, the tables merged here. */
export async function* inOrder(opened: Opened, wanted: Wanted): AsyncGenerator<WorldEvent[]> {
  const tables = TABLES.filter(({ type }) => wanted.types?.includes(type) ?? true)
  const connections: DuckDBConnection[] = []
  let cursors: Cursor[] = []
  try {
    for (const table of tables) {
      const connection = await opened.connect()
      connections.push(connection)
      const cursor = await cursorOf(connection, table, wanted)
      if (cursor.rows.length > 0) cursors.push(cursor)
    }
    let batch: WorldEvent[] = []
    while (cursors.length > 0) {
      const first = cursors.reduce(earlier)
      batch.push(first.rows[first.at]!.event)
      first.at += 1
      if (first.at === first.rows.length) {
        first.rows = await first.next()
        first.at = 0
        if (first.rows.length === 0) cursors = cursors.filter((cursor) => cursor !== first)
      }
      if (batch.length < BATCH) continue
      yield batch
      batch = []
    }
    if (batch.length > 0) yield batch
  } finally {
    for (const cursor of cursors) await cursor.drop()
    for (const connection of connections) opened.disconnect(connection)
  }
}

function earlier(a: Cursor, b: Cursor): Cursor {
  const [x, y] = [a.rows[a.at]!, b.rows[b.at]!]
  return (byPlace(x.event, y.event) || x.seq - y.seq) <= 0 ? a : b
}

async function cursorOf(connection: DuckDBConnection, table: Table, wanted: Wanted): Promise<Cursor> {
  const columns = table.columns.map(({ name }) => quoted(name)).join(', ')
  const filters = (['user', 'session'] as const).filter((key) => wanted[key] !== undefined)
  const where = filters.length > 0 ? `WHERE ${filters.map((key) => `${quoted(key)} = ?`).join(' AND ')}` : ''
  const result: DuckDBResult = await connection.stream(
    `SELECT seq, ${columns} FROM ${quoted(table.name)} ${where} ORDER BY session, turn, "user", seq`,
    filters.map((key) => BigInt(wanted[key]!))
  )
  const next = async () => {
    const chunk = await result.fetchChunk()
    return chunk && chunk.rowCount > 0 ? rowsOf(table, chunk) : []
  }
  const drop = async () => {
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; ) chunk = await result.fetchChunk()
  }
  return { rows: await next(), at: 0, next, drop }
}

function rowsOf({ type, columns }: Table, { chunk, rowCount }: DuckDBDataChunk): Row[] {
  const vectorOf = (i: number) => duckdb.data_chunk_get_vector(chunk, i)
  const seqs = takeSeqs(vectorOf(0), rowCount) as number[]
  const bodies = takeObjects(columns)((i) => vectorOf(i + 1), rowCount)
  return bodies.map((body, i) => ({ seq: seqs[i]!, event: { type, ...body } as unknown as WorldEvent }))
}
