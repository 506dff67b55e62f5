import type { Mdp, Process } from '../../src/contract/environment.ts'
import { chanceOf, type Staged } from '../../src/gym/environment.ts'
import { createGrpo, createPpo, createReinforce } from '../../src/learning/policy-gradient/index.ts'
import { createSlatePolicy, kept, type PolicyShape } from '../../src/learning/policy-gradient/slate-policy.ts'
import type { CreateTrainer, Problem, Saved, Trainer } from '../../src/learning/trainer.ts'

/**
 * A person who is curious, content or fed up. Bait is clicked at once and wears the person out; what nourishes is clicked
 * less and keeps it. Whoever is fed up may leave.
 */
export const moods: Mdp = {
  states: ['curious', 'content', 'fed up'],
  actions: ['bait', 'nourish', 'rest'],
  starts: [0.5, 0.5, 0],
  outcomes: [
    [
      { reward: 1, next: [0.1, 0.4, 0.45] },
      { reward: 0.6, next: [0.7, 0.3, 0] },
      { reward: 0, next: [0.5, 0.5, 0] }
    ],
    [
      { reward: 0.8, next: [0, 0.2, 0.7] },
      { reward: 0.5, next: [0.4, 0.55, 0.05] },
      { reward: 0, next: [0.3, 0.7, 0] }
    ],
    [
      { reward: 0.6, next: [0, 0, 0.5] },
      { reward: 0.2, next: [0, 0.2, 0.6] },
      { reward: 0, next: [0.1, 0.7, 0.15] }
    ]
  ],
  horizon: 20
}

const drawn = (chances: readonly number[], uniform: number): number => {
  let sum = 0
  return chances.findIndex((chance) => {
    sum += chance
    return uniform < sum
  })
}

/** A table as a process; an item is a one among states × actions. */
function tableOf(mdp: Mdp): Process<{ at: number }, number, number> {
  const [states, actions] = [mdp.states.length, mdp.actions.length]
  return {
    spaces: { observation: { kind: 'index', n: states }, action: { kind: 'index', n: actions } },
    horizon: mdp.horizon,
    begin: ({ episode, chance }) => ({ at: drawn(mdp.starts, chance.for('start').at(episode)) }),
    observe: ({ at }) => at,
    step(state, action, { episode, turn, chance }) {
      const { reward, next } = mdp.outcomes[state.at]![action]!
      const to = drawn(next, chance.for('step').at(episode, 0, turn))
      if (to >= 0) state.at = to
      return { reward, isOver: to < 0 }
    },
    encoder: {
      stateSize: states,
      itemSize: states * actions,
      slateSize: 1,
      most: actions,
      encode(observation, state, items) {
        state.fill(0)[observation] = 1
        items.fill(0)
        for (let a = 0; a < actions; a++) items[a * states * actions + observation * actions + a] = 1
        return actions
      },
      action: (chosen) => chosen[0]!
    },
    mdp
  }
}

/** The best return that there is, or that of a policy, state by action; by turns, backwards. */
export function worthOf({ outcomes, starts, horizon }: Mdp, policy?: readonly (readonly number[])[]): number {
  let values = starts.map(() => 0)
  for (let turn = 0; turn < horizon; turn++)
    values = outcomes.map((of, state) => {
      const worth = of.map(({ reward, next }) => reward + next.reduce((sum, p, s) => sum + p * values[s]!, 0))
      return policy ? worth.reduce((sum, one, a) => sum + policy[state]![a]! * one, 0) : Math.max(...worth)
    })
  return starts.reduce((sum, p, state) => sum + p * values[state]!, 0)
}

export const problemOf = (staged: Staged<unknown, unknown, unknown>): Problem => ({
  staged,
  encoder: staged.process.encoder!
})
export const moodProblem = () =>
  problemOf({ name: 'moods', process: tableOf(moods) } as unknown as Staged<unknown, unknown, unknown>)

/** What a trainer's policy is worth as it acts now, chance and all, in a world that is known whole. */
export function worthNow(trainer: Trainer, { encoder, staged }: Problem): number {
  const { mdp } = staged.process
  const saved = trainer.save().policy as Saved & PolicyShape
  const policy = createSlatePolicy(encoder, saved, chanceOf(0, 0).for('none'), saved)
  const chances = mdp!.states.map((_, state) => {
    const seen = kept(policy.choose(state))
    return mdp!.actions.map((_, a) => Math.exp(policy.measure({ ...seen, chosen: Int32Array.of(a) }).log))
  })
  return worthOf(mdp!, chances)
}

type Create = CreateTrainer<{ episodes?: number; seed?: number }>
export const GRADIENT_TRAINERS: [string, Create][] = [
  ['reinforce', createReinforce],
  ['ppo', createPpo],
  ['grpo by trajectory', (problem, options, saved) => createGrpo(problem, { credit: 'trajectory', ...options }, saved)],
  ['grpo by turn', (problem, options, saved) => createGrpo(problem, { credit: 'turn', ...options }, saved)]
]

/** Steps and episodes until what it does is worth this share of the best there is, or until it has played so many. */
export function samplesTo(share: number, trainer: Trainer, problem: Problem, most: number) {
  const best = worthOf(problem.staged.process.mdp!)
  for (;;) {
    const { steps, episodes } = trainer.improve()
    const reached = worthNow(trainer, problem) / best
    if (reached >= share || episodes >= most) return { steps, episodes, reached }
  }
}
