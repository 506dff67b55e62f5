import type { Catalogue } from './catalogue.ts'
import type { Chance } from './chance.ts'
import type { Instruction } from './instruction.ts'
import type { Models } from './model.ts'

/** What a recommender may know of the person who waits: what was shown and said, never who it is. */
export interface Request {
  readonly user: number
  readonly session: number
  readonly turn: number
  readonly at: number
  /** Items wanted. */
  readonly size: number
  /** Whether this person has been shown the item lately; a full catalogue is forgotten by and by. */
  shown(item: number): boolean
}

/** Positions in the catalogue, the first on top. */
export interface Slate {
  readonly items: readonly number[]
  /** The chance of each item in its slot, 0 … 1; null or absent where none is kept. */
  readonly propensities?: readonly (number | null)[]
  /** Why, in a few words, for the whole slate or each slot. */
  readonly why?: string | readonly string[]
  /** What was planned, when there was something to think about. */
  readonly plan?: { readonly plan: string; readonly calls: readonly { tool: string; input: string }[] }
  /** There was something to think about and no time for it: this is what was at hand. It is counted, and told. */
  readonly isLate?: true
}

/** What one person did with one slate: what a recommender learns from. Reused: copy what must last. */
export interface Feedback {
  readonly user: number
  readonly session: number
  readonly turn: number
  readonly items: Int32Array
  readonly length: number
  /** Bits of ACTIONS; 0 for slots that were not reached. */
  readonly actions: Uint8Array
  readonly watchSeconds: Float64Array
  readonly reasons: Uint8Array
  readonly reached: number
  /** What the person thought of each slot that it reached, where its mind thinks in words of its own. */
  readonly thoughts?: readonly string[]
}

/**
 * All who wait for a slate, in columns: row r is person `users[r]`, and its slots start at r · size. Reused: copy what must
 * last.
 */
export interface Round {
  readonly session: number
  readonly turn: number
  /** Rows in use. */
  readonly count: number
  /** Items wanted for each. */
  readonly size: number
  readonly users: Int32Array
  /** Simulated ms at which the person gets its slate. */
  readonly at: Float64Array
  /** To be filled: positions in the catalogue, the first on top. */
  readonly items: Int32Array
  /** To be filled: how many of a row's slots hold an item. */
  readonly lengths: Uint8Array
  /** To be filled where it is there and a chance is known: of each item in its slot, 0 … 1. It comes as NaN: none is kept. */
  readonly propensities: Float64Array | undefined
  /** What each person has been shown lately. */
  readonly shown: ShownItems
}

/** A bit a person and item: bit `item & 31` of word user · words + (item >>> 5). */
export interface ShownItems {
  readonly bits: Uint32Array
  /** Words that a person has. */
  readonly words: number
  has(user: number, item: number): boolean
}

/** What everybody did with its slate, in the columns of their round. Rows with `reached` 0 saw nothing. */
export interface ReviewedRound extends Omit<Round, 'propensities' | 'shown' | 'at'> {
  /** Bits of ACTIONS; 0 for slots that were not reached. */
  readonly actions: Uint8Array
  readonly watchSeconds: Float64Array
  /** Position in REASONS. */
  readonly reasons: Uint8Array
  readonly reached: Uint8Array
}

/** Fills a round. @returns why, which is asked until the next round */
export interface RecommendInto {
  (round: Round): Why | undefined
  /** The `recommend` that gives the same slates. Where somebody has put another in its place, that one serves. */
  readonly alike?: Recommender['recommend']
}

/** Why, in a few words: for all slates alike, or asked for a row and slot while somebody listens. */
export type Why = string | ((row: number, slot: number) => string)

export interface RecommenderSetting {
  readonly catalogue: Catalogue
  readonly chance: Chance
  readonly slateSize: number
  /** The mind's own liking, for definitions that declare `oracle`. */
  readonly truth?: (user: number, item: number) => number
  /** For definitions that say `asksModel`. */
  readonly models?: Models | undefined
}

/** One way of recommending: one file of the shelf `recommenders`. */
export interface RecommenderDefinition {
  readonly description: string
  /** It looks into people's minds, to mark the bounds in tests. No such file stands on the shelf. */
  readonly oracle?: true
  /**
   * What it keeps of one person changes no slate of another, but for what `gather` takes in, and it answers at once: its
   * people may be spread over threads, each with a recommender of this kind of its own.
   */
  readonly splits?: true
  /** It never asks what was shown, so that nothing needs to be kept of that. */
  readonly repeats?: true
  /** It thinks with the help of a language model, which it is given. */
  readonly asksModel?: true
  create(setting: RecommenderSetting): Recommender
}

/**
 * Perceives (learn, gather, instructed), plans (plan), acts (recommend), remembers (endOfSession). Called in person order
 * within a turn: `plan` for all, slates for all, then `learn` for all, then `gather`.
 */
export interface Recommender {
  recommend(request: Request): Slate | Promise<Slate>
  /**
   * Thinks, at once or later, before anybody gets a slate. Those whom it could not think of in time get what is at hand
   * (`Slate.isLate`).
   *
   * @returns how many they are
   */
  plan?(requests: readonly Request[]): number | Promise<number>
  /** All who wait at once; by default one after the other. */
  recommendBatch?(requests: readonly Request[]): readonly Slate[] | Promise<readonly Slate[]>
  /** The same slates as `recommend` gives, for all who wait, in columns: what large populations are served with. */
  recommendInto?: RecommendInto
  /** What one person did says of that person. */
  learn?(feedback: Feedback): void | Promise<void>
  /** What all of them did says of everybody: once a turn. */
  gather?(reviewed: ReviewedRound): void
  instructed?(user: number, instruction: Instruction, feedback: Feedback): void | Promise<void>
  endOfSession?(user: number, session: number): void | Promise<void>
  /** What it remembers of a person, a line each, for whoever looks at it. */
  recall?(user: number): readonly string[]
}
