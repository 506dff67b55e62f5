import type { Instruction } from '../contract/instruction.ts'
import type { Catalogue, Chance, MetricDefinition, Mind, Review, SlateView } from '../contract/plugin.ts'
import type { People } from '../contract/population.ts'
import type { Cause, Ending } from '../contract/session.ts'
import type { Bus } from '../streams/bus.ts'
import type { Cast, Visits } from '../streams/cast.ts'

import type { Ledger } from './chronicle.ts'
import type { Listener } from './onlooker.ts'

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
  /** People who have their turn before the process may see to something else; a few thousand where it is left out. */
  readonly inOneGo?: number | undefined
  /** People come day by day, up to this one. */
  readonly days?: number | undefined
  /** Wants the events of some people. */
  readonly listener?: Listener | undefined
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
  /** It reads no words of what is said, so that none need to be found for it. */
  readonly isWordless?: true
  /** The slate after an instruction is shown: how far the one before it satisfied it, and how far this one, 0 … 1. */
  followed?(user: number, session: number, turn: number, instruction: Instruction, before: number, after: number): void
  ended?(user: number, session: number, turn: number, how: Ending, reason: Cause): void
}
