import type { CreateTrainer } from '../trainer.ts'
import { CRITIC, type CriticSettings, createActorCritic } from './actor-critic.ts'
import { LEARNER, type LearnerOptions } from './learner.ts'
import { settingsFrom } from './settings.ts'

export interface ReinforceOptions extends LearnerOptions, CriticSettings {}

const RANGES = { ...LEARNER, ...CRITIC, rate: { ...LEARNER.rate, is: 0.05 } } as const

/** One step a batch, along the whole return. */
const ONCE = {
  trace: 1,
  epochs: 1,
  minibatch: Number.POSITIVE_INFINITY,
  clip: Number.POSITIVE_INFINITY,
  kl: Number.POSITIVE_INFINITY
}

/**
 * REINFORCE with a learnt baseline: one step a batch along advantage · slope of log chance, with the exact chance of the
 * whole slate; advantages are what is still to come less what the critic foretold.
 *
 * @throws RecoError `train.bad-option`, `train.bad-checkpoint`; `improve`: `train.diverged`
 * @source Williams, Simple statistical gradient-following algorithms for connectionist reinforcement learning, Machine
 *         Learning 8, 1992
 */
export function createReinforce<Observation, Action>(
  ...[problem, { seed, ...given }, saved]: Parameters<CreateTrainer<ReinforceOptions, Observation, Action>>
): ReturnType<CreateTrainer<ReinforceOptions, Observation, Action>> {
  const settings = settingsFrom<Required<ReinforceOptions>>(RANGES, given)
  return createActorCritic('reinforce', problem, { ...settings, ...ONCE }, seed, saved)
}
