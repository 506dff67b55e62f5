import type { Intervention } from './intervention.ts'
import type { CompareResult, RunResult } from './result.ts'

type Difference = Pick<
  CompareResult['differences'][number],
  'metric' | 'difference' | 'low' | 'high' | 'p' | 'n' | 'unit' | 'better'
>

/** What a change did: the run as it was, and as it would have been, with the same people and luck. */
export interface ForkResult {
  /** Before which turn it was done. */
  readonly at: { readonly session: number; readonly turn: number }
  readonly changes: readonly Intervention[]
  readonly before: RunResult
  readonly after: RunResult
  /** after − before, over everybody. */
  readonly differences: readonly Difference[]
  /** The same, segment by segment; p corrected over segments and metrics (Holm). */
  readonly segments: readonly (Difference & { readonly population: string; readonly segment: string })[]
  /** People whom it changed most, by the metric that is looked at. */
  readonly people: readonly {
    readonly user: number
    readonly population: string
    readonly segment: string
    readonly before: number
    readonly after: number
  }[]
  readonly metric: string
  /** People in whose figures anything differs, and all people. */
  readonly changed: number
  readonly users: number
  /** What differences are over: people, or worlds where they follow each other. */
  readonly unit: 'people' | 'worlds'
  readonly seeds: readonly number[]
  readonly interrupted: boolean
  readonly notes: readonly string[]
  readonly seconds: number
}
