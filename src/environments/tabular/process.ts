import { type Encoder, laws, type Mdp, type Process } from '../../define.ts'

/** Where an episode stands: the position of its state. */
export interface TabularState {
  state: number
}

/**
 * A world that is known whole, to act in: an observation is the position of its state, an action that of its action. The
 * reward is what the table says; where the chances of what follows lack of 1, the person leaves.
 */
export function tabularProcess(mdp: Mdp): Process<TabularState, number, number> {
  const { states, actions, starts, outcomes, horizon } = mdp
  const engagement = laws.planning.greedy(mdp)
  const { actions: best } = laws.planning.plan(mdp)
  return {
    spaces: {
      observation: { kind: 'index', n: states.length },
      action: { kind: 'index', n: actions.length }
    },
    horizon,
    mdp,
    encoder: oneHot(states.length, actions.length),
    begin: ({ episode, chance }) => ({ state: drawn(starts, chance.for('start').at(episode)) }),
    observe: ({ state }) => state,
    step(now, action, { episode, turn, chance }) {
      const { reward, next } = outcomes[now.state]![action]!
      const to = drawn(next, chance.for('mood').at(episode, 0, turn))
      if (to >= 0) now.state = to
      return { reward, isOver: to < 0, info: { state: states[now.state] } }
    },
    baselines: {
      engagement: { description: 'what earns most at once', act: (state) => engagement[state]! },
      retention: {
        description: 'what earns most in the long run: the optimum',
        act: (state, { turn }) => best[turn]![state]!
      }
    }
  }
}

/** Position of what a number above 0 and below 1 falls on; −1 beyond the last. */
function drawn(chances: readonly number[], u: number): number {
  let sum = 0
  for (const [at, chance] of chances.entries()) {
    sum += chance
    if (u < sum) return at
  }
  return -1
}

/** Every state has a number of its own, and every action in it: a policy over them is a table. */
const oneHot = (states: number, actions: number): Encoder<number, number> => ({
  stateSize: states,
  itemSize: states * actions,
  slateSize: 1,
  most: actions,
  encode(at, state, items) {
    state.fill(0, 0, states)
    state[at] = 1
    items.fill(0, 0, actions * states * actions)
    for (let action = 0; action < actions; action++) items[action * states * actions + at * actions + action] = 1
    return actions
  },
  action: (chosen) => chosen[0]!
})
