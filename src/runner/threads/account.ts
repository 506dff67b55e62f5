import { CAUSES, type Cause } from '../../contract/session.ts'
import type { Range } from '../../world/parts.ts'
import { emptyTallies, placeTallies } from '../../world/tally.ts'
import type { Account } from '../../world/troupe.ts'
import { errorOf, type Report } from './messages.ts'

type Part = NonNullable<Report['account']>

/** What came of everybody, from what came of the people of each range. */
export function accountOf(parts: readonly Part[], ranges: readonly Range[], people: number): Account {
  const sum = (of: (part: Part) => number) => parts.reduce((total, part) => total + of(part), 0)
  const first = parts.find(({ failures }) => failures.first)?.failures.first
  const tallies = emptyTallies(Object.keys(parts[0]?.tallies ?? {}), people)
  for (const [at, part] of parts.entries()) placeTallies(tallies, part.tallies, ranges[at]!)
  const causes = CAUSES.filter((cause) => parts.some(({ leaveCauses }) => leaveCauses[cause] !== undefined))
  return {
    tallies,
    endings: {
      left: sum(({ endings }) => endings.left),
      truncated: sum(({ endings }) => endings.truncated),
      failed: sum(({ endings }) => endings.failed)
    },
    leaveCauses: Object.fromEntries(
      causes.map((cause): [Cause, number] => [cause, sum(({ leaveCauses }) => leaveCauses[cause] ?? 0)])
    ),
    failures: {
      mind: sum(({ failures }) => failures.mind),
      recommender: sum(({ failures }) => failures.recommender),
      first: first && errorOf(first)
    },
    stay: {
      through: summed(parts.map(({ stay }) => stay.through)),
      left: summed(parts.map(({ stay }) => stay.left))
    },
    moods: Object.fromEntries(
      Object.keys(parts[0]?.moods ?? {}).map((mood) => [mood, sum(({ moods }) => moods[mood]!)])
    ),
    userSteps: sum(({ userSteps }) => userSteps),
    audited: sum(({ audited }) => audited)
  }
}

const summed = (columns: readonly Float64Array[]): Float64Array =>
  Float64Array.from(columns[0] ?? [], (_, at) => columns.reduce((total, column) => total + column[at]!, 0))
