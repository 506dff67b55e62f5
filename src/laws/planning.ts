import type { Mdp } from '../contract/environment.ts'

/** The best that can be done in a world that is known whole. */
export interface Plan {
  /** [turn][state]: what is to be earned from there on, at best. */
  readonly values: readonly Float64Array[]
  /** [turn][state]: the best action; the first among equals. */
  readonly actions: readonly Int32Array[]
  /** What an episode earns at best, from where it begins. */
  readonly value: number
}

/**
 * Value iteration over a finite horizon, exact but for rounding.
 *
 * @source Bellman, Dynamic programming, 1957
 */
export function plan(mdp: Mdp): Plan {
  const { states, actions, horizon } = mdp
  const values = [new Float64Array(states.length)]
  const best: Int32Array[] = []
  for (let turn = horizon - 1; turn >= 0; turn--) {
    const later = values[0]!
    const now = new Float64Array(states.length)
    const acts = new Int32Array(states.length)
    for (let state = 0; state < states.length; state++) {
      now[state] = Number.NEGATIVE_INFINITY
      for (let action = 0; action < actions.length; action++) {
        const worth = worthOf(mdp, state, action, later)
        if (worth <= now[state]!) continue
        now[state] = worth
        acts[state] = action
      }
    }
    values.unshift(now)
    best.unshift(acts)
  }
  return { values, actions: best, value: begun(mdp, values[0]!) }
}

/** What an episode earns on average under a policy, exactly. @param policy the action at a state and turn */
export function worthUnder(mdp: Mdp, policy: (state: number, turn: number) => number): number {
  let later = new Float64Array(mdp.states.length)
  for (let turn = mdp.horizon - 1; turn >= 0; turn--)
    later = Float64Array.from(mdp.states, (_, state) => worthOf(mdp, state, policy(state, turn), later))
  return begun(mdp, later)
}

/** The action that earns most at once, in each state; the first among equals. */
export const greedy = ({ outcomes }: Mdp): Int32Array =>
  Int32Array.from(outcomes, (actions) =>
    actions.reduce((best, { reward }, action) => (reward > actions[best]!.reward ? action : best), 0)
  )

function worthOf({ outcomes }: Mdp, state: number, action: number, later: Float64Array): number {
  const { reward, next } = outcomes[state]![action]!
  return next.reduce((sum, chance, to) => sum + chance * later[to]!, reward)
}

const begun = ({ starts }: Mdp, values: Float64Array): number =>
  starts.reduce((sum, chance, state) => sum + chance * values[state]!, 0)
