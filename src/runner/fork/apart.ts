import { RecoError } from '../../contract/error.ts'
import type { ForkResult } from '../../contract/fork.ts'
import { holm } from '../../experiment/index.ts'
import type { Tally } from '../../world/tally.ts'
import { differenceOf, weightsOf } from '../estimate.ts'
import type { Played } from '../playing.ts'

/** People who are named. */
const NAMED = 20

/** after − before in each segment, over its people. */
export function segmentDifferences(before: Played, after: Played): ForkResult['segments'] {
  const { users } = before.result.manifest
  const { people } = before
  if (people.segments.length < 2) return []
  const weights = weightsOf(people, users)
  const members = people.segments.map((): number[] => [])
  for (let user = 0; user < users; user++) members[people.segmentOf(user)]!.push(user)
  const rows = people.segments.flatMap((place, at) =>
    Object.entries(before.metrics).flatMap(([metric, definition]) => {
      const own = members[at]!
      const [a, b] = [before, after].map(({ outcome }) => partOf(outcome.tallies[metric]!, own)) as [Tally, Tally]
      const found = differenceOf(definition, a, b, weights && own.map((user) => weights[user]!))
      if (!found) return []
      const { difference, low, high, p, n } = found
      return [{ ...place, metric, difference, low, high, p, n, unit: definition.unit, better: definition.better }]
    })
  )
  const ps = holm(rows.map(({ p }) => p))
  return rows.map((row, at) => ({ ...row, p: ps[at]! }))
}

const partOf = ({ numerators, denominators }: Tally, users: readonly number[]): Tally => ({
  numerators: Float64Array.from(users, (user) => numerators[user]!),
  denominators: Float64Array.from(users, (user) => denominators[user]!)
})

/** Whom it changed most, and in whose figures anything differs. */
export function mostChanged(
  before: Played,
  after: Played,
  metric: string
): { people: ForkResult['people']; count: number } {
  const [a, b] = [before.outcome.tallies[metric], after.outcome.tallies[metric]]
  if (!a || !b)
    throw new RecoError('fork.no-such-metric', {
      what: `There is no metric "${metric}" in this run.`,
      fix: `Take one of ${Object.keys(before.metrics).join(', ')}.`
    })
  const { users } = before.result.manifest
  const names = Object.keys(before.metrics)
  let count = 0
  const rows: { user: number; before: number; after: number }[] = []
  const value = ({ numerators, denominators }: Tally, user: number) =>
    denominators[user]! > 0 ? numerators[user]! / denominators[user]! : Number.NaN
  for (let user = 0; user < users; user++) {
    const differs = names.some((name) => {
      const [x, y] = [before.outcome.tallies[name]!, after.outcome.tallies[name]!]
      return x.numerators[user] !== y.numerators[user] || x.denominators[user] !== y.denominators[user]
    })
    if (!differs) continue
    count++
    const row = { user, before: value(a, user), after: value(b, user) }
    if (Number.isFinite(row.before) && Number.isFinite(row.after) && row.before !== row.after) rows.push(row)
  }
  rows.sort((x, y) => Math.abs(y.after - y.before) - Math.abs(x.after - x.before) || x.user - y.user)
  const { people } = before
  return {
    count,
    people: rows.slice(0, NAMED).map((row) => ({ ...row, ...people.segments[people.segmentOf(row.user)]! }))
  }
}
