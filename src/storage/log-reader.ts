import type { DuckDBConnection } from '@duckdb/node-api'
import { RecoError } from '../contract/error.ts'
import type { WorldEvent } from '../contract/event.ts'
import { createDigest } from './digest.ts'
import { explained, notALog, type Opened, openFile } from './files.ts'
import { numbersIn } from './numbers.ts'
import { plain } from './plain.ts'
import { inOrder, type Wanted } from './rows.ts'
import { LAYOUT, quoted, TABLES } from './tables.ts'

export type Parameter = string | number | bigint | boolean | null

/** A log that is no longer written, to read and to ask in SQL. */
export interface LogReader {
  readonly file: string
  /** Events as they were written, by session, turn, user; within a user's turn, as they happened. All, or those asked for. */
  events(options?: Wanted): Promise<WorldEvent[]>
  /** The same in batches of some thousands, for logs beyond memory. */
  batches(options?: Wanted): AsyncIterable<WorldEvent[]>
  /** How many events there are. */
  count(): Promise<number>
  /** What the run was started with. */
  manifest(): Promise<unknown>
  /** What came of it; null where the run did not finish. */
  result(): Promise<unknown>
  /** Rows of a query over the tables (slate_shown, …) and the views impressions, sessions, instructions. `?` takes a parameter. */
  query<Row = Record<string, unknown>>(sql: string, params?: readonly Parameter[]): Promise<Row[]>
  /**
   * The columns of a query of numbers, booleans or nulls, each as one Float64Array, NaN where there is nothing: for logs of
   * millions, of which no objects should be made. `enum_code(reason)` is a word's position in its list.
   */
  numbers(sql: string, params?: readonly number[]): Promise<Float64Array[]>
  /** As digestOf all events, in bounded memory. */
  digest(): Promise<string>
  close(): Promise<void>
}

/**
 * Opens a log for reading. While a run writes it, it is locked.
 *
 * @throws RecoError `log.missing`, `log.not-a-log`, `log.locked`
 */
export async function openLog(file: string): Promise<LogReader> {
  const opened = await openFile(file)
  try {
    return await readerOf(file, opened)
  } catch (error) {
    opened.close()
    throw explained(error, file)
  }
}

async function readerOf(file: string, opened: Opened): Promise<LogReader> {
  const { connection } = opened
  const layout = await layoutOf(connection, file)

  async function query<Row>(sql: string, params: readonly Parameter[] = []): Promise<Row[]> {
    try {
      const reader = await connection.runAndReadAll(sql, [...params])
      return reader.getRowObjectsJS().map((row) => plain(row) as Row)
    } catch (error) {
      throw badQuery(file, sql, error)
    }
  }

  async function stored(column: 'manifest' | 'result'): Promise<unknown> {
    const [row] = await query<Record<string, string | null>>(`SELECT ${column}::VARCHAR AS ${column} FROM runs`)
    return JSON.parse(row?.[column] ?? 'null')
  }

  function batches(wanted: Wanted = {}): AsyncIterable<WorldEvent[]> {
    if (layout !== LAYOUT) throw otherLayout(file)
    return inOrder(opened, wanted)
  }

  let closed = false
  return {
    file,
    batches,
    query,
    async numbers(sql, params = []) {
      try {
        return await numbersIn(connection, sql, params)
      } catch (error) {
        throw badQuery(file, sql, error)
      }
    },
    manifest: () => stored('manifest'),
    result: () => stored('result'),
    async events(wanted) {
      const events: WorldEvent[] = []
      for await (const batch of batches(wanted)) for (const event of batch) events.push(event)
      return events
    },
    async count() {
      const counts = TABLES.map(({ name }) => `(SELECT count(*) FROM ${quoted(name)})`)
      const [row] = await query<{ count: number }>(`SELECT ${counts.join(' + ')} AS count`)
      return row!.count
    },
    async digest() {
      const digest = createDigest()
      for await (const batch of batches()) for (const event of batch) digest.add(event)
      return digest.hex()
    },
    async close() {
      if (!closed) opened.close()
      closed = true
    }
  }
}

/** The layout that the file says it has; a file that says nothing is none of ours. */
async function layoutOf(connection: DuckDBConnection, file: string): Promise<string> {
  const columns = await connection.runAndReadAll(
    "SELECT count(*) FROM duckdb_columns() WHERE table_name = 'runs' AND column_name IN ('run', 'layout', 'manifest', 'result')"
  )
  if (columns.getRows()[0]![0] !== 4n) throw notALog(file, 'is a DuckDB file, but not the log of a run')
  const runs = await connection.runAndReadAll('SELECT layout FROM runs')
  return String(runs.getRows()[0]?.[0])
}

const otherLayout = (file: string): RecoError =>
  new RecoError('log.other-layout', {
    what: 'The log was written by another version, whose events have other fields.',
    at: { file },
    fix: 'Read its events with that version; manifest(), result() and query() work here too.'
  })

const badQuery = (file: string, sql: string, cause: unknown): RecoError =>
  new RecoError('log.bad-query', {
    what: `${cause instanceof Error ? cause.message : String(cause)}\n  in: ${sql}`,
    at: { file },
    fix: 'Mend the query; SHOW TABLES lists what there is.',
    cause
  })
