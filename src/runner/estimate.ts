import type { MetricDefinition } from '../contract/plugin.ts'
import type { MetricValue } from '../contract/result.ts'
import { clusteredRate, type PairedDifference, pairedRatioDifference, ratioInterval } from '../experiment/index.ts'
import type { Tally } from '../world/tally.ts'

/** A metric's value over people with its interval; NaN with n = 0 where nothing speaks to it. */
export function estimateOf(
  { unit, better, range }: MetricDefinition,
  { numerators, denominators }: Tally
): MetricValue {
  const rows = Array.from(denominators.keys()).filter((user) => denominators[user]! > 0 || numerators[user]! !== 0)
  if (rows.length === 0) return { value: Number.NaN, low: Number.NaN, high: Number.NaN, n: 0, unit, better }
  const tops = rows.map((user) => numerators[user]!)
  const bottoms = rows.map((user) => denominators[user]!)
  const isShare =
    range[0] === 0 && range[1] === 1 && tops.every((top, i) => Number.isInteger(top) && Number.isInteger(bottoms[i]!))
  const { value, low, high, n } = isShare ? clusteredRate(tops, bottoms) : ratioInterval(tops, bottoms, { range })
  return { value, low, high, n, unit, better }
}

/** b − a of one metric over the same people; nothing where one of them has no data. */
export function differenceOf({ range }: MetricDefinition, a: Tally, b: Tally): PairedDifference | undefined {
  const has = ({ denominators }: Tally) => denominators.some((denominator) => denominator > 0)
  if (!has(a) || !has(b)) return undefined
  return pairedRatioDifference(a.numerators, a.denominators, b.numerators, b.denominators, { range })
}
