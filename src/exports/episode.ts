import type { ItemId } from '../contract/item.ts'
import type { Terms } from '../gym/person/reward.ts'
import type { PersonObservation } from '../gym/person/state.ts'

/** One turn of a log, as an environment tells it. */
export interface LoggedStep {
  /** What was known before the slate was shown. */
  readonly observation: PersonObservation
  /** The slate, the first on top. */
  readonly action: readonly ItemId[]
  /** The chance of each slot, given those above it; null where the recommender told none. */
  readonly propensities: readonly (number | null)[]
  readonly reward: number
  readonly terms: Readonly<Terms>
  readonly terminated: boolean
  readonly truncated: boolean
}

/** All visits of one person of a log. */
export interface LoggedEpisode {
  readonly person: number
  readonly population: string
  readonly segment: string
  readonly steps: readonly LoggedStep[]
  /** What was seen when it was over. */
  readonly last: PersonObservation
}

/** The chance of a whole slate; NaN where a slot has none. */
export const propensityOf = ({ propensities }: LoggedStep): number =>
  propensities.reduce<number>((product, one) => product * (one ?? Number.NaN), 1)
