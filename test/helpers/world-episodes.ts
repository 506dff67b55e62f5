import { createEnvironment, fromShelf } from 'recoworld'
import type { Step } from 'recoworld/define'
import { chanceOf } from '../../src/gym/environment.ts'

export interface Playing {
  readonly options?: Readonly<Record<string, unknown>>
  readonly seed: number
  readonly episodes: number
  readonly onStep?: (step: Step) => void
}

/** Returns of the first episodes of a seed in a world of the shelf, acted in as one of its baselines does. */
export function playBaseline(environment: string, baseline: string, playing: Playing): number[] {
  const { options = {}, seed, episodes, onStep } = playing
  const { definition } = fromShelf('environments', environment)
  const { act } = definition.create(definition.options.parse(options)).baselines![baseline]!
  const env = createEnvironment({ environment, options, seed })
  const chance = chanceOf(seed, 0)
  return Array.from({ length: episodes }, (_, episode) => {
    let { observation } = env.reset()
    let sum = 0
    for (let turn = 0, isOver = false; !isOver; turn++) {
      const step = env.step(act(observation, { episode, turn, chance }))
      onStep?.(step)
      sum += step.reward
      observation = step.observation
      isOver = step.terminated || step.truncated
    }
    return sum
  })
}

export const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b) / values.length
