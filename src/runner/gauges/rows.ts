import type { GaugeColumns, GaugeSums } from '../../world/gauges/sums.ts'

/** Numbers of each person, in the order of `sums.people`. */
export type PerPerson = Float64Array

/** A ratio of sums over people. */
export interface Ratio {
  readonly over: PerPerson
  readonly under: PerPerson
}

/** The columns of one person. */
export type Own = (name: keyof GaugeColumns) => ArrayLike<number>

/** Goes through the people, one after the other. */
export function eachPerson({ people, columns }: GaugeSums, see: (own: Own, row: number) => void): void {
  for (let row = 0; row < people.length; row++)
    see((name) => {
      const column = columns[name]
      const stride = column.length / people.length
      return column.subarray(row * stride, (row + 1) * stride)
    }, row)
}

/** A numerator and a denominator of each person. */
export function ratioOver(sums: GaugeSums, of: (own: Own, row: number) => readonly [number, number]): Ratio {
  const over = new Float64Array(sums.people.length)
  const under = new Float64Array(sums.people.length)
  eachPerson(sums, (own, row) => {
    const [top, bottom] = of(own, row)
    over[row] = top
    under[row] = bottom
  })
  return { over, under }
}

/** Impressions of a person whose set of actions has one of these bits, and all of these. */
export function withActions(masks: ArrayLike<number>, some: number, all = 0): number {
  let count = 0
  for (let mask = 0; mask < masks.length; mask++)
    if ((some === 0 || (mask & some) !== 0) && (mask & all) === all) count += masks[mask]!
  return count
}

export function total(values: ArrayLike<number>): number {
  let sum = 0
  for (let at = 0; at < values.length; at++) sum += values[at]!
  return sum
}
