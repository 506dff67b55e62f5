import type { LogReader } from '../../storage/log-reader.ts'
import { type Groups, groupsOf } from '../record/groups.ts'

/** Reviews up to which everybody is replayed; of a larger log, a share of the people. */
const MOST_REVIEWS = 3_000_000

/** The people of a log who can be looked at, each in a row. */
export interface Logged {
  /** Each row's number as a person, rising. */
  readonly users: Float64Array
  /** −1 for whom the log, or this choice of it, does not know. */
  rowOf(user: number): number
  /** What each row's mindset was born with. */
  readonly patience: Float64Array
  readonly trust: Float64Array
  readonly groups: Groups
  /** SQL that is true of rows about these people, such as ` AND …`; empty for all. */
  readonly only: string
  /** The share of the logged people that this is. */
  readonly share: number
}

/**
 * Who is in a log; where it holds more than some millions of reviews, a part of them, chosen by their numbers.
 *
 * @param known segments of the populations, so that positions are those of the run; others where they are not the log's
 */
export async function loggedIn(
  log: LogReader,
  known: Segments = [],
  mostReviews: number = MOST_REVIEWS
): Promise<Logged> {
  const [[reviews = 0] = []] = await log.numbers('SELECT count(*) AS reviews FROM review_answered')
  const only = reviews > mostReviews ? ` AND ${chosen(mostReviews / reviews)}` : ''
  const where = `session = 0${only}`
  const found = await log.query<Segments[number]>(
    `SELECT population, segment FROM session_started WHERE ${where} GROUP BY population, segment ORDER BY ${ORDER}`
  )
  const [users = none, patience = none, trust = none, group = none] = await log.numbers(
    `SELECT "user", patience, trust, place FROM session_started
      JOIN (SELECT population, segment, row_number() OVER (ORDER BY ${ORDER}) - 1 AS place
        FROM session_started WHERE ${where} GROUP BY population, segment) USING (population, segment)
      WHERE ${where} ORDER BY "user"`
  )
  const segments = found.every((one) => placeIn(known, one) >= 0) ? known : found
  const places = found.map((one) => placeIn(segments, one))
  const [[all = 0] = []] = await log.numbers('SELECT count(*) AS people FROM session_started WHERE session = 0')
  const rows = new Int32Array(users.length === 0 ? 0 : users[users.length - 1]! + 1).fill(-1)
  for (let row = 0; row < users.length; row++) rows[users[row]!] = row
  return {
    users,
    patience,
    trust,
    only,
    rowOf: (user) => rows[user] ?? -1,
    groups: groupsOf(segments, users.length, (row) => places[group[row]!]!),
    share: all === 0 ? 1 : users.length / all
  }
}

type Segments = readonly { readonly population: string; readonly segment: string }[]

const placeIn = (segments: Segments, { population, segment }: Segments[number]): number =>
  segments.findIndex((one) => one.population === population && one.segment === segment)

const none = new Float64Array(0)
/** Populations as they come first, their larger segments first. */
const ORDER = 'population, count(*) DESC, segment'

/** Scatters people by their numbers, so that a share of them is a fair one, and always the same. */
const chosen = (share: number): string =>
  `("user" * 2654435761) % 4294967296 < ${Math.max(1, Math.round(share * 4_294_967_296))}`
