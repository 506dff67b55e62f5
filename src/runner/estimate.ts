import type { MetricDefinition } from '../contract/plugin.ts'
import type { People } from '../contract/population.ts'
import type { MetricValue, StayStep } from '../contract/result.ts'
import {
  clusteredRate,
  designEffect,
  type PairedDifference,
  pairedRatioDifference,
  ratioInterval,
  survivalOf
} from '../experiment/index.ts'
import type { Stay } from '../world/life.ts'
import type { Tally } from '../world/tally.ts'

/** For how many people each counts in figures over all; nothing where everybody counts for one. */
export const weightsOf = (people: Pick<People, 'isWeighted' | 'weight'>, users: number): Float64Array | undefined =>
  people.isWeighted ? Float64Array.from({ length: users }, (_, user) => people.weight(user)) : undefined

/** A metric's value over people with its interval; NaN with n = 0 where nothing speaks to it. */
export function estimateOf(
  { unit, better, range }: MetricDefinition,
  { numerators, denominators }: Tally,
  weights?: ArrayLike<number>
): MetricValue {
  let rows = 0
  let isShare = range[0] === 0 && range[1] === 1
  const [tops, bottoms] = [new Float64Array(numerators.length), new Float64Array(numerators.length)]
  for (let user = 0; user < numerators.length; user++) {
    const [top, bottom] = [numerators[user]!, denominators[user]!]
    if (!(bottom > 0) && top === 0) continue
    isShare &&= Number.isInteger(top) && Number.isInteger(bottom)
    const weight = weights?.[user] ?? 1
    tops[rows] = weight * top
    bottoms[rows++] = weight * bottom
  }
  if (rows === 0) return { value: Number.NaN, low: Number.NaN, high: Number.NaN, n: 0, unit, better }
  const [these, those] = [tops.subarray(0, rows), bottoms.subarray(0, rows)]
  const { value, low, high, n } = isShare ? clusteredRate(these, those) : ratioInterval(these, those, { range })
  return { value, low, high, n, unit, better }
}

/** b − a of one metric over the same people; nothing where one of them has no data. */
export function differenceOf(
  { range }: MetricDefinition,
  a: Tally,
  b: Tally,
  weights?: ArrayLike<number>
): PairedDifference | undefined {
  const has = ({ denominators }: Tally) => denominators.some((denominator) => denominator > 0)
  if (!has(a) || !has(b)) return undefined
  const weighed = (column: Float64Array) => (weights ? column.map((value, user) => value * weights[user]!) : column)
  return pairedRatioDifference(
    weighed(a.numerators),
    weighed(a.denominators),
    weighed(b.numerators),
    weighed(b.denominators),
    { range }
  )
}

/** The curve of who stays, up to the last slate that anybody went through. `people`: whose visits they are. */
export function stayOf({ through, left }: Stay, people: number): StayStep[] {
  const rows = Array.from(through, (atRisk, turn) => ({ time: turn, atRisk, left: left[turn]! }))
  const counted = rows.filter(({ time, atRisk }) => time > 0 && atRisk > 0)
  const visitsEach = Math.max(1, (counted[0]?.atRisk ?? 0) / people)
  return survivalOf(counted, { design: designEffect(visitsEach, 1) }).map(({ time, survival, ...step }) => ({
    turn: time,
    share: survival,
    ...step
  }))
}
