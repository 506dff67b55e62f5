import type { CreateTrainer } from '../trainer.ts'
import { joined } from './actor-critic.ts'
import { relative, returnsToGo, scaled, spreadOf } from './advantages.ts'
import { createLearner, LEARNER, type LearnerOptions } from './learner.ts'
import { CLIPPED, type ClippedOptions } from './ppo.ts'
import type { Played, Rollout } from './rollout.ts'
import { type Range, settingsFrom } from './settings.ts'
import { climb } from './surrogate.ts'

/** Whom a turn is measured against, within its group. */
export type Credit = 'trajectory' | 'turn'

export interface GrpoOptions extends LearnerOptions, ClippedOptions {
  /** Members that play the same person from the same start. */
  readonly group?: number
  /**
   * `trajectory`: each turn of a member gets what the member's whole return is above the group's mean. `turn`: each turn
   * gets what is still to come above the mean of the members who stood in the same state at that turn, or, for those who
   * stood there alone, of all that did.
   */
  readonly credit?: Credit
  /** Whether members have a luck of their own in the world too; else they differ by what they are shown only. */
  readonly isWorldShaken?: boolean
}

const RANGES = {
  ...LEARNER,
  episodes: { ...LEARNER.episodes, is: 16 },
  ...CLIPPED,
  group: { is: 8, low: 2, high: 1_024, whole: true },
  credit: { is: 'turn', of: ['trajectory', 'turn'] },
  isWorldShaken: { is: false }
} as const satisfies Record<keyof GrpoOptions, Range>

/**
 * GRPO: the members of a group are each other's baseline, and there is no critic. Advantages sum to 0 among those that are
 * measured against each other, and stand in units of the batch's spread.
 *
 * @throws RecoError `train.bad-option`, `train.bad-checkpoint`; `improve`: `train.diverged`
 * @source group-relative: Shao et al., DeepSeekMath, 2024; by turn: Feng et al., Group-in-group policy optimization for LLM
 *         agent training, 2025; no length bias: Liu et al., Understanding R1-Zero-like training, 2025
 */
export function createGrpo<Observation, Action>(
  ...[problem, { seed, ...given }, saved]: Parameters<CreateTrainer<GrpoOptions, Observation, Action>>
): ReturnType<CreateTrainer<GrpoOptions, Observation, Action>> {
  const settings = settingsFrom<Required<GrpoOptions>>(RANGES, given)
  const { group, credit, discount, isWorldShaken } = settings
  return createLearner(credit === 'turn' ? 'grpo-turn' : 'grpo', problem, settings, seed, saved, {
    group,
    isWorldShaken,
    learn(rollouts, { policy, adam, luck, round }) {
      const groups = Array.from({ length: rollouts.length / group }, (_, at) =>
        rollouts.slice(at * group, (at + 1) * group)
      )
      const advantages = scaled(joined(groups.map((one) => advantagesOf(one, credit, discount))))
      const turns = rollouts.flatMap((one) => one.turns)
      const climbed = climb(policy, adam, { turns, advantages }, settings, luck, round)
      const spreads = groups.map((one) => spreadOf(above(one.map(({ total }) => total))))
      return { ...climbed, spread: spreads.reduce((sum, one) => sum + one, 0) / spreads.length }
    },
    save: () => ({})
  })
}

/** Of every turn of a group, one member after the other; they sum to 0 among those measured against each other. */
export function advantagesOf(group: readonly Rollout[], credit: Credit, discount: number): Float64Array {
  const returns = group.map(({ turns }) =>
    returnsToGo(
      turns.map(({ reward }) => reward),
      discount
    )
  )
  if (credit === 'turn') return relative(joined(returns), anchorsOf(group))
  const advantages = above(returns.map((one) => one[0] ?? 0))
  return joined(group.map(({ turns }, at) => new Float64Array(turns.length).fill(advantages[at]!)))
}

const above = (values: readonly number[]): Float64Array =>
  relative(
    values,
    values.map(() => 0)
  )

/** What turns are measured against each other by. */
function anchorsOf(group: readonly Rollout[]): string[] {
  const states = group.flatMap(({ turns }) => turns.map(({ state }: Played, turn) => `turn ${turn}: ${state}`))
  const times = new Map<string, number>()
  for (const state of states) times.set(state, (times.get(state) ?? 0) + 1)
  const numbers = group.flatMap(({ turns }) => turns.map((_, turn) => `turn ${turn}`))
  return states.map((state, at) => (times.get(state)! > 1 ? state : numbers[at]!))
}
