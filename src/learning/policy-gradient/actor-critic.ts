import { chanceOf, FIRST_SEED } from '../../gym/environment.ts'
import type { Problem, Saved, Trainer } from '../trainer.ts'
import { gae, returnsToGo, standardised } from './advantages.ts'
import { createCritic } from './critic.ts'
import { createLearner, type LearnerOptions } from './learner.ts'
import type { Rollout } from './rollout.ts'
import type { Range } from './settings.ts'
import { type ClimbOptions, climb } from './surrogate.ts'

/** What trainers with a critic may be told beside. */
export interface CriticSettings {
  /** Widths of its hidden layers; none: it is linear in a state's numbers. */
  readonly criticHidden?: readonly number[]
  readonly criticRate?: number
  /** Times that it goes through a batch. */
  readonly criticPasses?: number
}

export const CRITIC = {
  criticHidden: { is: [16] as readonly number[] },
  criticRate: { is: 0.03, low: 1e-8, high: 1 },
  criticPasses: { is: 4, low: 1, high: 100, whole: true }
} as const satisfies Record<keyof CriticSettings, Range>

type Settings = Required<LearnerOptions & CriticSettings> &
  Pick<ClimbOptions, 'epochs' | 'minibatch' | 'clip' | 'kl'> & { readonly trace: number }

/** States of a step of the critic. */
const MINIBATCH = 64

/** A trainer whose advantages are what went better than its critic foretold, in units of their deviation. */
export function createActorCritic<Observation, Action>(
  name: string,
  problem: Problem<Observation, Action>,
  settings: Settings,
  seed = FIRST_SEED,
  saved?: Saved
): Trainer<Observation, Action> {
  const { discount, trace, criticHidden, criticRate, criticPasses } = settings
  const chance = chanceOf(seed, 0)
  const critic = createCritic(
    problem.encoder.stateSize,
    { hidden: criticHidden, rate: criticRate, passes: criticPasses, minibatch: MINIBATCH },
    chance.for('critic weights'),
    saved?.critic as Saved | undefined
  )
  const judged = ({ turns }: Rollout) => {
    const rewards = turns.map(({ reward }) => reward)
    const values = turns.map(({ state }) => critic.value(state))
    return { advantages: gae(rewards, values, discount, trace), returns: returnsToGo(rewards, discount) }
  }
  return createLearner(name, problem, settings, seed, saved, {
    group: 1,
    learn(rollouts, { policy, adam, luck, round }) {
      const turns = rollouts.flatMap((one) => one.turns)
      const all = rollouts.map(judged)
      const advantages = standardised(joined(all.map((one) => one.advantages)))
      const climbed = climb(policy, adam, { turns, advantages }, settings, luck, round)
      const states = turns.map(({ state }) => state)
      const returns = joined(all.map((one) => one.returns))
      return { ...climbed, foretold: critic.fit(states, returns, chance.for('critic order'), round) }
    },
    save: () => ({ critic: critic.save() })
  })
}

/** One after the other. */
export const joined = (parts: readonly Float64Array[]): Float64Array =>
  Float64Array.from(parts.flatMap((part) => Array.from(part)))
