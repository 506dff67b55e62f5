import type { Measured, Source } from './result.ts'

/** The measures that a leaderboard keeps. `retention` counts visits that the recommender broke as lost. */
export const BOARD_MEASURES = [
  'retention',
  'ndcg',
  'session-length',
  'return-rate',
  'satisfaction',
  'click-rate',
  'instruction-following',
  'diversity'
] as const
export type BoardMeasure = (typeof BOARD_MEASURES)[number]

/** Everything that decided a leaderboard: the same manifest gives the same numbers. */
export interface BoardManifest {
  readonly recoworld: string
  /** People of each scenario and replicate. */
  readonly users: number
  readonly replicates: number
  /** The seeds of the replicates are drawn by it: those of two seeds have nothing in common. */
  readonly seed: number
  readonly scenarios: readonly {
    readonly name: string
    readonly from: string
    readonly version: number
    readonly hash: string
  }[]
  /** `from`: the name, file or address that was given. */
  readonly entries: readonly (Source & { readonly from: string })[]
}

/** One recommender in one scenario, once: what another machine must find to the digit. */
export interface BoardRun {
  readonly scenario: string
  /** From 0. */
  readonly replicate: number
  /** With which the people and their luck are those of this replicate. */
  readonly seed: number
  readonly entry: string
  /** Over people; null where nothing speaks to it. */
  readonly metrics: Readonly<Record<BoardMeasure, number | null>>
  readonly visits: number
  /** Visits that broke, and how often the recommender failed. */
  readonly broken: number
  readonly failures: number
  readonly userSteps: number
  /** Of what every person came to in every measure. */
  readonly digest: string
}

/** b − a, on the same people with the same luck. */
export interface BoardDifference {
  readonly a: string
  readonly b: string
  /** null: the mean of all scenarios. */
  readonly scenario: string | null
  readonly difference: number
  readonly low: number
  readonly high: number
  /** Two-sided; over all scenarios corrected for the number of pairs (Holm). */
  readonly p: number
  readonly n: number
  /** Whether it has the same sign in every replicate. */
  readonly isSteady: boolean
}

export type BoardFigures = Readonly<Record<BoardMeasure, Measured | null>>
export const QUADRANTS = ['keeps-and-ranks', 'keeps', 'ranks', 'neither'] as const
export type Quadrant = (typeof QUADRANTS)[number]

/** Where an entry stands. */
export interface BoardPlace {
  readonly name: string
  /** Of the group of those that are too close to call: the first and the last place that it takes. */
  readonly rank: readonly [number, number]
  /** From resamples of replicates and people: how often it is first, and the ranks of the middle 95 %. */
  readonly likely: { readonly first: number; readonly low: number; readonly high: number }
  /** The mean of all scenarios. */
  readonly overall: BoardFigures
  readonly scenarios: Readonly<Record<string, BoardFigures>>
  /** Retention and NDCG above the mean of the field, or one of them, or none. */
  readonly quadrant: Quadrant
  readonly failures: number
  readonly seconds: number
}

/** One recommender against itself with another chance of its own: what chance alone makes of nothing. */
export interface BoardNoise {
  readonly of: string
  /** Retention; the last is of all scenarios, and has no name. */
  readonly differences: readonly BoardDifference[]
  /** The end of the interval over all scenarios that is further from 0: a smaller difference may be chance. */
  readonly floor: number
}

/** What a leaderboard comes to: the file that another machine verifies. */
export interface Leaderboard {
  readonly kind: 'recoworld leaderboard'
  readonly layout: 1
  readonly manifest: BoardManifest
  /** Best first. */
  readonly places: readonly BoardPlace[]
  /** Retention of every pair over all scenarios, and in each scenario of each against the best and the baseline. */
  readonly differences: readonly BoardDifference[]
  readonly baseline: string
  readonly noise: BoardNoise
  readonly runs: readonly BoardRun[]
  readonly cost: { readonly seconds: number; readonly userSteps: number; readonly runs: number }
  readonly notes: readonly string[]
}

/** What came of running a leaderboard again. */
export interface BoardCheck {
  readonly runs: number
  readonly of: number
  readonly figures: number
  readonly differing: readonly {
    readonly scenario: string
    readonly replicate: number
    readonly entry: string
    readonly what: string
    readonly was: number | string | null
    readonly is: number | string | null
  }[]
  /** The table, made anew of all runs; null where only some were run. */
  readonly isTableSame: boolean | null
  readonly notes: readonly string[]
  readonly seconds: number
}
