import { expect, test } from 'vitest'
import { chanceOf, environmentOf } from '../src/gym/environment.ts'
import { createGrpo, createPpo } from '../src/learning/policy-gradient/index.ts'
import type { Problem } from '../src/learning/trainer.ts'
import { stagedOf } from '../src/runner/environment.ts'
import { GRADIENT_TRAINERS, moodProblem, moods, problemOf, samplesTo, worthOf } from './helpers/table-world.ts'

test('in a small world that is known whole, greed for clicks loses to the best', () => {
  const bait = moods.states.map(() => [1, 0, 0])
  expect(worthOf(moods, bait)).toBeLessThan(0.5 * worthOf(moods))
})

test.each(GRADIENT_TRAINERS)('%s reaches 95 percent of the best there is', (name, create) => {
  const problem = moodProblem()
  const { steps, episodes, reached } = samplesTo(0.95, create(problem, { seed: 1 }), problem, 3_000)
  console.log(`${name}: ${episodes} episodes, ${steps} steps to 95 % of ${worthOf(moods).toFixed(2)}`)
  expect(reached).toBeGreaterThanOrEqual(0.95)
})

test.each(GRADIENT_TRAINERS)('%s, saved as JSON and made anew, goes on as if it had never stopped', (_, create) => {
  const options = { seed: 4, episodes: 16 }
  const whole = create(moodProblem(), options)
  const told = Array.from({ length: 10 }, () => whole.improve())
  const first = create(moodProblem(), options)
  for (let n = 0; n < 5; n++) first.improve()
  const second = create(moodProblem(), options, JSON.parse(JSON.stringify(first.save())))
  expect(Array.from({ length: 5 }, () => second.improve())).toEqual(told.slice(5))
  expect(JSON.stringify(second.save())).toBe(JSON.stringify(whole.save()))
})

test.each(GRADIENT_TRAINERS)('%s tells what shows that learning is sound', (_, create) => {
  const trainer = create(moodProblem(), { seed: 2, episodes: 16 })
  const { signs, mean, episodes, steps } = trainer.improve()
  expect(signs.ratioFirst).toBe(1)
  expect(signs.entropy).toBeGreaterThan(0.95 * Math.log(3))
  expect(signs.entropy).toBeLessThanOrEqual(Math.log(3) + 1e-12)
  expect(signs.gradient).toBeGreaterThan(0)
  expect(episodes).toBe(32) // a batch to look at, a batch to learn from
  expect(steps).toBeGreaterThan(32)
  expect(mean).toBeLessThan(worthOf(moods))
})

test('what a trainer says of an episode is what the world says of it', () => {
  const problem = moodProblem()
  const trainer = createPpo(problem, { seed: 3, episodes: 1 })
  const untrained = createPpo(problem, { seed: 3, episodes: 1 })
  const environment = environmentOf(problem.staged, { seed: 3 })
  const chance = chanceOf(3, 0)
  const totals = [0, 1].map((episode) => {
    let { observation } = environment.reset()
    let total = 0
    for (let turn = 0, isOver = false; !isOver; turn++) {
      const step = environment.step(untrained.act(observation, { episode, turn, chance }, false))
      total += step.reward
      observation = step.observation
      isOver = step.terminated || step.truncated
    }
    return total
  })
  expect(trainer.improve().mean).toBeCloseTo(totals[1]!, 12)
})

test('members of a group play the same person; shaken, the world differs as well', () => {
  const always: Problem = { ...moodProblem(), encoder: { ...moodProblem().encoder, most: 1, encode: oneItem } }
  const spread = (isWorldShaken: boolean) => createGrpo(always, { seed: 1, isWorldShaken }).improve().signs.spread
  expect(spread(false)).toBe(0) // nothing to choose between
  expect(spread(true)).toBeGreaterThan(0.1)
})

function oneItem(_: unknown, state: Float64Array, items: Float64Array): number {
  state.fill(0)
  items.fill(0)
  return 1
}

test.each([
  [{ rates: 1 }, 'rate'],
  [{ clip: Number.NaN }, 'clip is NaN'],
  [{ hidden: [0] }, 'widths'],
  [{ episodes: 1.5 }, 'whole number']
])('bad settings %j are refused in words', (settings, word) => {
  const create = () => createPpo(moodProblem(), settings as never)
  expect(create).toThrow(expect.objectContaining({ code: 'train.bad-option' }) as Error)
  expect(create).toThrow(word)
})

test('what was saved in another world is refused', () => {
  const saved = createPpo(moodProblem(), {}).save()
  const other = problemOf(stagedOf({ environment: 'interest-evolution' }))
  expect(() => createPpo(other, {}, saved)).toThrow(expect.objectContaining({ code: 'train.bad-checkpoint' }) as Error)
})
