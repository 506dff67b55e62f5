import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createChance } from '../src/kernel/chance.ts'
import { drift, exposure, normal, satiation, satisfaction } from '../src/laws/index.ts'
import { binned, binOf, counted, DRAWS, integral, pValue, WORST } from './helpers/chi-square.ts'

// ─── interests

test('interests drift towards an item as often as its law says', () => {
  const x = [0.5, 0.5]
  const p = drift.probability(0.25)
  expect(p).toBe(0.625)
  const counts = counted(DRAWS, 2, 'drift', (u) =>
    Number(drift.sample([0.8, -0.3], 0, x, 0, 2, drift.DEFAULTS, u) === 1)
  )
  expect(pValue(counts, [1 - p, p])).toBeGreaterThan(WORST)
})

test('a step of drift is the published one, inside its own row only', () => {
  const w = Float64Array.of(9, 0.5, -0.2, 0.4, 9)
  drift.move(w, 1, [0, 1, 0], 0, 3, drift.DEFAULTS, 1)
  expect([...w]).toEqual([9, 0.5, -0.2 + 0.3 * (1 - 0.2) * (1 - -0.2), 0.4, 9])
  const away = Float64Array.of(0.5)
  drift.move(away, 0, [1], 0, 1, drift.DEFAULTS, -1)
  expect(away[0]).toBeCloseTo(0.5 - 0.15 * 0.5, 15)
})

test('interests stay within −1 and 1, the strong ones move least', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (interest, topic) => {
        for (const direction of [1, -1] as const) {
          const w = [interest]
          drift.move(w, 0, [topic], 0, 1, drift.DEFAULTS, direction)
          expect(Math.abs(w[0]!)).toBeLessThanOrEqual(1)
        }
      }
    ),
    { seed: 2, numRuns: 300 }
  )
  const settled = [1]
  drift.move(settled, 0, [0.5], 0, 1, drift.DEFAULTS, -1)
  expect(settled).toEqual([1])
})

test('on the sphere, one turns towards what one likes and away from what one dislikes', () => {
  for (const angle of [0.3, 1.2, 2, 2.9]) {
    const w = Float64Array.of(Math.cos(angle), Math.sin(angle))
    drift.turn(w, 0, [1, 0], 0, 2, 0.4)
    expect(Math.hypot(w[0]!, w[1]!)).toBeCloseTo(1, 14)
    expect(Math.sign(w[0]!)).toBe(Math.sign(Math.cos(angle)))
    expect(Math.abs(w[0]!)).toBeGreaterThan(Math.abs(Math.cos(angle)))
    expect(w[1]! / w[0]!).toBeCloseTo(Math.tan(angle) / 1.4, 12)
  }
})

// ─── satisfaction: RecSim's long-term satisfaction, 60 steps from exposure 0

/** Σ_t E exp(loc_t + ½σ²), exposure being normal with a mean and variance that follow from the law. */
function expectedEngagement(clickbait: number, law: satisfaction.SatisfactionParameters, steps = 60): number {
  let [mean, variance, sum] = [0, 0, 0]
  for (let t = 0; t < steps; t++) {
    const at = (exposed: number) => satisfaction.meanEngagement(satisfaction.level(exposed, law), clickbait, law)
    const sd = Math.sqrt(variance)
    sum += sd === 0 ? at(mean) : integral((z) => at(mean + sd * z) * normal.density(z), -8, 8, 100)
    mean = law.memory * mean - 2 * (clickbait - 0.5)
    variance = law.memory ** 2 * variance + law.noise ** 2
  }
  return sum
}

const sensitive = (sensitivity: number) => ({ ...satisfaction.RECSIM, sensitivity })

test('constant diets earn what the closed form says: 20,000 sessions within 1.5%', () => {
  const luck = createChance(11).for('long-term satisfaction')
  for (const sensitivity of [0.01, 0.2]) {
    const law = sensitive(sensitivity)
    for (const clickbait of [0, 1]) {
      let sum = 0
      for (let session = 0; session < 20_000; session++) {
        let exposed = 0
        for (let step = 0; step < 60; step++) {
          const u = luck.at(session, 0, step)
          sum += satisfaction.engagement(satisfaction.level(exposed, law), clickbait, law, u)
          exposed = satisfaction.sample(exposed, clickbait, law, luck.block[1]!)
        }
      }
      expect(Math.abs(sum / 20_000 / expectedEngagement(clickbait, law) - 1)).toBeLessThan(0.015)
    }
  }
})

test('clickbait wins at the sensitivity of RecSim, kale at .2, and they cross at .071', () => {
  expect(expectedEngagement(1, sensitive(0.01)) / 1158.7).toBeCloseTo(1, 3)
  expect(expectedEngagement(0, sensitive(0.01)) / 754.3).toBeCloseTo(1, 3)
  expect(Math.abs(expectedEngagement(0, satisfaction.DEFAULTS) / 1350.3 - 1)).toBeLessThan(0.002)
  expect(Math.abs(expectedEngagement(1, satisfaction.DEFAULTS) / 570.9 - 1)).toBeLessThan(0.002)
  const lead = (sensitivity: number) =>
    expectedEngagement(1, sensitive(sensitivity)) - expectedEngagement(0, sensitive(sensitivity))
  expect(lead(0.0705)).toBeGreaterThan(0)
  expect(lead(0.0715)).toBeLessThan(0)
})

test('exposure is drawn from its law; clickbait lowers it', () => {
  const law = { ...satisfaction.DEFAULTS, noise: 0.5 }
  const edges = [-1, -0.6, -0.3, 0, 0.3, 0.6, 1]
  const counts = counted(DRAWS, edges.length + 1, 'exposure', (u) => binOf(satisfaction.sample(1, 0.8, law, u), edges))
  const cdf = (x: number) => integral((y) => satisfaction.density(y, 1, 0.8, law), -4, x, 200)
  expect(pValue(counts, binned(edges, cdf))).toBeGreaterThan(WORST)
  expect(satisfaction.expected(0, 1, law)).toBeLessThan(0)
  expect(satisfaction.expected(0, 0, law)).toBeGreaterThan(0)
  expect(satisfaction.level(3, law)).toBeGreaterThan(satisfaction.level(-3, law))
})

// ─── satiation

test('satiation settles where its closed form says, and a pause undoes it', () => {
  const law = satiation.DEFAULTS
  let level = 0
  for (let step = 0; step < 200; step++) level = satiation.next(level, 0.6, law)
  expect(level).toBeCloseTo(satiation.steady(0.6, law), 12)
  const daily = { ...law, retention: satiation.retentionFor(3) }
  expect(satiation.next(1, 0, daily, 3)).toBeCloseTo(0.5, 12)
  expect(satiation.next(satiation.next(1, 0, daily, 0.7), 0, daily, 2.3)).toBeCloseTo(
    satiation.next(1, 0, daily, 3),
    12
  )
})

test('all topics of a person satiate as each alone would', () => {
  const law = satiation.DEFAULTS
  const column = Float64Array.of(9, 0.1, 2, 0, 9)
  satiation.nextInto(column, 1, [0.5, 0, 1], 3, law)
  expect([...column]).toEqual([
    9,
    satiation.next(0.1, 0.5, law),
    satiation.next(2, 0, law),
    satiation.next(0, 1, law),
    9
  ])
  expect(satiation.reward(3, law)).toBeLessThan(satiation.reward(1, law))
})

test('with three alike topics the best plan by enumeration is the greedy one: taking turns', () => {
  const law = { retention: 0.7, base: 1, weight: 0.5 }
  const worth = (levels: readonly number[], shown: number) => satiation.reward(levels[shown]!, law)
  const after = (levels: readonly number[], shown: number) =>
    levels.map((level, k) => satiation.next(level, k === shown ? 1 : 0, law))
  const best = (levels: readonly number[], left: number): number =>
    left === 0 ? 0 : Math.max(...levels.map((_, k) => worth(levels, k) + best(after(levels, k), left - 1)))
  for (let turns = 1; turns <= 9; turns++) {
    let levels: readonly number[] = [0, 0, 0]
    let earned = 0
    const order: number[] = []
    for (let t = 0; t < turns; t++) {
      const greedy = levels.indexOf(Math.min(...levels))
      order.push(greedy)
      earned += worth(levels, greedy)
      levels = after(levels, greedy)
    }
    expect(order).toEqual(Array.from({ length: turns }, (_, t) => t % 3))
    expect(earned).toBeCloseTo(best([0, 0, 0], turns), 10)
  }
  expect(best([0, 0, 0], 3)).toBeGreaterThan(3 * law.base - law.weight * (0.7 + 0.7 ** 2 + 0.7)) // one thing again and again
})

// ─── exposure

test('an item is liked more with the first encounters and less with many', () => {
  const law = exposure.DEFAULTS
  const interest = (n: number) =>
    exposure.probability(
      exposure.activation(
        Array.from({ length: n }, (_, day) => day),
        law
      ),
      law
    )
  const curve = Array.from({ length: 60 }, (_, n) => interest(n))
  const peak = curve.indexOf(Math.max(...curve))
  expect(peak).toBeGreaterThan(0)
  expect(curve[0]).toBeLessThan(curve[peak]!)
  expect(curve[59]).toBeLessThan(curve[peak]!)
  const active = (law.distance - -law.rise / (2 * law.bend)) / law.pull
  expect(exposure.probability(active, law)).toBeGreaterThanOrEqual(Math.max(...curve))
})

test('encounters fade with their age, and interest is drawn from its law', () => {
  const law = exposure.DEFAULTS
  expect(exposure.activation([1, 97], law)).toBeCloseTo(0.5 + 0.1, 14)
  expect(exposure.activation([0], law)).toBeGreaterThan(exposure.activation([10], law))
  const p = exposure.probability(1, law)
  const counts = counted(DRAWS, 2, 'interest', (u) => Number(exposure.sample(1, law, u)))
  expect(pValue(counts, [1 - p, p])).toBeGreaterThan(WORST)
})
