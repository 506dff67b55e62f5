import { createEnvironment } from 'recoworld'
import type { Step } from 'recoworld/define'
import { expect, test } from 'vitest'
import { mean, playBaseline } from './helpers/world-episodes.ts'

interface Seen {
  readonly interests: readonly number[]
  readonly topics: readonly number[]
  readonly responses: readonly { clicked: boolean; watched: number; topic: number; quality: number }[] | null
}

/** Mean return of a baseline, and mean quality of what was watched. */
function played(baseline: string, options: Record<string, unknown>, seed: number, episodes: number) {
  const qualities: number[] = []
  let isCut = false
  const onStep = ({ observation, truncated }: Step) => {
    const one = (observation as Seen).responses!.find(({ clicked }) => clicked)
    if (one) qualities.push(one.quality)
    isCut ||= truncated
  }
  const returns = playBaseline('interest-evolution', baseline, { options, seed, episodes, onStep })
  expect(isCut).toBe(false) // nobody outlasts the stage
  return { mean: mean(returns), quality: mean(qualities) }
}

const SEEDS = [11, 22, 33]

/**
 * Re-simulated with 5,000 people each, from the published design: return, its deviation between people, mean quality. As
 * many are played here as make 1.5 % three standard errors; 5,000, and 20 candidates, in verify/worlds.test.ts.
 */
const KNOWN = [
  { baseline: 'random', value: 160.35, spread: 12, quality: -0.599, episodes: 80 },
  { baseline: 'myopic', value: 167.99, spread: 22, quality: -0.549, episodes: 240 },
  { baseline: 'quality', value: 264.8, spread: 36, quality: 1.33, episodes: 250 }
]

test.each(KNOWN)('$baseline keeps people for $value units, within 1.5 %', ({ baseline, ...known }) => {
  const runs = SEEDS.map((seed) => played(baseline, {}, seed, known.episodes))
  const pooled = mean(runs.map((run) => run.mean))
  expect(Math.abs(pooled / known.value - 1)).toBeLessThan(0.015)
  for (const run of runs)
    expect(Math.abs(run.mean - known.value)).toBeLessThan((4.5 * known.spread) / Math.sqrt(known.episodes))
  expect(Math.abs(mean(runs.map(({ quality }) => quality)) - known.quality)).toBeLessThan(0.03)
})

test('where people go down the slate instead, the order of the three is the same', () => {
  const [random, myopic, quality] = ['random', 'myopic', 'quality'].map(
    (baseline) => played(baseline, { choice: 'cascade' }, 7, 80).mean
  ) as [number, number, number]
  expect(Math.abs(random / 92.5 - 1)).toBeLessThan(0.06)
  expect(Math.abs(myopic / 116.4 - 1)).toBeLessThan(0.06)
  expect(myopic).toBeGreaterThan(random)
  expect(quality).toBeGreaterThan(myopic)
})

test('the budget pays for what is watched and for slates passed over, and quality gives some back', () => {
  const env = createEnvironment({ environment: 'interest-evolution' })
  env.reset({ seed: 5 })
  let budget = 200
  for (let isOver = false; !isOver; ) {
    const step = env.step([0, 1, 2])
    const one = (step.observation as Seen).responses!.find(({ clicked }) => clicked)
    const watched = Math.min(4, budget)
    budget += one ? -watched + (0.9 / 3.4) * watched * one.quality : -0.5
    expect(step.info.budget).toBeCloseTo(budget, 9)
    expect(step.reward).toBe(one ? watched : 0)
    expect(step.terminated).toBe(budget <= 0)
    isOver = step.terminated
  }
})

test('choices are in proportion to interest above −1, nothing weighing 2: counted against their chances', () => {
  const env = createEnvironment({ environment: 'interest-evolution', options: { candidates: 3 } })
  let [clicks, wanted, variance] = [0, 0, 0]
  let { observation } = env.reset({ seed: 6 })
  for (let turn = 0; turn < 6_000; turn++) {
    const { interests, topics } = observation as Seen
    const utilities = topics.map((topic) => interests[topic]! + 1)
    const chance = utilities[0]! / (utilities.reduce((a, b) => a + b) + 2)
    const step = env.step([0, 1, 2])
    clicks += Number((step.observation as Seen).responses![0]!.clicked)
    wanted += chance
    variance += chance * (1 - chance)
    observation = step.terminated ? env.reset().observation : step.observation
  }
  expect(Math.abs(clicks - wanted)).toBeLessThan(4.5 * Math.sqrt(variance))
})

test('interest moves in the topic watched alone, by 0.3 (1 − |w|)(1 − w), towards it or away', () => {
  const env = createEnvironment({ environment: 'interest-evolution' })
  let before = env.reset({ seed: 8 }).observation as Seen
  let [towards, wanted] = [0, 0]
  for (let turn = 0; turn < 60; turn++) {
    const step = env.step([0, 1, 2])
    const after = step.observation as Seen
    const one = after.responses!.find(({ clicked }) => clicked)
    for (const [topic, interest] of after.interests.entries()) {
      const was = before.interests[topic]!
      const moved = topic === one?.topic ? 0.3 * (1 - Math.abs(was)) * (1 - was) : 0
      expect(Math.abs(interest - was)).toBeCloseTo(moved, 12)
      if (topic === one?.topic && moved > 0) {
        towards += Number(interest > was)
        wanted += (was + 1) / 2
      }
    }
    before = after
    if (step.terminated) break
  }
  expect(Math.abs(towards - wanted)).toBeLessThan(4.5 * Math.sqrt(60 / 4))
})

test.each([{ slateSize: 11 }, { candidates: 2 }, { choice: 'logit' }, { budget: 0 }, { topics: 5 }])(
  'options out of range are refused: %j',
  (options) => {
    expect(() => createEnvironment({ environment: 'interest-evolution', options })).toThrow(
      expect.objectContaining({ code: 'environment.bad-option' }) as Error
    )
  }
)
