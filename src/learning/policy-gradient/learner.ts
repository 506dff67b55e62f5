import type { Luck } from '../../contract/chance.ts'
import { chanceOf, environmentOf, FIRST_SEED } from '../../gym/environment.ts'
import type { Problem, Progress, Saved, Trainer } from '../trainer.ts'
import { type Adam, createAdam } from './adam.ts'
import { play, type Rollout } from './rollout.ts'
import type { Range } from './settings.ts'
import { createSlatePolicy, type SlatePolicy } from './slate-policy.ts'

/** What all trainers of a slate policy may be told. */
export interface LearnerOptions {
  /** Widths of the policy's hidden layers; none: scores are linear in an item's numbers. */
  readonly hidden?: readonly number[]
  /** Episodes of a batch; of groups, each of their members is one. */
  readonly episodes?: number
  /** Step size of the policy. */
  readonly rate?: number
  /** What a reward is worth a turn earlier, 0 … 1. */
  readonly discount?: number
  /** Worth of a nat of entropy, in units of the advantages' deviation. */
  readonly entropy?: number
  /** Longest gradient of a step; longer ones are shortened. */
  readonly longest?: number
}

export const LEARNER = {
  hidden: { is: [] as readonly number[] },
  episodes: { is: 32, low: 1, high: 100_000, whole: true },
  rate: { is: 0.03, low: 1e-8, high: 10 },
  discount: { is: 0.99, low: 0, high: 1 },
  entropy: { is: 0.001, low: 0, high: 10 },
  longest: { is: 1, low: 1e-6, high: 1e6 }
} as const satisfies Record<keyof LearnerOptions, Range>

/** What an algorithm is beside the others. */
export interface Method<Observation, Action> {
  /** Members that play the same episode. */
  readonly group: number
  /** Each member has a luck of its own in the world too. */
  readonly isWorldShaken?: boolean
  /** Learns from a batch; rollouts of one group stand together. @returns signs */
  learn(rollouts: readonly Rollout[], learner: Learner<Observation, Action>): Readonly<Record<string, number>>
  /** What it knows beside the policy. */
  save(): Saved
}

export interface Learner<Observation, Action> {
  readonly policy: SlatePolicy<Observation, Action>
  readonly adam: Adam
  /** Of the order in which batches are gone through. */
  readonly luck: Luck
  /** Batches so far. */
  readonly round: number
}

type Filled = Required<LearnerOptions>

/**
 * A trainer of a slate policy: plays batches of episodes, and leaves the learning to a method. The first batch is only
 * looked at, for the units of what is seen.
 */
export function createLearner<Observation, Action>(
  name: string,
  { staged, encoder }: Problem<Observation, Action>,
  { hidden, episodes: wanted }: Pick<Filled, 'hidden' | 'episodes'>,
  seed = FIRST_SEED,
  saved: Saved | undefined,
  method: Method<Observation, Action>
): Trainer<Observation, Action> {
  const chance = chanceOf(seed, 0)
  const policy = createSlatePolicy(encoder, { hidden }, chance.for('policy weights'), saved?.policy as Saved)
  const adam = createAdam(policy.weights.length, saved?.adam as Saved)
  const done = { round: 0, groups: 0, episodes: 0, steps: 0, ...(saved?.done as object) }
  const environment = environmentOf(staged, { seed, from: done.groups })
  const luck = chance.for('policy')
  const groups = Math.max(1, Math.round(wanted / method.group))

  function playGroup(): Rollout[] {
    const { observation } = environment.reset()
    const start = environment.snapshot()
    const episode = done.groups++
    return Array.from({ length: method.group }, (_, member) => {
      const again = method.isWorldShaken ? { luck: member } : {}
      const from = member === 0 ? observation : environment.restore(start, again).observation
      return play(environment, policy, from, { luck, episode, member })
    })
  }

  function playBatch(): Rollout[] {
    const rollouts = Array.from({ length: groups }, playGroup).flat()
    done.episodes += rollouts.length
    done.steps += rollouts.reduce((sum, { turns }) => sum + turns.length, 0)
    return rollouts
  }

  return {
    name,
    improve(): Progress {
      if (done.round === 0) policy.look(playBatch().flatMap(({ turns }) => turns))
      const rollouts = playBatch()
      const signs = method.learn(rollouts, { policy, adam, luck: chance.for('order'), round: done.round })
      done.round++
      const mean = rollouts.reduce((sum, { total }) => sum + total, 0) / rollouts.length
      return { steps: done.steps, episodes: done.episodes, mean, signs }
    },
    act(observation, { episode, turn, chance: now }, isGreedy) {
      const draw = isGreedy ? undefined : { luck: now.for('policy'), episode, turn }
      return policy.act(policy.choose(observation, draw), observation)
    },
    save: () => ({ policy: policy.save(), adam: adam.save(), done: { ...done }, ...method.save() })
  }
}
