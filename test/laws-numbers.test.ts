import { expect, test } from 'vitest'
import { gamma, logistic, normal, weibull } from '../src/laws/index.ts'
import { binned, binOf, counted, DRAWS, integral, pValue, WORST } from './helpers/chi-square.ts'

test('the normal law agrees with reference values far into the tails', () => {
  const known: [number, number][] = [
    [-6, 9.865876450376981e-10],
    [-10, 7.619853024160527e-24],
    [-2.5, 0.006209665325776132],
    [1.959963984540054, 0.975],
    [3, 0.9986501019683699]
  ]
  for (const [x, p] of known) expect(normal.cdf(x) / p).toBeCloseTo(1, 11)
})

test('the normal quantile undoes the distribution function within 1e-9', () => {
  for (let i = 1; i < 4_000; i++) {
    const p = i / 4_000
    expect(Math.abs(normal.cdf(normal.quantile(p)) - p)).toBeLessThan(1e-14)
  }
  for (let exponent = -300; exponent < -1; exponent += 7) {
    const p = 10 ** exponent
    expect(Math.abs(normal.cdf(normal.quantile(p)) / p - 1)).toBeLessThan(1e-9)
  }
})

test('the normal distribution function is the integral of its density', () => {
  for (const x of [-3, -1, 0.3, 2.4, 2.6]) {
    expect(normal.cdf(x) - normal.cdf(-4)).toBeCloseTo(integral(normal.density, -4, x), 12)
  }
})

test('normal draws follow the normal law', () => {
  const edges = [-2.5, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2.5]
  const counts = counted(DRAWS, edges.length + 1, 'normal', (u) => binOf(normal.sample(u), edges))
  expect(pValue(counts, binned(edges, normal.cdf))).toBeGreaterThan(WORST)
})

test('a uniform number outside (0, 1) is refused', () => {
  for (const u of [0, 1, -0.1, Number.NaN]) {
    expect(() => normal.quantile(u)).toThrow(expect.objectContaining({ code: 'normal.bad-uniform' }))
  }
})

test('the gamma functions agree with their closed forms', () => {
  expect(gamma.ln(0.5)).toBeCloseTo(0.5 * Math.log(Math.PI), 13)
  let factorial = 1
  for (let n = 1; n < 20; n++) {
    expect(gamma.ln(n) - Math.log(factorial)).toBeCloseTo(0, 12)
    factorial *= n
  }
  for (const x of [0.01, 0.7, 1.9, 2.1, 5, 40]) {
    expect(gamma.lower(1, x)).toBeCloseTo(-Math.expm1(-x), 13)
    expect(gamma.upper(0.5, x) / (2 * normal.cdf(-Math.sqrt(2 * x)))).toBeCloseTo(1, 11)
    expect(gamma.lower(3.3, x) + gamma.upper(3.3, x)).toBeCloseTo(1, 14)
  }
})

test('a Weibull law holds together: survival, density, quantile, mean and mean up to a limit', () => {
  for (const shape of [0.7, 1, 1.7]) {
    const params = { scale: 1.3, shape }
    expect(weibull.survival(weibull.quantile(0.3, params), params)).toBeCloseTo(0.7, 13)
    expect(integral((t) => weibull.density(t, params), 0.5, 3)).toBeCloseTo(
      weibull.survival(0.5, params) - weibull.survival(3, params),
      10
    )
    const upTo = (limit: number) =>
      integral((root) => 2 * root * weibull.survival(root * root, params), 0, Math.sqrt(limit))
    expect(weibull.mean(params, 2)).toBeCloseTo(upTo(2), 9)
    expect(weibull.mean(params)).toBeCloseTo(upTo(200), 9)
  }
})

test('log-odds and probability undo each other without overflow', () => {
  for (const x of [-700, -30, -1, 0, 2, 30]) expect(logistic.logit(logistic.sigmoid(x))).toBeCloseTo(x, x > 20 ? 2 : 10)
  expect(logistic.sigmoid(-1_000)).toBe(0)
  expect(logistic.sigmoid(1_000)).toBe(1)
})

test('what happens by the quick way is what the curve says, wherever the number falls', () => {
  for (let x = -40; x <= 40; x += 0.37) {
    const p = logistic.sigmoid(x)
    for (const u of [1e-10, 0.001, 0.2, 0.5, 0.8, 0.999, p * (1 - 1e-7), p * (1 + 1e-7), 1 - (1 - p) * (1 - 1e-7)]) {
      if (u > 0 && u < 1 && Math.abs(u - p) > 1e-15) expect(logistic.happens(x, u), `${x} ${u}`).toBe(u < p)
    }
  }
  expect(logistic.happens(Number.POSITIVE_INFINITY, 0.999)).toBe(true)
  expect(logistic.happens(Number.NEGATIVE_INFINITY, 1e-9)).toBe(false)
})
