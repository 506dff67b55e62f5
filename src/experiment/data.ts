import { RecoError } from '../contract/error.ts'

/** Numbers in a row, plain or typed; where rows are users, row i is user i. */
export type Column = ArrayLike<number>

/** What an interval may be told. */
export interface IntervalOptions {
  /** How sure, above 0 and below 1; 0.95 if not given. */
  level?: number
  /**
   * Least and greatest value that one user's quantity can take. Limits stay inside it, and where the data cannot bound
   * the truth (a single user, or all users alike) it does. An endless range gives an endless limit.
   */
  range?: readonly [least: number, greatest: number]
}

/** @throws RecoError `statistics.no-data` when n is 0 */
export function requireData(n: number, of: string): void {
  if (n > 0) return
  throw new RecoError('statistics.no-data', {
    what: `No ${of} was given, so there is nothing to estimate.`,
    fix: 'Check that the run produced it (more users, sessions or turns), or leave the figure out.'
  })
}

/** @throws RecoError `statistics.not-finite` for NaN and the infinities */
export function requireFinite(value: number, of: string, index?: number): void {
  if (Number.isFinite(value)) return
  throw new RecoError('statistics.not-finite', {
    what: `A ${of} is ${value}; statistics are over finite numbers.`,
    ...(index === undefined ? {} : { at: { index } }),
    fix: 'Leave out users for whom the figure is not defined, and say how many they were.'
  })
}

/** @throws RecoError `statistics.bad-level` when a confidence level or a power is not between 0 and 1 */
export function requireLevel(level: number, name = 'level'): void {
  if (level > 0 && level < 1) return
  throw new RecoError('statistics.bad-level', {
    what: `${name} is ${level}; it must be above 0 and below 1.`,
    fix: 'Give a share, such as 0.95 for 95 %.'
  })
}

/** @throws RecoError `statistics.bad-counts` when successes are not within 0 and trials */
export function requireCounts(successes: number, trials: number): void {
  if (successes >= 0 && successes <= trials && trials < Infinity) return
  throw new RecoError('statistics.bad-counts', {
    what: `${successes} successes in ${trials} trials; successes must be between 0 and the trials.`,
    fix: 'Count each success among the trials it came from. For a ratio that is no share, use ratioInterval().'
  })
}

/** @throws RecoError `statistics.unpaired` when two columns do not have a row for each user */
export function requireSameLength(a: number, b: number, of: string): void {
  if (a === b) return
  throw new RecoError('statistics.unpaired', {
    what: `${of} have ${a} and ${b} rows; row i must be the same user in each.`,
    fix: 'Give one row for each user, in the same order, or two Maps by user key.'
  })
}

/** The range, where it is the only thing that can bound an estimate. @throws RecoError `statistics.no-bound` */
export function requireRange(range: IntervalOptions['range'], n: number): readonly [number, number] {
  if (range) return range
  throw new RecoError('statistics.no-bound', {
    what: `${n} value${n === 1 ? '' : 's'} cannot bound the truth at this level.`,
    fix: 'Give range: [least, greatest] that the quantity can take, or more users.'
  })
}
