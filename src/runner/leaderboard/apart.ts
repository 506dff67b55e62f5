import type { BoardDifference } from '../../contract/leaderboard.ts'
import { holm, pairedDifference } from '../../experiment/index.ts'
import { type Field, linearised, pooled, sum } from './field.ts'

/** Two of the field by their positions, in one scenario or (null) in the mean of all. */
interface Pair {
  readonly a: number
  readonly b: number
  readonly scenario: number | null
}

/** How much more retention b has than a, person by person. Of one field, or of two with the same people. */
export function differenceOf(field: Field, { a, b, scenario }: Pair, other: Field = field): BoardDifference {
  const at = scenario === null ? field.scenarios.map((_, index) => index) : [scenario]
  const people = (of: Field, entry: number) => linearised(at.map((index) => pooled(of, index, entry, 'retention')))
  const { difference, low, high, p, n } = pairedDifference(people(field, a), people(other, b), { range: [0, 1] })
  const signs = Array.from({ length: field.replicates }, (_, replicate) =>
    Math.sign(
      at.reduce(
        (total, index) => total + retention(other, index, b, replicate) - retention(field, index, a, replicate),
        0
      )
    )
  )
  return {
    a: field.entries[a]!,
    b: other.entries[b]!,
    scenario: scenario === null ? null : field.scenarios[scenario]!,
    difference,
    low,
    high,
    p,
    n,
    isSteady: signs[0] !== 0 && signs.every((sign) => sign === signs[0])
  }
}

function retention(field: Field, scenario: number, entry: number, replicate: number): number {
  const { numerators, denominators } = field.cell(scenario, entry, replicate).tallies.retention
  return sum(numerators) / sum(denominators)
}

/** Every pair over all scenarios, p corrected for their number. */
export function allPairs(field: Field): BoardDifference[] {
  const pairs = field.entries.flatMap((_, a) =>
    field.entries.slice(a + 1).map((_, next) => differenceOf(field, { a, b: a + 1 + next, scenario: null }))
  )
  const adjusted = holm(pairs.map(({ p }) => p))
  return pairs.map((pair, at) => ({ ...pair, p: adjusted[at]! }))
}

/** Whether a difference may be called one: beyond luck among the people and in the recommender, and of one sign in every replicate. */
export const isApart = ({ difference, p, isSteady }: BoardDifference, floor: number): boolean =>
  p < 0.05 && isSteady && Math.abs(difference) > floor

/**
 * Who cannot be told from whom: two are in one group where they are not apart, or where others between them are in it with
 * both.
 *
 * @param floor how far one is from itself by chance
 * @returns the group of each entry, by its position in `names`; groups are numbered in the order of their first
 */
export function groupsOf(names: readonly string[], pairs: readonly BoardDifference[], floor: number): number[] {
  const group = names.map((_, at) => at)
  for (const pair of pairs) {
    if (isApart(pair, floor)) continue
    const [one, other] = [group[names.indexOf(pair.a)]!, group[names.indexOf(pair.b)]!]
    for (let at = 0; at < group.length; at++) if (group[at] === other) group[at] = one
  }
  const order = [...new Set(group)]
  return group.map((one) => order.indexOf(one))
}
