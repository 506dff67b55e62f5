import { type BanditName, createBandit } from './bandits/index.ts'
import { createGrpo, createPpo, createReinforce } from './policy-gradient/index.ts'
import { createSlateQ } from './slateq/index.ts'
import { createQLearning, createSarsa } from './tabular/index.ts'
import type { Problem, Saved, Trainer } from './trainer.ts'

/** A way of learning, by name. */
export interface Algorithm {
  readonly description: string
  /** It learns only in worlds that are small enough to be known whole. */
  readonly needsMdp?: true
  /** What it knows is a slate policy, which may become a recommender. */
  readonly isPolicy?: true
  create(problem: Problem, options: Readonly<Record<string, unknown>> & { seed?: number }, saved?: Saved): Trainer
}

export const TRAINERS = {
  reinforce: {
    description: 'REINFORCE with a learnt baseline',
    isPolicy: true,
    create: createReinforce
  },
  ppo: {
    description: 'PPO: clipped ratios, generalized advantages, a guard on divergence',
    isPolicy: true,
    create: createPpo
  },
  grpo: {
    description: 'GRPO: members of a group from one start are each other’s baseline, by whole returns',
    isPolicy: true,
    create: (problem, options, saved) => createGrpo(problem, { ...options, credit: 'trajectory' }, saved)
  },
  slateq: {
    description: 'SlateQ: what an item is worth in the long run if it is taken, and the slate that is worth most',
    create: (problem, options, saved) => createSlateQ(false, problem, options, saved)
  },
  'slateq-sarsa': {
    description: 'SlateQ of the slates that it shows itself (SARSA)',
    create: (problem, options, saved) => createSlateQ(true, problem, options, saved)
  },
  'epsilon-greedy': {
    description: 'a linear bandit that now and then shows anything',
    create: bandit('epsilon-greedy')
  },
  thompson: { description: 'a linear bandit by Thompson sampling', create: bandit('thompson') },
  'lin-ucb': { description: 'LinUCB: what may be best, doubt added', create: bandit('lin-ucb') },
  'q-learning': { description: 'Q-learning over a table', needsMdp: true, create: tabular(createQLearning) },
  sarsa: { description: 'SARSA over a table', needsMdp: true, create: tabular(createSarsa) },
  'grpo-turn': {
    description: 'GRPO with credit by turn: what is still to come, against others in the same state',
    isPolicy: true,
    create: (problem, options, saved) => createGrpo(problem, { ...options, credit: 'turn' }, saved)
  }
} as const satisfies Readonly<Record<string, Algorithm>>
export type TrainerName = keyof typeof TRAINERS

/** Observations and actions of worlds with tables are numbers. */
function tabular(create: typeof createQLearning): Algorithm['create'] {
  return (problem, options, saved) => create(problem as Problem<number, number>, options, saved) as unknown as Trainer
}

/** Each turn for itself. */
function bandit(name: BanditName): Algorithm['create'] {
  return (problem, options, saved) => createBandit(name, problem, options, saved)
}
