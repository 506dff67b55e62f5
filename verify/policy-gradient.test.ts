import { expect, test } from 'vitest'
import { chanceOf, environmentOf, type Staged } from '../src/gym/environment.ts'
import { planning } from '../src/laws/index.ts'
import { createPpo, TRAINERS } from '../src/learning/index.ts'
import type { Trainer } from '../src/learning/trainer.ts'
import { stagedOf } from '../src/runner/environment.ts'
import { GRADIENT_TRAINERS, moodProblem, problemOf, samplesTo } from '../test/helpers/table-world.ts'

const SEEDS = [1, 2, 3, 4, 5]
const MOST = 4_000

const moods = moodProblem()

test('in a small world of moods each trainer reaches 95 percent of the best, five seeds of five; credit by turn needs no more samples', () => {
  const to90 = new Map<string, number>()
  for (const [name, create] of GRADIENT_TRAINERS) {
    const all = SEEDS.map((seed) => samplesTo(0.95, create(moods, { seed }), moods, MOST))
    const steps = SEEDS.map((seed) => samplesTo(0.9, create(moods, { seed }), moods, MOST).steps)
    to90.set(name, steps.reduce((sum, one) => sum + one, 0) / SEEDS.length)
    console.log(`${name}: steps to 95 %: ${all.map((one) => one.steps).join(', ')}; to 90 %: ${steps.join(', ')}`)
    for (const { reached } of all) expect(reached, name).toBeGreaterThanOrEqual(0.95)
  }
  expect(to90.get('grpo by turn')).toBeLessThanOrEqual(to90.get('grpo by trajectory')!)
})

/** Groups from one start all go one way where they are few. */
const GROUPS = { episodes: 64, entropy: 0.05 }
const moment = { episode: 0, turn: 0, chance: chanceOf(0, 0) }

test.each(
  (['mood-swings', 'ask-or-lose'] as const).flatMap((world) =>
    (
      [
        ['ppo', {}],
        ['reinforce', {}],
        ['grpo', GROUPS],
        ['grpo-turn', GROUPS]
      ] as const
    ).map(([name, settings]) => [world, name, settings] as const)
  )
)(
  'in %s, %s comes within a twentieth of the optimum, five seeds of five, within 45,000 steps',
  (world, name, settings) => {
    const staged = stagedOf({ environment: world })
    const { mdp, encoder } = staged.process
    const best = planning.plan(mdp!).value
    const needed = SEEDS.map((seed) => {
      const trainer = TRAINERS[name].create({ staged, encoder: encoder! }, { seed, ...settings }, undefined)
      for (let steps = 0, since = 0; steps < 45_000; ) {
        steps = trainer.improve().steps
        const worth = planning.worthUnder(mdp!, (state) => trainer.act(state, moment, true) as number)
        if (worth < 0.95 * best) since = 0
        else since ||= steps
        if (since > 0 && steps > since + 5_000) return since
      }
      return Number.POSITIVE_INFINITY
    })
    console.log(`${world}, ${name}: steps to 95 % of the optimum for good: ${needed.join(', ')}`)
    expect(Math.max(...needed)).toBeLessThan(45_000)
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
