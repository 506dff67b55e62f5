import { RecoError } from '../../contract/error.ts'
import { chanceOf, environmentOf, FIRST_SEED } from '../../gym/environment.ts'
import { numbersIn } from '../policy-gradient/adam.ts'
import { type Range, settingsFrom } from '../policy-gradient/settings.ts'
import type { Problem, Progress, Saved, Trainer } from '../trainer.ts'

export interface TabularOptions {
  /** Episodes of a batch. */
  readonly episodes?: number
  /** Share of a new estimate: rate / (1 + visits / slowing). */
  readonly rate?: number
  readonly slowing?: number
  /** What a reward is worth a turn earlier, 0 … 1. */
  readonly discount?: number
  /** Share of actions at random: explore / (1 + episodes / settling). */
  readonly explore?: number
  readonly settling?: number
}

const RANGES = {
  episodes: { is: 20, low: 1, high: 100_000, whole: true },
  rate: { is: 1, low: 1e-6, high: 1 },
  slowing: { is: 5, low: 1e-3, high: 1e9 },
  discount: { is: 0.98, low: 0, high: 1 },
  explore: { is: 1, low: 0, high: 1 },
  settling: { is: 200, low: 1e-3, high: 1e9 }
} as const satisfies Record<keyof TabularOptions, Range>

/** What is taken at random is part of what SARSA learns of, so that it takes longer to settle. */
const SARSA = {
  ...RANGES,
  slowing: { ...RANGES.slowing, is: 10 },
  settling: { ...RANGES.settling, is: 400 }
} as const satisfies Record<keyof TabularOptions, Range>

type Learnt = 'q-learning' | 'sarsa'
type Made = Trainer<number, number>

/** Q-learning: what follows is worth what the best action there is thought to be worth. @source Watkins & Dayan, Machine Learning 8, 1992 */
export const createQLearning = (...given: Given): Made => createTabular('q-learning', ...given)

/** SARSA: what follows is worth what the action taken there is thought to be worth. @source Rummery & Niranjan, 1994 */
export const createSarsa = (...given: Given): Made => createTabular('sarsa', ...given)

type Given = [problem: Problem<number, number>, options: TabularOptions & { readonly seed?: number }, saved?: Saved]

/** @throws RecoError `train.bad-option`, `train.bad-checkpoint` */
function createTabular(
  name: Learnt,
  { staged }: Problem<number, number>,
  given: TabularOptions & { seed?: number },
  saved?: Saved
): Made {
  const { mdp } = staged.process
  if (!mdp)
    throw new RecoError('train.bad-option', {
      what: `"${staged.name}" has no table of what may follow what.`,
      fix: 'Take a world that has one, such as mood-swings.'
    })
  const { seed = FIRST_SEED, ...told } = given
  const settings = settingsFrom<Required<TabularOptions>>(name === 'sarsa' ? SARSA : RANGES, told)
  const [states, actions] = [mdp.states.length, mdp.actions.length]
  const worth = numbersIn(saved?.worth, states * actions)
  const visits = numbersIn(saved?.visits, states * actions)
  const done = { episodes: 0, steps: 0, ...(saved?.done as object) }
  const environment = environmentOf(staged, { seed, from: done.episodes })
  const luck = chanceOf(seed, 0).for('explore')

  function best(state: number): number {
    let found = 0
    for (let action = 1; action < actions; action++)
      if (worth[state * actions + action]! > worth[state * actions + found]!) found = action
    return found
  }

  function choose(state: number, turn: number): number {
    const share = settings.explore / (1 + done.episodes / settings.settling)
    const u = luck.at(done.episodes, 0, turn)
    return u < share ? Math.min(actions - 1, Math.floor(luck.block[1]! * actions)) : best(state)
  }

  function learn(at: number, target: number): void {
    const rate = settings.rate / (1 + visits[at]! / settings.slowing)
    visits[at]!++
    worth[at]! += rate * (target - worth[at]!)
  }

  /** @returns the undiscounted return */
  function play(): number {
    let state = environment.reset().observation
    let action = choose(state, 0)
    let sum = 0
    for (let turn = 1; ; turn++) {
      const { observation, reward, terminated, truncated } = environment.step(action)
      const next = choose(observation, turn)
      const later = name === 'sarsa' ? next : best(observation)
      // a stage that ends it says nothing of the state: what would have followed is worth as much
      const onward = terminated ? 0 : settings.discount * worth[observation * actions + later]!
      learn(state * actions + action, reward + onward)
      sum += reward
      done.steps++
      if (terminated || truncated) break
      state = observation
      action = next
    }
    done.episodes++
    return sum
  }

  return {
    name,
    improve(): Progress {
      let sum = 0
      for (let episode = 0; episode < settings.episodes; episode++) sum += play()
      return {
        steps: done.steps,
        episodes: done.episodes,
        mean: sum / settings.episodes,
        signs: { explored: settings.explore / (1 + done.episodes / settings.settling) }
      }
    },
    act: (state, { episode, turn, chance }, isGreedy) => {
      if (isGreedy) return best(state)
      const own = chance.for('explore')
      const u = own.at(episode, 0, turn)
      return u < settings.explore ? Math.min(actions - 1, Math.floor(own.block[1]! * actions)) : best(state)
    },
    save: () => ({ worth: [...worth], visits: [...visits], done: { ...done } })
  }
}
