import type { Encoder, Moment } from '../contract/environment.ts'
import type { Staged } from '../gym/environment.ts'

/** What is to be learnt: a world, and the numbers that a learner sees of it. */
export interface Problem<Observation = unknown, Action = unknown> {
  readonly staged: Staged<unknown, Observation, Action>
  readonly encoder: Encoder<Observation, Action>
}

/** How far a trainer has come. */
export interface Progress {
  /** Steps of the environment and whole episodes since it began, those before a resume too. */
  readonly steps: number
  readonly episodes: number
  /** Mean undiscounted return of the episodes that this batch played, with the policy as it was. */
  readonly mean: number
  /** What shows whether learning is sound: entropy, gradient norm, importance ratios, spread of returns in a group … */
  readonly signs: Readonly<Record<string, number>>
}

/** Plain data: what goes into a checkpoint as JSON. */
export type Saved = { readonly [key: string]: unknown }

/**
 * Learns to act in a world: plays a batch of episodes, and becomes better. All chance is addressed by seed and number, so
 * that a trainer made anew from what it saved goes on as if it had never stopped.
 */
export interface Trainer<Observation = unknown, Action = unknown> {
  readonly name: string
  /** Plays one batch and learns from it. */
  improve(): Progress
  /** What it would do now; `isGreedy`: the best that it knows, not a draw. */
  act(observation: Observation, moment: Moment, isGreedy: boolean): Action
  /** All that it knows. */
  save(): Saved
}

/** Makes a trainer; from what one saved, that one again. */
export type CreateTrainer<Options, Observation = unknown, Action = unknown> = (
  problem: Problem<Observation, Action>,
  options: Options & { readonly seed?: number },
  saved?: Saved
) => Trainer<Observation, Action>
