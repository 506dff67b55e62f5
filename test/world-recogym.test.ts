import { createEnvironment, fromShelf } from 'recoworld'
import { expect, test } from 'vitest'
import { clickChance } from '../src/environments/organic-and-bandit/shop.ts'
import { chanceOf } from '../src/gym/environment.ts'

const NAME = 'organic-and-bandit'

/** Mean chance of a click by world, and over all steps. */
function rates(who: string, worlds: number, episodes: number) {
  const options = { isRevealed: who === 'oracle' }
  const { definition } = fromShelf('environments', NAME)
  const { act } = definition.create(definition.options.parse(options)).baselines![who]!
  const byWorld: number[] = []
  let clicks = 0
  let steps = 0
  for (let seed = 0; seed < worlds; seed++) {
    const env = createEnvironment({ environment: NAME, options, seed })
    const chance = chanceOf(seed, 0)
    let odds = 0
    let shown = 0
    for (let episode = 0; episode < episodes; episode++) {
      let { observation } = env.reset()
      for (let turn = 0, isOver = false; !isOver; turn++) {
        const step = env.step(act(observation, { episode, turn, chance }))
        odds += step.info.odds as number
        clicks += step.reward
        shown++
        observation = step.observation
        isOver = step.terminated || step.truncated
      }
    }
    byWorld.push(odds / shown)
    steps += shown
  }
  const mean = byWorld.reduce((sum, one) => sum + one, 0) / worlds
  const deviation = Math.sqrt(byWorld.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (worlds - 1))
  return { mean, error: deviation / Math.sqrt(worlds), clicks, steps, deviation }
}

/** Mean of f(ω·β + μ) with μ ~ N(0, 3²), β and ω standard in 5 dimensions: given |ω|, a normal number of variance |ω|² + 9. */
function expected(): number {
  let sum = 0
  let weights = 0
  for (let square = 0.05; square < 40; square += 0.1) {
    const weight = square ** 1.5 * Math.exp(-square / 2) // χ² with 5 degrees, but for a constant
    for (let z = -6; z <= 6; z += 0.25) {
      const own = weight * Math.exp(-0.5 * z * z)
      sum += own * clickChance(z * Math.sqrt(square + 9))
      weights += own
    }
  }
  return sum / weights
}

test('chances of a click lie where the published law puts them', () => {
  expect(clickChance(0)).toBeCloseTo(0.0094, 4)
  expect(clickChance(-100)).toBeCloseTo(0.0045, 3)
  expect(clickChance(100)).toBeCloseTo(0.0293, 3)
})

const random = rates('random', 40, 10)

test('products at random are clicked as often as the quadrature of the law says, about 108 times in 10,000', () => {
  expect(expected()).toBeGreaterThan(0.0103)
  expect(expected()).toBeLessThan(0.0113)
  expect(Math.abs(random.mean - expected())).toBeLessThan(4 * random.error)
  expect(random.deviation).toBeGreaterThan(0.0008)
  expect(random.deviation).toBeLessThan(0.0018) // published worlds differ by 0.00125
  const { clicks, steps, mean } = random
  expect(Math.abs(clicks / steps - mean)).toBeLessThan(4.5 * Math.sqrt(mean / steps))
})

test('at random, by popularity, by what one looked at oneself, by the truth: each does better than the one before', () => {
  const others = ['popularity', 'contextual', 'oracle'].map((who) => rates(who, 40, 10).mean)
  const all = [random.mean, ...others]
  for (const [at, rate] of all.entries()) if (at > 0) expect(rate).toBeGreaterThan(all[at - 1]!)
  expect(all[3]).toBeGreaterThan(0.0185) // 0.0198 over 4,000 worlds
  expect(all[3]).toBeLessThan(0.021)
})

test('visits are about a hundred steps long, own looks and shown products together', () => {
  const env = createEnvironment({ environment: NAME, seed: 4 })
  let steps = 0
  for (let episode = 0; episode < 300; episode++) {
    const { observation } = env.reset()
    let looks = (observation as { looks: number[] }).looks
    for (let isOver = false; !isOver; ) {
      const step = env.step(0)
      looks = (step.observation as { looks: number[] }).looks
      steps++
      isOver = step.terminated || step.truncated
    }
    steps += looks.reduce((sum, one) => sum + one, 0)
  }
  expect(steps / 300).toBeGreaterThan(80)
  expect(steps / 300).toBeLessThan(125)
})
