import type { Luck } from '../../contract/chance.ts'
import type { Environment } from '../../contract/environment.ts'
import { kept, type Seen, type SlatePolicy } from './slate-policy.ts'

/** One turn of an episode, to learn from. */
export interface Played extends Seen {
  readonly reward: number
}

/** One episode, or one member's way through it. */
export interface Rollout {
  readonly turns: readonly Played[]
  /** Undiscounted return. */
  readonly total: number
}

/**
 * Plays an episode to its end.
 *
 * @param observation  what is observed as it begins
 * @param luck         of the policy; drawn at (episode, member, turn)
 */
export function play<Observation, Action>(
  environment: Environment<Observation, Action>,
  policy: SlatePolicy<Observation, Action>,
  observation: Observation,
  { luck, episode, member }: { readonly luck: Luck; readonly episode: number; readonly member: number }
): Rollout {
  const turns: Played[] = []
  let total = 0
  for (let turn = 0, isOver = false; !isOver; turn++) {
    const seen = kept(policy.choose(observation, { luck, episode, member, turn }))
    const step = environment.step(policy.act(seen, observation))
    turns.push({ ...seen, reward: step.reward })
    total += step.reward
    observation = step.observation
    isOver = step.terminated || step.truncated
  }
  return { turns, total }
}
