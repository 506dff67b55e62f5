import type { BoardMeasure } from '../../contract/leaderboard.ts'
import type { Tally } from '../../world/tally.ts'
import type { PlayedCell } from './cell.ts'

/** All cells of a leaderboard, in the order of scenarios, replicates, entries. */
export interface Field {
  readonly scenarios: readonly string[]
  readonly entries: readonly string[]
  readonly replicates: number
  readonly users: number
  cell(scenario: number, entry: number, replicate: number): PlayedCell
}

export function fieldOf(
  shape: Pick<Field, 'scenarios' | 'entries' | 'replicates' | 'users'>,
  cells: readonly PlayedCell[]
): Field {
  const { entries, replicates } = shape
  return {
    ...shape,
    cell: (scenario, entry, replicate) => cells[(scenario * replicates + replicate) * entries.length + entry]!
  }
}

/** Everybody of all replicates, one replicate after the other. */
export function pooled(field: Field, scenario: number, entry: number, measure: BoardMeasure): Tally {
  const parts = Array.from({ length: field.replicates }, (_, at) => field.cell(scenario, entry, at).tallies[measure])
  return {
    numerators: joined(parts.map(({ numerators }) => numerators)),
    denominators: joined(parts.map(({ denominators }) => denominators))
  }
}

function joined(columns: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(columns.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const column of columns) {
    all.set(column, at)
    at += column.length
  }
  return all
}

/**
 * The mean of some ratios as the mean of one number a person: each ratio, and how much the person pulls it up or down. So
 * a person that comes in several scenarios is one, and what is said of means holds for it.
 *
 * @param tallies one a scenario, a row a person in the same order in each, every sum of denominators above 0
 * @returns       number[people], whose mean is the mean of the ratios
 * @source        Cochran, Sampling Techniques (1977), 6.4: a ratio linearised
 */
export function linearised(tallies: readonly Tally[]): Float64Array {
  const people = new Float64Array(tallies[0]!.numerators.length)
  for (const { numerators, denominators } of tallies) {
    const [top, bottom] = [sum(numerators), sum(denominators)]
    const ratio = top / bottom
    for (let at = 0; at < people.length; at++)
      people[at]! += (ratio + ((numerators[at]! - ratio * denominators[at]!) * people.length) / bottom) / tallies.length
  }
  return people
}

export const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0)
export const isKnown = ({ denominators }: Tally): boolean => denominators.some((value) => value > 0)
