import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { chanceOf, environmentOf, type Staged } from '../src/gym/environment.ts'
import { createPpo } from '../src/learning/policy-gradient/index.ts'
import type { Trainer } from '../src/learning/trainer.ts'
import { stagedOf } from '../src/runner/environment.ts'
import { GRADIENT_TRAINERS, moodProblem, problemOf, samplesTo } from '../test/helpers/table-world.ts'

const SEEDS = [1, 2, 3, 4, 5]
const MOST = 4_000

/** All worlds of the shelf that are small enough to be known whole, and one more. */
const shelf = readdirSync(new URL('../src/environments', import.meta.url))
  .filter((name) => name.endsWith('.ts'))
  .map((name) => stagedOf({ environment: name.slice(0, -3) }))
  .filter(({ process: { mdp, encoder } }) => mdp && encoder)
const worlds = [moodProblem(), ...shelf.map(problemOf)]

test.each(worlds.map((problem) => [problem.staged.name, problem] as const))(
  'in %s each trainer reaches 95 percent of the best, five seeds of five; credit by turn needs no more samples',
  (world, problem) => {
    const to90 = new Map<string, number>()
    for (const [name, create] of GRADIENT_TRAINERS) {
      const begun = performance.now()
      const all = SEEDS.map((seed) => samplesTo(0.95, create(problem, { seed }), problem, MOST))
      const seconds = ((performance.now() - begun) / 1_000).toFixed(1)
      const steps = SEEDS.map((seed) => samplesTo(0.9, create(problem, { seed }), problem, MOST).steps)
      to90.set(name, steps.reduce((sum, one) => sum + one, 0) / SEEDS.length)
      console.log(
        `${world}, ${name}: steps to 95 %: ${all.map((one) => one.steps).join(', ')} in ${seconds} s; to 90 %: ${steps.join(', ')}`
      )
      for (const { reached } of all) expect(reached, `${world}, ${name}`).toBeGreaterThanOrEqual(0.95)
    }
    expect(to90.get('grpo by turn')).toBeLessThanOrEqual(to90.get('grpo by trajectory')!)
  }
)

/** Returns of the first people of a seed, with slates drawn by the policy. */
function returnsOf(
  staged: Staged<unknown, unknown, unknown>,
  trainer: Trainer,
  seed: number,
  people: number
): number[] {
  const environment = environmentOf(staged, { seed })
  const chance = chanceOf(seed, 0)
  return Array.from({ length: people }, (_, episode) => {
    let { observation } = environment.reset()
    for (let turn = 0, total = 0; ; turn++) {
      const step = environment.step(trainer.act(observation, { episode, turn, chance }, false))
      total += step.reward
      observation = step.observation
      if (step.terminated || step.truncated) return total
    }
  })
}

test('2,000 episodes of PPO with people of everyone: slates keep them longer than slates drawn at random', () => {
  const staged = stagedOf({ population: 'everyone', slateSize: 10 })
  const problem = problemOf(staged)
  const untrained = returnsOf(staged, createPpo(problem, { seed: 7 }), 1_000_010, 800)
  const trainer = createPpo(problem, { seed: 7 })
  const begun = performance.now()
  let told = trainer.improve()
  while (told.episodes < 2_000) told = trainer.improve()
  const seconds = (performance.now() - begun) / 1_000
  const trained = returnsOf(staged, trainer, 1_000_010, 800)
  const gains = trained.map((one, at) => one - untrained[at]!)
  const mean = gains.reduce((sum, one) => sum + one, 0) / gains.length
  const error = Math.sqrt(gains.reduce((sum, one) => sum + (one - mean) ** 2, 0)) / gains.length
  console.log(
    `${told.steps} steps in ${seconds.toFixed(0)} s (${(told.steps / seconds).toFixed(0)} a second); ${mean.toFixed(2)} ± ${(1.96 * error).toFixed(2)} slates more than at random`
  )
  expect(mean - 3 * error).toBeGreaterThan(0)
})
