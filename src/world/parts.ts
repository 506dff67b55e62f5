import type { Instruction } from '../contract/instruction.ts'
import type { Catalogue, Chance, MetricDefinition, Mind, Review, SlateView } from '../contract/plugin.ts'
import type { People } from '../contract/population.ts'
import { type Cause, type Ending, SCALARS } from '../contract/session.ts'
import type { Bus } from '../streams/bus.ts'
import type { Cast, Visits } from '../streams/cast.ts'

import type { Ledger } from './chronicle.ts'

/** All that a world is made of, already joined. */
export interface WorldParts {
  /** The name that every event carries. */
  readonly run: string
  readonly people: People
  /** How many of them there are. */
  readonly users: number
  /** Those who are played here: from the first to before the last. */
  readonly range: Range
  readonly catalogue: Catalogue
  readonly chance: Chance
  readonly mind: Mind
  /** Whether the mind asks a model: it is told moods, and its thoughts go to the recommender with the feedback. */
  readonly asksModel?: boolean | undefined
  /** People who may wait for a mind at once, where it answers later; the next are asked when some have their answer. */
  readonly waitAtMost?: number | undefined
  readonly cast: Cast
  readonly visits: Visits
  readonly bus: Bus
  readonly slateSize: number
  readonly recommender: string
  readonly metrics: Readonly<Record<string, MetricDefinition>>
  /** Where facts go beside the stream, in columns; the world waits for it. */
  readonly ledger?: Ledger | undefined
  /** Whose facts go there; everybody's where it is left out. */
  readonly isLogged?: ((user: number) => boolean) | undefined
  /** Sees what happens without events being made of it. */
  readonly witness?: Witness | undefined
}

/** People by their numbers: from the first to before the last. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** Told in the order in which it happens to each person. What it is given is used again: copy what must last. */
export interface Witness {
  reviewed(view: SlateView, review: Review): void
  /** Where it is left out, words that are found only when asked for stay unsaid. */
  spoke?(user: number, session: number, turn: number, instruction: Instruction): void
  ended?(user: number, session: number, turn: number, how: Ending, reason: Cause): void
}

export function createReview(slots: number): Review {
  return {
    actions: new Uint8Array(slots),
    watchSeconds: new Float64Array(slots),
    reasons: new Uint8Array(slots),
    affinity: new Float64Array(slots),
    reached: 0,
    seconds: 0,
    delight: 0,
    watchRatio: 0,
    sameness: 0,
    found: 0,
    leaveCause: 0,
    disengageCause: 0,
    hazard: 0
  }
}

export function clearReview(review: Review): void {
  const { actions, watchSeconds, reasons, affinity } = review
  for (let slot = 0; slot < actions.length; slot++) {
    watchSeconds[slot] = affinity[slot] = 0
    actions[slot] = reasons[slot] = 0
  }
  review.reached = review.seconds = review.delight = review.watchRatio = review.sameness = 0
  review.found = review.leaveCause = review.disengageCause = review.hazard = 0
}

export function createSlateView(slots: number): SlateView {
  return {
    user: 0,
    session: 0,
    turn: 0,
    turnsLeft: 0,
    at: 0,
    items: new Int32Array(slots),
    length: 0,
    felt: new Float64Array(SCALARS.length),
    obeyed: 0,
    mood: -1
  }
}
