import { expect, test } from 'vitest'
import { return as back, betaGeometric, geometric } from '../src/laws/index.ts'
import { counted, DRAWS, pValue, WORST } from './helpers/chi-square.ts'

const days = Array.from({ length: 60 }, (_, k) => k)
const away = (f: (k: number) => number, g: (k: number) => number) =>
  0.5 * Array.from({ length: 3_000 }, (_, k) => Math.abs(f(k + 1) - g(k + 1))).reduce((sum, x) => sum + x, 0)
const usual = (k: number) => back.probability(k, back.DEFAULTS)

test('the days of returning are those of KuaiRand, as near as the published fit is', () => {
  expect(Math.abs(usual(1) - 0.617)).toBeLessThan(0.01)
  expect(Math.abs(back.meanGap(back.DEFAULTS, 30) - 1.998)).toBeLessThan(0.01)
})

test('the law lies as far from the other published fits as the data do, give or take its own distance', () => {
  const coin = (k: number) => 0.5 ** k
  const mixed = (k: number) => betaGeometric.probability(k, betaGeometric.DEFAULTS)
  expect(Math.abs(away(usual, coin) - 0.146)).toBeLessThan(0.01)
  expect(away(usual, mixed)).toBeLessThan(0.028 + 0.01)
})

test('read as a scale, the same numbers would miss the share that returns the next day', () => {
  const asScale = 1 - Math.exp(-((1 / 0.951) ** 0.676))
  expect(Math.abs(asScale - 0.617)).toBeGreaterThan(0.01)
})

test('the return law holds together: days sum to one, hazards multiply to survival and fall', () => {
  let [sum, stays] = [0, 1]
  for (let k = 1; k <= 400; k++) {
    sum += usual(k)
    stays *= 1 - back.hazard(k, back.DEFAULTS)
    if (k < 50) expect(back.survival(k, back.DEFAULTS)).toBeCloseTo(stays, 12)
    if (k > 1 && k < 50) expect(back.hazard(k, back.DEFAULTS)).toBeLessThan(back.hazard(k - 1, back.DEFAULTS))
  }
  expect(sum).toBeCloseTo(1, 12)
  const mean = Array.from({ length: 400 }, (_, k) => (k + 1) * usual(k + 1)).reduce((total, x) => total + x, 0)
  expect(back.meanGap(back.DEFAULTS)).toBeCloseTo(mean, 10)
  const within = Array.from({ length: 30 }, (_, k) => (k + 1) * usual(k + 1)).reduce((total, x) => total + x, 0)
  expect(back.meanGap(back.DEFAULTS, 30)).toBeCloseTo(within / (1 - back.survival(30, back.DEFAULTS)), 10)
})

test('drawn days follow the return law, with and without a person of its own', () => {
  for (const logHazardRatio of [0, -1, 0.7]) {
    const law = { ...back.DEFAULTS, logHazardRatio }
    const counts = counted(DRAWS, days.length, `return ${logHazardRatio}`, (u) => back.sample(law, u))
    const p = days.map((k) => (k === 59 ? back.survival(58, law) : back.probability(k, law)))
    expect(pValue(counts, p)).toBeGreaterThan(WORST)
  }
})

test('hazards are proportional: one person is away as the power of another, and comes back sooner with the same luck', () => {
  const keen = { ...back.DEFAULTS, logHazardRatio: 0.8 }
  for (const k of [1, 4, 20]) {
    expect(back.survival(k, keen)).toBeCloseTo(back.survival(k, back.DEFAULTS) ** Math.exp(0.8), 12)
  }
  for (const u of [0.2, 0.7, 0.99, 0.9999]) {
    expect(back.sample(keen, u)).toBeLessThanOrEqual(back.sample(back.DEFAULTS, u))
  }
  expect(back.meanGap(keen)).toBeLessThan(back.meanGap(back.DEFAULTS))
})

test('somebody with no hazard never comes back', () => {
  const gone = { ...back.DEFAULTS, logHazardRatio: Number.NEGATIVE_INFINITY }
  expect(back.sample(gone, 0.0001)).toBe(Number.POSITIVE_INFINITY)
  expect(back.survival(1_000, gone)).toBe(1)
  expect(() => back.meanGap(gone)).toThrow(expect.objectContaining({ code: 'return.no-mean' }))
})

test('people with daily chances of their own return as their mixture does, the keen ones first', () => {
  const law = { a: 2, b: 3 }
  const p = days.map((k) => (k === 59 ? betaGeometric.survival(58, law) : betaGeometric.probability(k, law)))
  const counts = counted(DRAWS, days.length, 'mixture', (u) => betaGeometric.sample(law, u))
  expect(pValue(counts, p)).toBeGreaterThan(WORST)
  expect(betaGeometric.probability(3, law)).toBeCloseTo((12 * 2 * 24) / 5_040, 12) // ∫ p (1−p)² Beta(2, 3) = 12 · B(3, 5)
})

test('the mean of a mixture is its closed form', () => {
  const law = { a: 4, b: 2 }
  let [sum, stays] = [0, 1]
  for (let k = 1; k < 20_000; k++) {
    sum += stays
    stays *= 1 - betaGeometric.hazard(k, law)
  }
  expect(sum).toBeCloseTo(betaGeometric.meanGap(law), 9)
  expect(betaGeometric.meanGap({ a: 1, b: 2 })).toBe(Number.POSITIVE_INFINITY)
  expect(betaGeometric.sample({ a: 0.1, b: 5 }, 0.999, 10)).toBe(Number.POSITIVE_INFINITY)
})

test('the days of KuaiSim are a geometric law cut at ten, and reward brings people back sooner', () => {
  const law = geometric.DEFAULTS
  const p = geometric.daily(0.05, 0.6, law)
  expect(p).toBeCloseTo(0.51, 12)
  const weights = Array.from({ length: 10 }, (_, i) => p * (1 - p) ** i)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  for (let k = 1; k <= 10; k++) expect(geometric.probability(k, p, law)).toBeCloseTo(weights[k - 1]! / total, 12)
  expect(geometric.probability(11, p, law)).toBe(0)
  const counts = counted(DRAWS, 11, 'kuaisim', (u) => geometric.sample(p, law, u))
  expect(
    pValue(
      counts,
      Array.from({ length: 11 }, (_, k) => geometric.probability(k, p, law))
    )
  ).toBeGreaterThan(WORST)
  const mean = (chance: number) =>
    Array.from({ length: 10 }, (_, i) => (i + 1) * geometric.probability(i + 1, chance, law)).reduce((s, x) => s + x, 0)
  expect(mean(geometric.daily(0, 2, law))).toBeLessThan(mean(geometric.daily(0, 1, law)))
})

test('impossible absences are refused by name', () => {
  const refused: [string, () => unknown][] = [
    ['return.bad-shape', () => back.sample({ ...back.DEFAULTS, shape: 0 }, 0.5)],
    ['return.bad-days', () => back.survival(-1, back.DEFAULTS)],
    ['return.bad-window', () => back.meanGap(back.DEFAULTS, 0)],
    ['return.bad-uniform', () => back.sample(back.DEFAULTS, 1)],
    ['beta-geometric.bad-a', () => betaGeometric.sample({ a: 0, b: 1 }, 0.5)],
    ['geometric.bad-daily', () => geometric.probability(1, 1, geometric.DEFAULTS)]
  ]
  for (const [code, ask] of refused) expect(ask, code).toThrow(expect.objectContaining({ code }))
})

test('what is a person’s own in the hazard ratio adds to that of the law', () => {
  for (const more of [-1, 0.4]) {
    const law = { ...back.DEFAULTS, logHazardRatio: 0.2 }
    for (let i = 1; i < 100; i++)
      expect(back.sample(law, i / 100, more)).toBe(back.sample({ ...law, logHazardRatio: 0.2 + more }, i / 100))
  }
  expect(() => back.sample(back.DEFAULTS, 0.5, Number.NaN)).toThrow(
    expect.objectContaining({ code: 'return.bad-log-hazard-ratio' })
  )
})
