import type { Moment } from '../../contract/environment.ts'
import { chanceOf, environmentOf, FIRST_SEED } from '../../gym/environment.ts'
import * as normal from '../../laws/normal.ts'
import { type Range, settingsFrom } from '../policy-gradient/settings.ts'
import type { Problem, Progress, Saved, Trainer } from '../trainer.ts'
import { createRidge } from './ridge.ts'

export interface BanditOptions {
  /** Episodes of a batch. */
  readonly episodes?: number
  readonly ridge?: number
  /** LinUCB: widths of doubt that are added. Thompson: deviations of doubt that are drawn. ε-greedy: share of slates at random. */
  readonly explore?: number
}

const RANGES = {
  episodes: { is: 20, low: 1, high: 100_000, whole: true },
  ridge: { is: 1, low: 1e-9, high: 1e9 },
  explore: { is: 1, low: 0, high: 100 }
} as const satisfies Record<keyof BanditOptions, Range>

export const BANDITS = ['epsilon-greedy', 'thompson', 'lin-ucb'] as const
export type BanditName = (typeof BANDITS)[number]

/** Of ε-greedy, where nothing else is said. */
const EPSILON = 0.1

/**
 * Bandits over what an encoder tells of candidates: a slate's reward is taken as a sum over its items, and each turn as if
 * nothing came after it. The best slate holds the items with the highest scores: of the best guess (ε-greedy), of weights as
 * they may be (Thompson sampling), of the guess plus its doubt (LinUCB).
 *
 * @throws RecoError `train.bad-option`, `train.bad-checkpoint`
 * @source Li, Chu, Langford & Schapire, A contextual-bandit approach to personalized news article recommendation, WWW 2010;
 *         Agrawal & Goyal, Thompson sampling for contextual bandits with linear payoffs, ICML 2013
 */
export function createBandit<Observation, Action>(
  name: BanditName,
  { staged, encoder }: Problem<Observation, Action>,
  { seed = FIRST_SEED, ...given }: BanditOptions & { readonly seed?: number },
  saved?: Saved
): Trainer<Observation, Action> {
  const settings = settingsFrom<Required<BanditOptions>>(
    name === 'epsilon-greedy' ? { ...RANGES, explore: { is: EPSILON, low: 0, high: 1 } } : RANGES,
    given
  )
  const size = encoder.itemSize
  const ridge = createRidge(size, settings.ridge, saved?.ridge as Saved | undefined)
  const done = { episodes: 0, steps: 0, ...(saved?.done as object) }
  const environment = environmentOf(staged, { seed, from: done.episodes })
  const state = new Float64Array(encoder.stateSize)
  const items = new Float64Array(encoder.most * size)
  const scores = new Float64Array(encoder.most)
  const slate = new Float64Array(size)

  function score(count: number, weights: Float64Array, doubts: number): void {
    for (let at = 0; at < count; at++) {
      let sum = 0
      for (let d = 0; d < size; d++) sum += weights[d]! * items[at * size + d]!
      scores[at] = doubts > 0 ? sum + doubts * ridge.doubt(items, at * size) : sum
    }
  }

  /** Positions of the highest scores, the first among equals. */
  function top(count: number): number[] {
    const order = Array.from({ length: count }, (_, at) => at).sort((a, b) => scores[b]! - scores[a]! || a - b)
    return order.slice(0, encoder.slateSize)
  }

  function choose(count: number, { episode, turn, chance }: Moment, isGreedy: boolean): number[] {
    const luck = chance.for('bandit')
    const uniform = (i: number) => {
      if (i % 4 === 0) luck.at(episode, 0, turn, i >> 2)
      return luck.block[i % 4]!
    }
    if (!isGreedy && name === 'epsilon-greedy' && uniform(0) < settings.explore) {
      for (let at = 0; at < count; at++) scores[at] = uniform(at + 4)
      return top(count)
    }
    const isDrawn = !isGreedy && name === 'thompson'
    const weights = isDrawn ? ridge.drawn(settings.explore, (i) => normal.quantile(uniform(i))) : ridge.weights
    score(count, weights, !isGreedy && name === 'lin-ucb' ? settings.explore : 0)
    return top(count)
  }

  function play(): number {
    const chance = chanceOf(seed, 0)
    const episode = done.episodes++
    let { observation } = environment.reset()
    let sum = 0
    for (let turn = 0, isOver = false; !isOver; turn++) {
      const count = encoder.encode(observation, state, items)
      const chosen = choose(count, { episode, turn, chance }, false)
      slate.fill(0)
      for (const at of chosen) for (let d = 0; d < size; d++) slate[d]! += items[at * size + d]!
      const step = environment.step(encoder.action(chosen, observation))
      ridge.learn(slate, step.reward)
      sum += step.reward
      observation = step.observation
      isOver = step.terminated || step.truncated
      done.steps++
    }
    return sum
  }

  return {
    name,
    improve(): Progress {
      let sum = 0
      for (let one = 0; one < settings.episodes; one++) sum += play()
      const { steps, episodes } = done
      return { steps, episodes, mean: sum / settings.episodes, signs: { doubt: ridge.doubt(slate, 0) } }
    },
    act(observation, moment, isGreedy) {
      const count = encoder.encode(observation, state, items)
      return encoder.action(choose(count, moment, isGreedy), observation)
    },
    save: () => ({ ridge: ridge.save(), done: { ...done } })
  }
}
