import type { WorldEvent } from '../contract/event.ts'
import type { Witness } from './parts.ts'

/** Where a run is. */
export interface Place {
  readonly session: number
  readonly turn: number
}

/** Looks on while a world is played. Nothing of what comes of it changes by that; how long it takes may. */
export interface Onlooker {
  /** Those who are present are about to wait for slates; the world waits until this is done, or its run is stopped. */
  before?(place: Place, present: number): Promise<void> | undefined
  /** The turn begins: what is done to the world before it has been done, and another recommender may be there. */
  ready?(place: Place): void
  /** As often as the process breathes, within a turn too. */
  breathed?(done: number, left: number): void
  /** All have had their turn; `present` stay for another. */
  after?(place: Place, present: number): void
  readonly witness?: Witness | undefined
  readonly listener?: Listener
}

/** Wants the events of some people. */
export interface Listener {
  /** 1 for each person of whom it wants to hear; undefined while there is none. A turn is heard by those who were wanted when it began. */
  readonly ears: Uint8Array | undefined
  /** Person by person once a turn is over, each in the order in which it happened. */
  told(event: WorldEvent): void
}
