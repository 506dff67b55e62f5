import { expect, test } from 'vitest'
import type { Encoder } from '../src/contract/environment.ts'
import { createChance } from '../src/kernel/chance.ts'
import { clip, createAdam } from '../src/learning/policy-gradient/adam.ts'
import { gae, relative, returnsToGo } from '../src/learning/policy-gradient/advantages.ts'
import { createCritic } from '../src/learning/policy-gradient/critic.ts'
import { advantagesOf } from '../src/learning/policy-gradient/grpo.ts'
import { begin, createNetwork } from '../src/learning/policy-gradient/network.ts'
import { createPlackettLuce } from '../src/learning/policy-gradient/plackett-luce.ts'
import type { Rollout } from '../src/learning/policy-gradient/rollout.ts'
import { createSlatePolicy, kept, type Seen } from '../src/learning/policy-gradient/slate-policy.ts'
import { surrogateOf } from '../src/learning/policy-gradient/surrogate.ts'

const chance = createChance(5)
const uniforms = (purpose: string) => {
  const luck = chance.for(purpose)
  return (i: number) => luck.at(i)
}
const numbers = (length: number, purpose: string) =>
  Float64Array.from({ length }, (_, i) => 2 * uniforms(purpose)(i) - 1)

/** Largest difference from central differences, against the size of the gradient. */
function errorOf(weights: Float64Array, gradient: Float64Array, value: () => number): number {
  const step = 1e-5
  const scale = Math.max(...gradient.map(Math.abs))
  let worst = 0
  for (let i = 0; i < weights.length; i++) {
    const was = weights[i]!
    weights[i] = was + step
    const above = value()
    weights[i] = was - step
    const below = value()
    weights[i] = was
    worst = Math.max(worst, Math.abs((above - below) / (2 * step) - gradient[i]!) / scale)
  }
  return worst
}

const TIGHT = 1e-6

test.each([
  { inputs: 5, hidden: [], outputs: 3 },
  { inputs: 5, hidden: [7], outputs: 1 },
  { inputs: 4, shared: 3, hidden: [6, 5], outputs: 2 }
])('the way back through a network %j is its slope, on each layer', (shape) => {
  const network = createNetwork(shape)
  begin(network, uniforms('weights'))
  for (const [i, one] of numbers(network.weights.length, 'offsets').entries()) network.weights[i]! += 0.3 * one
  const count = 4
  const rows = numbers(count * shape.inputs, 'rows')
  rows[2] = 0
  const shared = 'shared' in shape ? numbers(shape.shared!, 'shared') : undefined
  const slopes = numbers(count * shape.outputs, 'slopes')
  const value = () => slopes.reduce((sum, slope, i) => sum + slope * network.forward(rows, count, shared)[i]!, 0)
  const gradient = new Float64Array(network.weights.length)
  network.forward(rows, count, shared)
  network.backward(rows, count, slopes, gradient, shared)
  expect(errorOf(network.weights, gradient, value)).toBeLessThan(TIGHT)
  expect(gradient.every((one) => one !== 0)).toBe(true)
})

const COUNT = 6
const SLOTS = 3
const likeness = (a: number, b: number) => ((a + 2 * b) % 4) / 3

function kinOf(chosen: ArrayLike<number>, weight: number) {
  const sums = new Float64Array(SLOTS * COUNT)
  for (let slot = 1; slot < SLOTS; slot++)
    for (let i = 0; i < COUNT; i++)
      sums[slot * COUNT + i] = sums[(slot - 1) * COUNT + i]! + likeness(i, chosen[slot - 1]!)
  return { weight, sums }
}

test('slopes of the log chance and of the entropy of a slate are those of finite differences, by scores and by kin', () => {
  const law = createPlackettLuce(COUNT, SLOTS)
  const chosen = Int32Array.from([4, 1, 3])
  const parts = Float64Array.from([...numbers(COUNT, 'scores'), 0.7])
  const measure = () => law.measure(parts.subarray(0, COUNT), COUNT, chosen, kinOf(chosen, parts[COUNT]!))
  const { logSlopes, logByKin, entropySlopes, entropyByKin } = structuredClone(measure())
  expect(errorOf(parts, Float64Array.from([...logSlopes, logByKin]), () => measure().log)).toBeLessThan(TIGHT)
  expect(errorOf(parts, Float64Array.from([...entropySlopes, entropyByKin]), () => measure().entropy)).toBeLessThan(
    TIGHT
  )
})

/** All slates of three out of six. */
const slates = [...Array(COUNT ** 3).keys()]
  .map((n) => [Math.floor(n / COUNT ** 2), Math.floor(n / COUNT) % COUNT, n % COUNT])
  .filter((slate) => new Set(slate).size === SLOTS)

test('chances of all slates sum to 1, with kin too', () => {
  const law = createPlackettLuce(COUNT, SLOTS)
  const scores = numbers(COUNT, 'scores')
  const sum = slates.reduce(
    (sum, slate) => sum + Math.exp(law.measure(scores, COUNT, Int32Array.from(slate), kinOf(slate, -1.3)).log),
    0
  )
  expect(sum).toBeCloseTo(1, 12)
})

test('slates are drawn as often as their chance says, also where kin changes scores from slot to slot', () => {
  const law = createPlackettLuce(COUNT, SLOTS)
  const scores = numbers(COUNT, 'scores')
  const luck = chance.for('draws')
  const drawn = new Map<string, number>()
  const draws = 60_000
  const kin = { weight: -1.3, sums: new Float64Array(SLOTS * COUNT) }
  const chosen = new Int32Array(SLOTS)
  for (let n = 0; n < draws; n++) {
    law.draw(scores, COUNT, chosen, (i) => luck.at(n, i), kin, likeness)
    drawn.set(chosen.join(), (drawn.get(chosen.join()) ?? 0) + 1)
  }
  const expected = (slate: number[]) =>
    draws * Math.exp(law.measure(scores, COUNT, Int32Array.from(slate), kinOf(slate, -1.3)).log)
  const chiSquare = slates.reduce(
    (sum, slate) => sum + ((drawn.get(slate.join()) ?? 0) - expected(slate)) ** 2 / expected(slate),
    0
  )
  expect(chiSquare).toBeLessThan(177) // 119 degrees of freedom: exceeded by chance in 4 of 10,000
  expect(chiSquare).toBeGreaterThan(73)
})

test('without kin, the order drawn is that of scores with Gumbel noise', () => {
  const law = createPlackettLuce(COUNT, SLOTS)
  const scores = numbers(COUNT, 'scores')
  const luck = chance.for('gumbel')
  for (let n = 0; n < 200; n++) {
    const chosen = new Int32Array(SLOTS)
    law.draw(scores, COUNT, chosen, (i) => luck.at(n, i))
    const noisy = Array.from(scores, (score, i) => [score - Math.log(-Math.log(luck.at(n, i))), i] as const)
    expect([...chosen]).toEqual(
      noisy
        .sort(([a], [b]) => b - a)
        .slice(0, SLOTS)
        .map(([, i]) => i)
    )
  }
})

test('scores far apart have finite chances and draws', () => {
  const law = createPlackettLuce(COUNT, COUNT)
  const scores = Float64Array.from([0, 1_000, -1_000, 2_000, 5, -3_000])
  const chosen = new Int32Array(COUNT)
  law.draw(scores, COUNT, chosen, (i) => chance.for('far').at(i))
  expect([...chosen]).toEqual([3, 1, 4, 0, 2, 5])
  const { log, entropy } = law.measure(scores, COUNT, chosen)
  expect(log).toBeCloseTo(Math.log(1 / (1 + Math.exp(-5))), 9)
  expect(Number.isFinite(entropy)).toBe(true)
})

/** Candidates with numbers of their own at each observation. */
const encoder: Encoder<number, number[]> = {
  stateSize: 3,
  itemSize: 4,
  slateSize: SLOTS,
  most: COUNT,
  encode(observation, state, items) {
    state.set(numbers(3, `state ${observation}`))
    items.set(numbers(COUNT * 4, `items ${observation}`))
    return COUNT
  },
  kin: likeness,
  action: (chosen) => Array.from(chosen)
}

function policyOf(hidden: readonly number[]) {
  const policy = createSlatePolicy(encoder, { hidden }, chance.for('policy'))
  for (const [i, one] of numbers(policy.weights.length, 'moved').entries()) policy.weights[i]! += 0.5 * one
  const turns = [0, 1, 2, 3, 4, 5].map((turn) =>
    kept(policy.choose(turn, { luck: chance.for('choices'), episode: 2, turn }))
  )
  return { policy, turns }
}

test.each([[[]], [[5]], [[6, 4]]])(
  'the surrogate of PPO and GRPO with hidden layers %j has the slopes it says, kin included',
  (hidden) => {
    const { policy, turns } = policyOf(hidden)
    const batch = { turns, advantages: Float64Array.from([1, -1, 0.5, -2, 0.3, 2]) }
    const all = Int32Array.from(turns.keys())
    const gradients = new Float64Array(policy.weights.length)
    const options = { clip: 0.2, entropy: 0.1 }
    const first = surrogateOf(policy, batch, all, options, gradients)
    expect(first).toMatchObject({ ratio: 1, kl: 0, clipped: 0 })
    const value = () => surrogateOf(policy, batch, all, options, new Float64Array(gradients.length)).value
    expect(errorOf(policy.weights, gradients, value)).toBeLessThan(TIGHT)
    expect(gradients.at(-1)).not.toBe(0)

    for (const [i, one] of numbers(policy.weights.length, 'away').entries()) policy.weights[i]! += 1.2 * one
    const away = surrogateOf(policy, batch, all, options, gradients)
    expect(away.clipped).toBeGreaterThan(0)
    expect(away.clipped).toBeLessThan(1)
    expect(away.kl).toBeGreaterThan(0)
    expect(errorOf(policy.weights, gradients, value)).toBeLessThan(TIGHT)
  }
)

test('a policy without a draw takes the best slot by slot, and its propensities are those of its law', () => {
  const { policy } = policyOf([5])
  const seen = kept(policy.choose(1))
  const better = (other: Seen) => policy.measure(other).logs[0]! > policy.measure(seen).logs[0]!
  for (let i = 0; i < COUNT; i++)
    if (!seen.chosen.includes(i)) expect(better({ ...seen, chosen: Int32Array.from([i]) })).toBe(false)
  const drawn = kept(policy.choose(1, { luck: chance.for('one'), episode: 0, turn: 0 }))
  expect([...drawn.logs]).toEqual([...policy.measure(drawn).logs.subarray(0, SLOTS)])
  expect(policy.act(drawn, 1)).toEqual([...drawn.chosen])
})

test('a critic comes to foretell what is still to come, whatever its size', () => {
  const states = Array.from({ length: 60 }, (_, i) => numbers(3, `critic ${i}`))
  const returns = Float64Array.from(states, ([a, b]) => 5_000 + 900 * Math.tanh(2 * a!) - 700 * b!)
  const options = { hidden: [12], rate: 0.02, passes: 10, minibatch: 20 }
  const critic = createCritic(3, options, chance.for('critic'))
  for (let round = 0; round < 60; round++) critic.fit(states, returns, chance.for('order'), round)
  expect(critic.fit(states, returns, chance.for('order'), 60)).toBeGreaterThan(0.99)
  expect(Math.abs(critic.value(states[0]!) - returns[0]!)).toBeLessThan(200)
})

test('Adam moves each weight by the rate at first, whatever its slope; long gradients are shortened', () => {
  const weights = new Float64Array(3)
  createAdam(3).step(weights, Float64Array.from([1e-3, -50, 0]), 0.1)
  expect(weights[0]).toBeCloseTo(0.1, 5)
  expect(weights[1]).toBeCloseTo(-0.1, 5)
  expect(weights[2]).toBe(0)
  const gradients = Float64Array.from([3, 4])
  expect(clip(gradients, 1)).toBe(5)
  expect([...gradients].map((one) => Math.round(one * 1e12) / 1e12)).toEqual([0.6, 0.8])
  expect(createAdam(2, JSON.parse(JSON.stringify(createAdam(2).save()))).save()).toEqual(createAdam(2).save())
  expect(() => createAdam(3, createAdam(2).save())).toThrow(
    expect.objectContaining({ code: 'train.bad-checkpoint' }) as Error
  )
})

test('advantages: with trace 1 they are the whole way less the values, with trace 0 one step of it', () => {
  const rewards = [1, 0, 2, -1]
  const values = [0.5, 1, -2, 3]
  const returns = returnsToGo(rewards, 0.9)
  expect(returns[0]).toBeCloseTo(1 + 0.81 * 2 - 0.729, 12)
  const [whole, one] = [gae(rewards, values, 0.9, 1), gae(rewards, values, 0.9, 0)]
  for (let t = 0; t < rewards.length; t++) {
    expect(whole[t]).toBeCloseTo(returns[t]! - values[t]!, 12)
    expect(one[t]).toBeCloseTo(rewards[t]! + 0.9 * (values[t + 1] ?? 0) - values[t]!, 12)
  }
})

test('advantages of a group sum to 0: over its members, and over turns that are measured against each other', () => {
  const turn = (state: number, reward: number) =>
    ({ state: Float64Array.from([state]), reward }) as unknown as Rollout['turns'][number]
  const group = [
    [turn(0, 1), turn(1, 0), turn(2, 4)],
    [turn(0, 2), turn(3, 1)],
    [turn(0, 0), turn(1, 3), turn(5, 1), turn(1, 6)]
  ].map((turns): Rollout => ({ turns, total: turns.reduce((sum, { reward }) => sum + reward, 0) }))
  const whole = advantagesOf(group, 'trajectory', 1)
  expect(whole[0]! + whole[3]! + whole[5]!).toBeCloseTo(0, 12)
  expect(whole[1]).toBe(whole[0])
  const byTurn = advantagesOf(group, 'turn', 1)
  expect(byTurn[0]! + byTurn[3]! + byTurn[5]!).toBeCloseTo(0, 12) // all stood in 0
  expect(byTurn[1]! + byTurn[6]! + byTurn[8]!).toBeCloseTo(0, 12) // those in 1, at whichever turn
  expect(byTurn[4]).toBe(0) // nobody else stood in 3, or was at that turn in a state seen once
  expect([...relative([1, 2, 6], ['a', 'a', 'b'])]).toEqual([-0.5, 0.5, 0])
})
