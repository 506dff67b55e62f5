import type { MetricValue } from './result.ts'

/** One world of a grid, or the mean of its replicates. */
export interface SweepCell {
  /** The value on each axis. */
  readonly at: Readonly<Record<string, string | number>>
  /** Over replicates where there are several, else over people. */
  readonly metrics: Readonly<Record<string, MetricValue>>
  /** The value of each metric in each replicate. */
  readonly worlds: readonly Readonly<Record<string, number>>[]
  readonly failures: number
}

/** What a sweep comes to. */
export interface SweepResult {
  readonly axes: readonly { readonly name: string; readonly values: readonly (string | number)[] }[]
  /** All combinations, the last axis fastest. */
  readonly cells: readonly SweepCell[]
  /** The seeds of the replicates: the same in every cell, so that cells share people and luck. */
  readonly seeds: readonly number[]
  /** What intervals are over. */
  readonly unit: 'people' | 'worlds'
  /** Each cell less the first, replicate by replicate; none where there is one. */
  readonly differences: readonly {
    readonly cell: number
    readonly metric: string
    readonly difference: number
    readonly low: number
    readonly high: number
    /** Two-sided, corrected over the cells of this metric (Holm). */
    readonly p: number
    readonly n: number
  }[]
  readonly userSteps: number
  readonly interrupted: boolean
  readonly notes: readonly string[]
  readonly seconds: number
}
