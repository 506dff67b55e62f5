/**
 * What goes over the studio's socket `/inspect`. Everybody is told in the shapes of XState's inspector (version 0.7.2 of its
 * client); whoever asks with `?protocol=recoworld`, as our page does, gets these as well. All of it is plain JSON, and what
 * programs said is as they said it: whoever shows it escapes it.
 */

/** A line of the list of actors. */
export interface ActorRow {
  readonly sessionId: string
  readonly name: string
  readonly parentId: string | null
  readonly rootId: string | null
  /** Whose it is: `here` for the studio's own process, else which of the programs that have called in. */
  readonly source: string
  readonly definitionHash: string | null
  /** Where it is, in words, such as `waiting · bored`; empty for what is no machine. */
  readonly state: string
  readonly status: string
  /** Neither over, nor of a program that has hung up. */
  readonly isLive: boolean
}

/** One event that an actor took in, and where it came to rest. */
export interface InspectedStep {
  /** Ms since 1970. */
  readonly at: number
  readonly event: { readonly type: string; readonly [key: string]: unknown }
  /** Who sent it, where that was told. */
  readonly from: string | null
  /** Names of the arrows that fired, in order; null where nobody told. */
  readonly arrows: readonly string[] | null
  /** The state value, as XState has it. */
  readonly value: unknown
}

/** Rows that are new or different; the whole list at first. */
export interface ActorsTold {
  readonly type: '@recoworld.actors'
  readonly isWhole: boolean
  readonly actors: readonly ActorRow[]
  readonly forgotten: readonly string[]
  /** Bounds that were hit, each in a sentence. */
  readonly notes: readonly string[]
}

/** What is kept of an actor that one has just turned to. */
export interface HistoryTold {
  readonly type: '@recoworld.history'
  readonly sessionId: string
  readonly steps: readonly InspectedStep[]
  /** Earlier steps that were let go of. */
  readonly dropped: number
}

/** So many messages were left out, since the line was full; where everybody is now has been told since. */
export interface DroppedTold {
  readonly type: '@recoworld.dropped'
  readonly messages: number
}

/** Which arrows an actor has just gone. */
export interface MicrostepTold {
  readonly type: '@xstate.microstep'
  readonly sessionId: string
  readonly rootId?: string | undefined
  readonly createdAt: string
  readonly id: null
  readonly _version: string
  readonly event: { readonly type: string }
  readonly arrows: readonly string[]
}

/** Asks for every event of these actors, and of no others. */
export interface FocusAsked {
  readonly type: '@recoworld.focus'
  readonly sessionIds: readonly string[]
}
