import { createChance } from 'recoworld/testing'
import { expect, test } from 'vitest'
import type { Encoder, Process } from '../src/contract/environment.ts'
import * as normal from '../src/laws/normal.ts'
import { BANDITS, createBandit, createRidge, TRAINERS } from '../src/learning/index.ts'
import { stagedOf } from '../src/runner/environment.ts'

const DIMENSIONS = 4
const ARMS = 8
const WEIGHTS = [0.8, -0.5, 0.3, 0.1]

interface Arms {
  readonly arms: number[][]
}

/** Arms that are drawn anew each turn; a reward is a sum, and noise. */
const encoder: Encoder<Arms, number> = {
  stateSize: 1,
  itemSize: DIMENSIONS,
  slateSize: 1,
  most: ARMS,
  encode({ arms }, state, items) {
    state[0] = 1
    items.set(arms.flat())
    return ARMS
  },
  action: (chosen) => chosen[0]!
}
const worth = (arm: readonly number[]) => arm.reduce((sum, one, d) => sum + one * WEIGHTS[d]!, 0)

function linear(turns: number): Process<Arms & { arms: number[][] }, Arms, number> {
  const armsAt = (episode: number, turn: number, chance: ReturnType<typeof createChance>) => {
    const luck = chance.for('arms')
    return Array.from({ length: ARMS }, (_, arm) => {
      luck.at(episode, 0, turn, arm)
      return Array.from(luck.block, (u) => 2 * u - 1)
    })
  }
  return {
    spaces: { observation: { kind: 'record', of: {} }, action: { kind: 'index', n: ARMS } },
    horizon: turns,
    encoder,
    begin: ({ episode, chance }) => ({ arms: armsAt(episode, 0, chance) }),
    observe: ({ arms }) => ({ arms }),
    step(state, action, { episode, turn, chance }) {
      const noise = 0.3 * normal.quantile(chance.for('noise').at(episode, 0, turn))
      const reward = worth(state.arms[action]!) + noise
      const lost = Math.max(...state.arms.map(worth)) - worth(state.arms[action]!)
      Object.assign(state, { arms: armsAt(episode, turn + 1, chance) })
      return { reward, isOver: false, info: { lost } }
    }
  }
}

/** What is lost against the best arms, after so many turns. */
function regret(name: (typeof BANDITS)[number], turns: number, seed: number, share = 0.02): number {
  let lost = 0
  const process = linear(turns)
  const watched: typeof process = {
    ...process,
    step(...given) {
      const turned = process.step(...given)
      lost += turned.info!.lost as number
      return turned
    }
  }
  const explore = name === 'epsilon-greedy' ? share : 0.3
  createBandit(
    name,
    { staged: { name: 'arms', process: watched as never }, encoder },
    { seed, episodes: 1, explore }
  ).improve()
  return lost
}

test.each(['thompson', 'lin-ucb'] as const)('what %s loses grows slower than time', (name) => {
  const sums = [1_000, 2_000].map((turns) => [1, 2, 3, 4, 5].reduce((sum, seed) => sum + regret(name, turns, seed), 0))
  expect(sums[1]! / sums[0]!).toBeLessThan(1.6)
})

test('whoever shows anything now and then loses a part of every turn, and far less than at random', () => {
  const lost = regret('epsilon-greedy', 2_000, 1)
  const random = regret('epsilon-greedy', 2_000, 1, 1) // anything, always
  expect(lost).toBeLessThan(0.15 * random)
  expect(lost).toBeGreaterThan(0)
})

test('ridge regression one reward at a time is ridge regression', () => {
  const ridge = createRidge(2, 0.5)
  const rows = [
    [1, 0.2],
    [0.3, -1],
    [0.5, 0.5],
    [-1, 0.7]
  ]
  const rewards = [1, -0.5, 0.4, 0.1]
  for (const [at, row] of rows.entries()) ridge.learn(Float64Array.from(row), rewards[at]!)
  const [a, b, d] = [
    0.5 + rows.reduce((sum, [x]) => sum + x! * x!, 0),
    rows.reduce((sum, [x, y]) => sum + x! * y!, 0),
    0.5 + rows.reduce((sum, [, y]) => sum + y! * y!, 0)
  ]
  const [p, q] = [0, 1].map((i) => rows.reduce((sum, row, at) => sum + rewards[at]! * row[i]!, 0)) as [number, number]
  const det = a * d - b * b
  expect(ridge.weights[0]).toBeCloseTo((d * p - b * q) / det, 12)
  expect(ridge.weights[1]).toBeCloseTo((a * q - b * p) / det, 12)
  expect(ridge.doubt(Float64Array.from([1, 0]), 0)).toBeCloseTo(Math.sqrt(d / det), 12)
  const draws = Array.from({ length: 4_000 }, (_, at) => {
    const luck = createChance(3).for('draws')
    luck.at(at)
    return ridge.drawn(1, (i) => normal.quantile(luck.block[i]!))
  })
  const spread = draws.reduce((sum, one) => sum + (one[0]! - ridge.weights[0]!) ** 2, 0) / draws.length
  expect(spread / (d / det)).toBeGreaterThan(0.9)
  expect(spread / (d / det)).toBeLessThan(1.1)
})

test.each(BANDITS)('%s goes on from a checkpoint as if it had never stopped', (name) => {
  const staged = stagedOf({ environment: 'temper-and-return', options: { requests: 40 } })
  const problem = { staged, encoder: staged.process.encoder! }
  const whole = TRAINERS[name].create(problem, { seed: 2, episodes: 5 })
  for (let i = 0; i < 4; i++) whole.improve()
  const half = TRAINERS[name].create(problem, { seed: 2, episodes: 5 })
  half.improve()
  half.improve()
  const rest = TRAINERS[name].create(problem, { seed: 2, episodes: 5 }, JSON.parse(JSON.stringify(half.save())))
  rest.improve()
  expect(rest.improve().episodes).toBe(20)
  expect(rest.save()).toEqual(whole.save())
})
