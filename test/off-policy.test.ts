import { createWorld, type WorldEvent } from 'recoworld'
import { createChance } from 'recoworld/testing'
import { expect, test } from 'vitest'
import { ESTIMATORS, type Estimator, type Logged, loggedSlates, offPolicy } from '../src/learning/index.ts'

/** A bandit with contexts that is known whole: what is opened with what chance, by context and arm. */
const OPENS = [
  [0.1, 0.4, 0.7],
  [0.6, 0.3, 0.05]
] as const
const LOGGED = [0.5, 0.3, 0.2]
const TARGET = [
  [0.1, 0.2, 0.7],
  [0.8, 0.1, 0.1]
] as const
const TRUTH = (0.1 * 0.1 + 0.2 * 0.4 + 0.7 * 0.7 + (0.8 * 0.6 + 0.1 * 0.3 + 0.1 * 0.05)) / 2

/** @param error  what the model of rewards is off by */
function logged(seed: number, people: number, each = 2, error = 0): Logged[] {
  const luck = createChance(seed).for('bandit')
  return Array.from({ length: people * each }, (_, at) => {
    luck.at(at)
    const [context, draw, open] = [luck.block[0]! < 0.5 ? 0 : 1, luck.block[1]!, luck.block[2]!] as const
    const arm = draw < 0.5 ? 0 : draw < 0.8 ? 1 : 2
    const model = OPENS[context].map((chance) => chance + error)
    return {
      person: Math.floor(at / each),
      reward: Number(open < OPENS[context][arm]),
      propensity: LOGGED[arm]!,
      target: TARGET[context][arm],
      foretold: { shown: model[arm]!, target: model.reduce((sum, one, i) => sum + one * TARGET[context][i]!, 0) }
    }
  })
}

const estimates = (estimator: Estimator, runs: number, error = 0) =>
  Array.from({ length: runs }, (_, seed) => offPolicy(logged(seed + 1, 300, 2, error), estimator))

test.each(['ips', 'snips', 'dr'] as const)(
  '%s is right on average, and its intervals hold the truth as often as they say',
  (estimator) => {
    const runs = 400
    const all = estimates(estimator, runs, 0.2)
    const mean = all.reduce((sum, { value }) => sum + value, 0) / runs
    const error = Math.sqrt(all.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / runs / runs)
    expect(Math.abs(mean - TRUTH)).toBeLessThan(3 * error + (estimator === 'snips' ? 2e-3 : 0))
    const held = all.filter(({ low, high }) => low <= TRUTH && TRUTH <= high).length / runs
    expect(held).toBeGreaterThan(0.92)
    expect(held).toBeLessThan(0.98)
  }
)

test('the model alone is as wrong as the model; with weights beside it, it is right, and steadier than weights alone', () => {
  const spread = (estimator: Estimator, error: number) => {
    const all = estimates(estimator, 120, error).map(({ value }) => value)
    const mean = all.reduce((sum, one) => sum + one, 0) / all.length
    return { mean, variance: all.reduce((sum, one) => sum + (one - mean) ** 2, 0) / all.length }
  }
  expect(spread('dm', 0.2).mean).toBeCloseTo(TRUTH + 0.2, 2)
  expect(spread('dr', 0.2).mean).toBeCloseTo(TRUTH, 2)
  expect(spread('dr', 0).variance).toBeLessThan(spread('ips', 0).variance)
})

test('weights that are cut are told, and so is how much the log tells', () => {
  const samples = logged(3, 200)
  const whole = offPolicy(samples, 'ips')
  const cut = offPolicy(samples, 'ips', { clip: 1 })
  expect(whole.clipped).toBe(0)
  expect(whole.effective).toBeLessThan(samples.length)
  expect(cut.clipped).toBeGreaterThan(0.1)
  expect(cut.value).toBeLessThan(whole.value)
  const same = samples.map((one) => ({ ...one, target: one.propensity }))
  expect(offPolicy(same, 'snips').effective).toBeCloseTo(samples.length, 6)
})

test.each([
  [[], 'ips', 'off-policy.none'],
  [[{ person: 0, reward: 1, propensity: 0, target: 1 }], 'ips', 'off-policy.bad-sample'],
  [[{ person: 0, reward: 1, propensity: 0.5, target: 2 }], 'ips', 'off-policy.bad-sample'],
  [[{ person: 0, reward: Number.NaN, propensity: 0.5, target: 1 }], 'ips', 'off-policy.bad-sample'],
  [[{ person: 0, reward: 1, propensity: 0.5, target: 1 }], 'dr', 'off-policy.no-model'],
  [[{ person: 0, reward: 1, propensity: 0.5, target: 0 }], 'snips', 'off-policy.none']
] as const)('%j is refused by %s', (samples, estimator, code) => {
  expect(() => offPolicy(samples, estimator)).toThrow(expect.objectContaining({ code }) as Error)
})

test('what a run logged is what evaluation starts from: the same policy earns what it earned', async () => {
  const events: WorldEvent[] = []
  const world = createWorld({ population: 'everyone', recommender: 'random', users: 60, slateSize: 4 })
  world.events$.subscribe((event) => events.push(event))
  await world.run({ turns: 4 })
  const slates = loggedSlates(events)
  expect(slates.length).toBeGreaterThan(100)
  const samples = slates.map(({ person, propensity, slots }) => ({
    person,
    reward: slots.filter(({ actions }) => actions.includes('click')).length,
    propensity,
    target: propensity
  }))
  const mean = samples.reduce((sum, { reward }) => sum + reward, 0) / samples.length
  for (const estimator of ESTIMATORS.slice(0, 2)) expect(offPolicy(samples, estimator).value).toBeCloseTo(mean, 9)
  const bare = events.map((event) =>
    event.type === 'slate.shown'
      ? { ...event, items: event.items.map((item) => ({ ...item, propensity: null })) }
      : event
  )
  expect(() => loggedSlates(bare)).toThrow('off-policy.no-propensities')
})
