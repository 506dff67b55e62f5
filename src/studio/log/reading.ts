import type { LogReader } from '../../storage/log-reader.ts'
import type { Place } from '../../world/onlooker.ts'

/** A query of `turn`, `"user"` and other numbers about the turns and people that `where` chooses. */
export type Sql = (where: string) => string

/** What a query says of one turn: the people, then each of its other columns. */
export type Reading = (place: Place, sql: Sql) => Promise<Float64Array[]>

/** Rows of people that are read ahead at most. */
const ROWS = 100_000

/** Columns of a table, all of its rows that are about a turn. */
export const from =
  (table: string, columns = '', also = ''): Sql =>
  (where) =>
    `SELECT turn, "user"${columns} FROM ${table} WHERE ${where}${also}`

/**
 * Reads turn after turn, each query for as many turns at once as are still few rows: small logs may have very many turns, and
 * large ones very many people in each.
 *
 * People come in the order of their numbers, as in the run, so that sums are the same to their last digits.
 *
 * @param only SQL that chooses the people
 */
export function createReading(log: Pick<LogReader, 'numbers'>, only: string, people: number): Reading {
  const width = Math.max(1, Math.floor(ROWS / Math.max(1, people)))
  const kept = new Map<string, Block>()
  return async ({ session, turn }, sql) => {
    const key = sql('true')
    const known = kept.get(key)
    if (known?.session === session && turn >= known.first && turn < known.first + width) return known.of(turn)
    const where = `session = ? AND turn >= ? AND turn < ?${only}`
    const columns = await log.numbers(`${sql(where)} ORDER BY turn, "user"`, [session, turn, turn + width])
    const block = blockOf(session, turn, width, columns)
    kept.set(key, block)
    return block.of(turn)
  }
}

/** What was read of some turns. */
interface Block {
  readonly session: number
  readonly first: number
  of(turn: number): Float64Array[]
}

function blockOf(session: number, first: number, width: number, [turns = none, ...columns]: Float64Array[]): Block {
  const begins = new Float64Array(width + 1)
  for (const turn of turns) begins[turn - first + 1]!++
  for (let at = 0; at < width; at++) begins[at + 1]! += begins[at]!
  return {
    session,
    first,
    of: (turn) => columns.map((column) => column.subarray(begins[turn - first], begins[turn - first + 1]))
  }
}

const none = new Float64Array(0)
