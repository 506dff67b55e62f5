import type { Instruction } from '../../contract/instruction.ts'
import type { ItemId } from '../../contract/item.ts'
import type { Action, Cause, Ending, Mood, Reason, Scalars } from '../../contract/session.ts'
import type { SavedRow } from '../../crowd/rows.ts'

/** What a person did with one item of a slate. */
export interface Reacted {
  readonly item: ItemId
  readonly actions: readonly Action[]
  readonly watchSeconds: number
  readonly reason: Reason
}

/** One slate that a person went through: slots that it did not reach are not in it. */
export interface Gone {
  readonly session: number
  readonly turn: number
  readonly slots: readonly Reacted[]
  readonly seconds: number
}

/** What is known of the person who waits, by turns. */
export interface PersonObservation {
  /** Never who it is: a number, where its visit stands, its own clock in simulated ms, and how long it was away. */
  readonly user: {
    readonly id: number
    readonly session: number
    readonly turn: number
    readonly at: number
    readonly awayDays: number
  }
  /** Items that may be shown. */
  readonly candidates: readonly ItemId[]
  /** Slates of this episode, the last one last; a few. */
  readonly history: readonly Gone[]
  /** How the person feels; a mood's name and six scalars, 0 … 1. */
  readonly mindset: Readonly<Scalars> & { readonly mood: Mood }
  /** What the person asked for after the last slate; null when it said nothing. */
  readonly instruction: Instruction | null
}

/** An instruction that waits to be followed, and the slate that it was said about. */
export interface Open {
  readonly instruction: Instruction
  readonly slate: Int32Array
  readonly before: number
}

/** All that there is to a person whose episode is under way: plain data. */
export interface PersonState {
  readonly person: number
  session: number
  turn: number
  clock: number
  awayDays: number
  columns: Uint8Array
  mindset: SavedRow
  visit: SavedRow
  open: Open | null
  /** It was asked something since the last slate. */
  isAsked: boolean
  instruction: Instruction | null
  history: readonly Gone[]
  candidates: readonly ItemId[]
  feels: PersonObservation['mindset']
  /** How the last visit ended, while none is under way. */
  ended: { readonly how: Ending; readonly cause: Cause; readonly gapMs: number } | null
}
