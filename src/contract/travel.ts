import type { Measured } from './result.ts'

/** How far a post goes from person to person: means over whole worlds, with intervals over worlds. */
export interface Travel {
  /** Who follows whom. */
  readonly graph: string
  readonly worlds: number
  readonly people: number
  /** People who were shown it by whoever published it. */
  readonly seeded: Measured
  /** People who met it in the end, those among them. */
  readonly reached: Measured
  /** reached / seeded: 1 where nobody had it from another. */
  readonly perSeed: Measured
  /** People who shared it. */
  readonly shares: Measured
  /** Of those who shared it, how many others did for each, of those it reached through them. From 1 on it goes on by itself. */
  readonly reproduction: Measured
  /** Steps from the first to the one furthest away. */
  readonly depth: Measured
  readonly structuralVirality: Measured
  /** Slates until most people were reached from others. */
  readonly timeToPeak: Measured
  /** People reached in each round, on average; those who began cascades in it too. */
  readonly byRound: readonly number[]
}
