import type { CreateTrainer } from '../trainer.ts'
import { CRITIC, type CriticSettings, createActorCritic } from './actor-critic.ts'
import { LEARNER, type LearnerOptions } from './learner.ts'
import { type Range, settingsFrom } from './settings.ts'

/** How far a batch is followed. */
export interface ClippedOptions {
  /** Times that it goes through a batch, at most. */
  readonly epochs?: number
  /** Turns of a step. */
  readonly minibatch?: number
  /** Share that the chance of a slate may move before it is not followed further. */
  readonly clip?: number
  /** Nats from the policy that played at which a batch is left. */
  readonly kl?: number
}

export const CLIPPED = {
  epochs: { is: 6, low: 1, high: 100, whole: true },
  minibatch: { is: 256, low: 1, high: 1_000_000, whole: true },
  clip: { is: 0.2, low: 1e-3, high: 10 },
  kl: { is: 0.05, low: 1e-6, high: 100 }
} as const satisfies Record<keyof ClippedOptions, Range>

export interface PpoOptions extends LearnerOptions, CriticSettings, ClippedOptions {
  /** Of the advantages, 0 … 1: 0 trusts the critic, 1 the returns. */
  readonly trace?: number
}

const RANGES = { ...LEARNER, ...CRITIC, ...CLIPPED, trace: { is: 0.9, low: 0, high: 1 } } as const

/**
 * PPO with clipped ratios, generalized advantage estimates, and a guard on how far a batch may carry.
 *
 * @throws RecoError `train.bad-option`, `train.bad-checkpoint`; `improve`: `train.diverged`
 * @source Schulman, Wolski, Dhariwal, Radford & Klimov, Proximal policy optimization algorithms, 2017
 */
export function createPpo<Observation, Action>(
  ...[problem, { seed, ...given }, saved]: Parameters<CreateTrainer<PpoOptions, Observation, Action>>
): ReturnType<CreateTrainer<PpoOptions, Observation, Action>> {
  return createActorCritic('ppo', problem, settingsFrom<Required<PpoOptions>>(RANGES, given), seed, saved)
}
