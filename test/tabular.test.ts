import { createEnvironment } from 'recoworld'
import { describe, expect, test } from 'vitest'
import { planning } from '../src/laws/index.ts'
import { TRAINERS } from '../src/learning/index.ts'
import type { Trainer } from '../src/learning/trainer.ts'
import { stagedOf } from '../src/runner/environment.ts'

const WORLDS = ['mood-swings', 'ask-or-lose'] as const
const SEEDS = [1, 2, 3, 4, 5]

const known = (environment: string) => {
  const staged = stagedOf({ environment })
  const { mdp, encoder } = staged.process
  return { staged, mdp: mdp!, encoder: encoder!, best: planning.plan(mdp!).value }
}

const moment = { episode: 0, turn: 0, chance: { seed: 0, for: () => ({ block: new Float64Array(4), at: () => 0.5 }) } }

/** What a trainer's best actions are worth, exactly, as a share of the optimum. */
const shareOf = ({ mdp, best }: ReturnType<typeof known>, trainer: Trainer) =>
  planning.worthUnder(mdp, (state) => trainer.act(state, moment, true) as number) / best

describe.each(WORLDS)('%s', (name) => {
  const world = known(name)
  const { mdp, best } = world

  test('greedy engagement loses to retention by a factor of two and more', () => {
    const acts = planning.greedy(mdp)
    expect(best / planning.worthUnder(mdp, (state) => acts[state]!)).toBeGreaterThan(2)
  })

  test('no policy that does the same in a state is better than the plan', () => {
    const many = mdp.actions.length ** mdp.states.length
    let highest = 0
    for (let code = 0; code < many; code++) {
      const worth = planning.worthUnder(
        mdp,
        (state) => Math.floor(code / mdp.actions.length ** state) % mdp.actions.length
      )
      highest = Math.max(highest, worth)
    }
    expect(highest).toBeLessThanOrEqual(best + 1e-9)
    expect(highest).toBeGreaterThan(0.97 * best) // the last turns alone are different
  })

  test('baselines earn in episodes what the tables say', () => {
    const { baselines } = world.staged.process
    const environment = createEnvironment({ environment: name })
    const acts = planning.greedy(mdp)
    for (const [who, worth] of [
      ['engagement', planning.worthUnder(mdp, (state) => acts[state]!)],
      ['retention', best]
    ] as const) {
      let sum = 0
      let squares = 0
      const episodes = 2_000
      for (let episode = 0; episode < episodes; episode++) {
        let { observation } = environment.reset(episode === 0 ? { seed: 5 } : {})
        let total = 0
        for (let turn = 0, isOver = false; !isOver; turn++) {
          const step = environment.step(baselines![who]!.act(observation, { ...moment, turn }))
          total += step.reward
          observation = step.observation
          isOver = step.terminated || step.truncated
        }
        sum += total
        squares += total * total
      }
      const error = Math.sqrt((squares / episodes - (sum / episodes) ** 2) / episodes)
      expect(Math.abs(sum / episodes - worth)).toBeLessThan(4.5 * error)
    }
  })

  test.each([
    ['q-learning', 12_000],
    ['sarsa', 40_000]
  ] as const)(
    '%s comes within a twentieth of the optimum and stays there, with five seeds of five, within %i steps',
    (algorithm, most) => {
      const needed = SEEDS.map((seed) => {
        const trainer = TRAINERS[algorithm].create(world, { seed })
        let since: number | undefined
        for (let steps = 0; steps < most; ) {
          steps = trainer.improve().steps
          if (shareOf(world, trainer) < 0.95) since = undefined
          else since ??= steps
        }
        return since ?? Number.POSITIVE_INFINITY
      })
      console.info(`${name}, ${algorithm}: steps to 95 % of the optimum for good: ${needed.join(', ')}`)
      expect(Math.max(...needed)).toBeLessThanOrEqual(most)
    }
  )
})

test('what a table learnt is kept in a checkpoint, to the last bit', () => {
  const world = known('mood-swings')
  const whole = TRAINERS['q-learning'].create(world, { seed: 3 })
  for (let i = 0; i < 6; i++) whole.improve()
  const half = TRAINERS['q-learning'].create(world, { seed: 3 })
  for (let i = 0; i < 3; i++) half.improve()
  const rest = TRAINERS['q-learning'].create(world, { seed: 3 }, JSON.parse(JSON.stringify(half.save())))
  for (let i = 0; i < 3; i++) rest.improve()
  expect(rest.save()).toEqual(whole.save())
  expect(() => TRAINERS.sarsa.create(world, {}, { worth: [1] })).toThrow('train.bad-checkpoint')
})

test('a world without a table has no table to learn', () => {
  const staged = stagedOf({ environment: 'long-term-satisfaction' })
  const problem = { staged, encoder: staged.process.encoder! }
  expect(() => TRAINERS['q-learning'].create(problem, {})).toThrow('train.bad-option')
})
