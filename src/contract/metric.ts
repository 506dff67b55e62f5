import type { Catalogue } from './catalogue.ts'
import type { Review, SlateView } from './mind.ts'
import type { Ending } from './session.ts'

/** One turn of one person, as metrics see it. Reused. */
export interface TurnFact {
  readonly user: number
  readonly session: number
  readonly turn: number
  readonly slate: SlateView
  readonly review: Review
  readonly catalogue: Catalogue
  /** An instruction that this slate should have followed, with the shares of this and the former slate that satisfy it. */
  readonly followed: { readonly before: number; readonly after: number } | null
}

/** One visit of one person, as metrics see it, when it has ended. Reused. */
export interface SessionFact {
  readonly user: number
  readonly session: number
  readonly how: Ending
  /** Turns that were reviewed. */
  readonly turns: number
  readonly turnLimit: number
  readonly seconds: number
  readonly satisfaction: number
  readonly instructions: number
  /** Turns at which the end was sensed. */
  readonly sensedAt: readonly number[]
  /** Simulated ms until the person is back, Infinity for never. */
  readonly gapMs: number
}

/** Adds to the numerator and the denominator of the person at hand. */
export type Add = (numerator: number, denominator: number) => void

/** A ratio of sums over people: one file of the shelf `metrics`. It holds no state; the tally does, and merges. */
export interface MetricDefinition {
  readonly description: string
  readonly unit: string
  readonly better: 'higher' | 'lower' | 'neither'
  /** The smallest and largest value that it can have. */
  readonly range: readonly [number, number]
  turn?(fact: TurnFact, add: Add): void
  /** Called once all visits of a round have ended, person by person. */
  session?(fact: SessionFact, add: Add): void
}
