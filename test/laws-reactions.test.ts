import { expect, test } from 'vitest'
import { ACTIONS, actionBit, actionsOf } from '../src/contract/session.ts'
import { createChance } from '../src/kernel/chance.ts'
import { normal, reactions } from '../src/laws/index.ts'
import { counted, DRAWS, integral, pValue, WORST } from './helpers/chi-square.ts'

const { DEFAULTS, REACTIONS } = reactions
/** Affinity over the people who watch and the mood of the impression, as one normal number. */
const overAll = Math.hypot(1, DEFAULTS.spread)

/** ∫ f φ by 40-point Gauss–Hermite, its nodes found by Newton's method: independent of the law's own quadrature. */
function gaussHermite(f: (t: number) => number): number {
  const n = 40
  let sum = 0
  let weights = 0
  const found: number[] = []
  for (let guess = 0.05; found.length < n / 2; guess += 0.02) {
    let t = guess
    let slope = 1
    for (let i = 0; i < 60; i++) {
      let [before, now] = [0, 1]
      for (let j = 0; j < n; j++) [before, now] = [now, (t * now - Math.sqrt(j) * before) / Math.sqrt(j + 1)]
      slope = Math.sqrt(n) * before
      t -= now / slope
    }
    if (!(t > 0) || found.some((root) => Math.abs(root - t) < 1e-8)) continue
    found.push(t)
    const weight = 1 / slope ** 2
    sum += weight * (f(t) + f(-t))
    weights += 2 * weight
  }
  return sum / weights
}

test('the rate of a reaction over all moods is that of an independent Gauss–Hermite quadrature', () => {
  for (const name of REACTIONS) {
    for (const z of [-1.5, 0, 2]) {
      const wanted = gaussHermite((t) => reactions.probability(z, DEFAULTS.spread * t, DEFAULTS[name]))
      expect(Math.abs(reactions.marginal(z, DEFAULTS[name], DEFAULTS.spread) - wanted)).toBeLessThan(1e-9)
    }
  }
})

test('the rate over all moods is symmetric, and without moods it is the plain logit', () => {
  const up = { intercept: 1.3, slope: 3 }
  const down = { intercept: -1.3, slope: 3 }
  expect(reactions.marginal(0, up, 2) + reactions.marginal(0, down, 2)).toBeCloseTo(1, 12)
  expect(reactions.marginal(0.7, up, 0)).toBeCloseTo(reactions.probability(0.7, 0, up), 12)
})

test('over people the defaults have the rates per impression of KuaiRand', () => {
  const click = 0.45965
  const published = { like: 0.018478, comment: 0.002546, share: 0.000962, follow: 0.001074, hide: 0.000494 }
  const passing: Partial<Record<reactions.Reaction, number>> = DEFAULTS.passing
  for (const name of REACTIONS) {
    const rate = click * reactions.marginal(0, DEFAULTS[name], overAll) + (1 - click) * (passing[name] ?? 0)
    expect(Math.abs(rate / published[name] - 1), name).toBeLessThan(1e-4)
  }
})

test('an intercept can be found for any rate', () => {
  for (const rate of [0.0005, 0.02, 0.7]) {
    const intercept = reactions.interceptFor(rate, 1.5, overAll)
    expect(reactions.marginal(0, { intercept, slope: 1.5 }, overAll)).toBeCloseTo(rate, 12)
  }
})

test('drawn likes and comments follow their joint law, and come together more often than chance', () => {
  const law = { ...DEFAULTS, like: { intercept: -1, slope: 1.5 }, comment: { intercept: -1.5, slope: 1.5 }, spread: 1 }
  const [like, comment] = [actionBit('like'), actionBit('comment')]
  const one = createChance(1).for('mood')
  const other = createChance(1).for('reactions')
  const us = new Float64Array(5)
  const counts = new Float64Array(4)
  for (let i = 0; i < DRAWS; i++) {
    const epsilon = reactions.mood(law, one.at(i))
    other.at(i)
    us.set(other.block)
    us[4] = one.block[1]!
    const mask = reactions.sample(0.3, epsilon, law, us)
    counts[(mask & like ? 1 : 0) + (mask & comment ? 2 : 0)]! += 1
  }
  const both = reactions.joint(0.3, law.like, law.comment, 1)
  const likes = reactions.marginal(0.3, law.like, 1)
  const comments = reactions.marginal(0.3, law.comment, 1)
  expect(pValue(counts, [1 - likes - comments + both, likes - both, comments - both, both])).toBeGreaterThan(WORST)
  expect(both).toBeGreaterThan(1.3 * likes * comments)
})

test('without a shared mood reactions are independent', () => {
  const together = reactions.joint(0.5, DEFAULTS.like, DEFAULTS.share, 0)
  const apart = reactions.marginal(0.5, DEFAULTS.like, 0) * reactions.marginal(0.5, DEFAULTS.share, 0)
  expect(together / apart).toBeCloseTo(1, 10)
})

test('likes of people with a mood of their own vary more than chance alone allows, as much as the law says', () => {
  const impressions = 50
  const people = 8_000
  const law = { ...DEFAULTS, like: { intercept: -2, slope: 1 } }
  const own = createChance(3).for('person')
  const each = createChance(3).for('like')
  let [sum, squares] = [0, 0]
  for (let person = 0; person < people; person++) {
    const epsilon = reactions.mood(law, own.at(person))
    let likes = 0
    for (let i = 0; i < impressions; i++) {
      if (each.at(person, 0, 0, i) < reactions.probability(0, epsilon, law.like)) likes++
    }
    sum += likes
    squares += likes * likes
  }
  const mean = sum / people
  const dispersion = (squares / people - mean * mean) / mean
  const rate = reactions.marginal(0, law.like, law.spread)
  const twice = reactions.joint(0, law.like, law.like, law.spread)
  const expected = 1 + (impressions - 1) * (twice / rate) - impressions * rate
  expect(expected).toBeGreaterThan(3)
  expect(Math.abs(dispersion / expected - 1)).toBeLessThan(0.08)
})

test('more affinity brings more of every reaction but hiding', () => {
  for (const name of REACTIONS) {
    const rise = reactions.marginal(1, DEFAULTS[name], 1) - reactions.marginal(0, DEFAULTS[name], 1)
    if (name === 'hide') expect(rise).toBeLessThan(0)
    else expect(rise).toBeGreaterThan(0)
  }
})

test('the mask of a sample holds the reactions by the names of the contract', () => {
  const certain = { ...DEFAULTS, like: { intercept: 99, slope: 0 }, follow: { intercept: 99, slope: 0 } }
  expect(actionsOf(reactions.sample(0, 0, certain, [9, 0.5, 0.5, 0.5, 0.5, 0.5], 1))).toEqual(['like', 'follow'])
  expect(ACTIONS).toEqual(expect.arrayContaining([...REACTIONS]))
})

test('who passes on likes or hides at its small rate, never both', () => {
  const law = { ...DEFAULTS, passing: { like: 0.1, hide: 0.2 } }
  const cells = [0, actionBit('like'), actionBit('hide')]
  const counts = counted(DRAWS, 3, 'passing', (u) => cells.indexOf(reactions.samplePassing(law, u)))
  expect(pValue(counts, [0.7, 0.1, 0.2])).toBeGreaterThan(WORST)
})

test('the mood of impressions is normal with the spread asked for', () => {
  const counts = counted(DRAWS, 2, 'mood', (u) => Number(reactions.mood({ ...DEFAULTS, spread: 2 }, u) > 1))
  expect(pValue(counts, [normal.cdf(0.5), normal.cdf(-0.5)])).toBeGreaterThan(WORST)
  expect(integral((t) => reactions.probability(0, t, DEFAULTS.like) * normal.density(t), -9, 9)).toBeCloseTo(
    reactions.marginal(0, DEFAULTS.like, 1),
    11
  )
})

test('reactions in order are drawn as by their names', () => {
  const luck = createChance(8).for('ordered')
  const law = { ...DEFAULTS, share: { intercept: -1, slope: 2 }, hide: { intercept: 0, slope: -1 } }
  const ordered = reactions.inOrder(law)
  for (let i = 0; i < 2_000; i++) {
    const z = 3 * (luck.at(i) - 0.5)
    const us = [...luck.block, luck.at(i, 1)]
    const byName = REACTIONS.filter((name, at) => us[at]! < reactions.probability(z, 0.3, law[name]))
    expect(reactions.sampleOf(ordered, z + 0.3, us)).toBe(reactions.sample(z, 0.3, law, us))
    expect(actionsOf(reactions.sample(z, 0.3, law, us))).toEqual([...byName])
  }
})
