import type { Staged } from '../gym/episodes.ts'

type AnyStaged = Staged<unknown, unknown, unknown>

/** What is served: one world, as many of it as there are sessions. */
export interface Offer {
  readonly name: string
  readonly description: string
  readonly version: string
  /** Whoever begins without a seed is given the next episode of this one. */
  readonly seed: number
  /** A world for a session of its own. */
  stage(): AnyStaged
}

/** How a session is told and tells: as the world says it, or in numbers of fixed shape. */
export const SHAPES = ['plain', 'numbers'] as const
export type Shape = (typeof SHAPES)[number]
