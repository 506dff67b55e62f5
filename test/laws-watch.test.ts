import { expect, test } from 'vitest'
import { duration, dwell, normal, watch, weibull } from '../src/laws/index.ts'
import { binned, binOf, counted, DRAWS, integral, pValue, WORST } from './helpers/chi-square.ts'

const { DEFAULTS } = watch
const edges = [0.05, 0.2, 0.4, 0.6, 0.8, 1, 1.3, 1.7, 2.5]
/** Over people (z) and lengths (log-normal about the reference) at once: both only move the scale. */
function overPeopleAndLengths(f: (z: number, seconds: number) => number): number {
  const spread = Math.hypot(DEFAULTS.slope, DEFAULTS.lengthPenalty * 0.45) / DEFAULTS.slope
  return integral((z) => f(z * spread, DEFAULTS.referenceSeconds) * normal.density(z), -8, 8, 400)
}

test('the watch law holds together: survival, density, quantile and mean', () => {
  for (const [z, seconds] of [
    [-1.5, 4],
    [0, 10],
    [2, 90]
  ] as const) {
    expect(watch.survival(watch.quantile(0.4, z, seconds, DEFAULTS), z, seconds, DEFAULTS)).toBeCloseTo(0.6, 12)
    const below = integral((r) => watch.density(r, z, seconds, DEFAULTS), 0.1, 2)
    expect(below).toBeCloseTo(watch.survival(0.1, z, seconds, DEFAULTS) - watch.survival(2, z, seconds, DEFAULTS), 9)
    expect(watch.mean(z, seconds, DEFAULTS)).toBeCloseTo(
      integral((q) => 3 * q * q * watch.survival(q ** 3, z, seconds, DEFAULTS), 0, (DEFAULTS.cap - 1e-13) ** (1 / 3)),
      9
    )
  }
})

test('drawn watch ratios follow the watch law, and none exceeds the cap', () => {
  let longest = 0
  const counts = counted(DRAWS, edges.length + 1, 'watch', (u) => {
    const ratio = watch.sample(0.7, 20, DEFAULTS, u)
    longest = Math.max(longest, ratio)
    return binOf(ratio, edges)
  })
  expect(
    pValue(
      counts,
      binned(edges, (r) => 1 - watch.survival(r, 0.7, 20, DEFAULTS))
    )
  ).toBeGreaterThan(WORST)
  expect(longest).toBeLessThanOrEqual(5)
})

test('what would exceed the cap is counted as it', () => {
  const keen = { ...DEFAULTS, intercept: 1.2 }
  const atCap = watch.survival(5 - 1e-12, 1, 10, keen)
  const counts = counted(DRAWS, 2, 'cap', (u) => Number(watch.sample(1, 10, keen, u) === 5))
  expect(atCap).toBeGreaterThan(0.1)
  expect(pValue(counts, [1 - atCap, atCap])).toBeGreaterThan(WORST)
})

test('with the same luck, more affinity watches longer and a longer item to a smaller part but for more seconds', () => {
  for (const u of [0.1, 0.5, 0.9]) {
    expect(watch.sample(1, 20, DEFAULTS, u)).toBeGreaterThan(watch.sample(0, 20, DEFAULTS, u))
    expect(watch.sample(0, 40, DEFAULTS, u)).toBeLessThan(watch.sample(0, 20, DEFAULTS, u))
    expect(40 * watch.sample(0, 40, DEFAULTS, u)).toBeGreaterThan(20 * watch.sample(0, 20, DEFAULTS, u))
  }
})

test('over people and lengths the defaults have the mean and median of KuaiRec, and a spread near its dense matrix', () => {
  const mean = overPeopleAndLengths((z, seconds) => watch.mean(z, seconds, DEFAULTS))
  const square = overPeopleAndLengths((z, seconds) =>
    integral((r) => 2 * r * watch.survival(r, z, seconds, DEFAULTS), 0, 5, 200)
  )
  expect(Math.abs(mean - 0.851)).toBeLessThan(0.001)
  expect(
    Math.abs(overPeopleAndLengths((z, seconds) => watch.survival(0.716, z, seconds, DEFAULTS)) - 0.5)
  ).toBeLessThan(0.001)
  expect(Math.sqrt(square - mean * mean)).toBeCloseTo(0.608, 3)
})

test('the quantile within the length group does not depend on how long the item is', () => {
  for (const ratio of [0.2, 0.9, 1.6]) {
    const rank = duration.quantileOf(ratio, 10, duration.DEFAULTS)
    expect(duration.ratioAt(rank, 10, duration.DEFAULTS)).toBeCloseTo(ratio, 10)
    expect(duration.ratioAt(rank, 60, duration.DEFAULTS)).toBeLessThan(ratio)
    expect(duration.quantileOf(duration.ratioAt(rank, 60, duration.DEFAULTS), 60, duration.DEFAULTS)).toBeCloseTo(
      rank,
      10
    )
  }
})

test('over people, the length-adjusted law is that of the length group', () => {
  for (const ratio of [0.2, 0.7, 1.5]) {
    const over = integral((z) => duration.survival(ratio, z, 15, duration.DEFAULTS) * normal.density(z), -9, 9)
    expect(over).toBeCloseTo(1 - duration.quantileOf(ratio, 15, duration.DEFAULTS), 10)
  }
})

test('drawn length-adjusted ratios follow their law, and affinity lengthens them', () => {
  const law = duration.DEFAULTS
  const counts = counted(DRAWS, edges.length + 1, 'duration', (u) => binOf(duration.sample(1.1, 20, law, u), edges))
  expect(
    pValue(
      counts,
      binned(edges, (r) => 1 - duration.survival(r, 1.1, 20, law))
    )
  ).toBeGreaterThan(WORST)
  expect(duration.sample(1, 20, law, 0.5)).toBeGreaterThan(duration.sample(0, 20, law, 0.5))
})

test('a page that has been looked at for a while is less likely to be left in the next second', () => {
  let before = Number.POSITIVE_INFINITY
  for (const seconds of [1, 5, 20, 60, 200]) {
    const rate = dwell.hazard(seconds, 0, 60, dwell.DEFAULTS)
    expect(rate).toBeLessThan(before)
    before = rate
  }
})

test('drawn dwell times follow the dwell law; affinity and longer texts hold longer', () => {
  const law = dwell.DEFAULTS
  const seconds = [1, 5, 10, 20, 40, 80, 160]
  const counts = counted(DRAWS, seconds.length + 1, 'dwell', (u) => binOf(dwell.sample(0.5, 90, law, u), seconds))
  expect(
    pValue(
      counts,
      binned(seconds, (t) => 1 - dwell.survival(t, 0.5, 90, law))
    )
  ).toBeGreaterThan(WORST)
  expect(dwell.mean(1, 60, law)).toBeGreaterThan(dwell.mean(0, 60, law))
  expect(dwell.mean(0, 120, law)).toBeCloseTo(2 * dwell.mean(0, 60, law), 10)
  expect(dwell.quantile(0.25, 0.5, 90, law)).toBeCloseTo(dwell.sample(0.5, 90, law, 0.25), 10)
  expect(integral((t) => dwell.density(t, 0, 60, law), 5, 50)).toBeCloseTo(
    dwell.survival(5, 0, 60, law) - dwell.survival(50, 0, 60, law),
    10
  )
})

test('a watch law refuses a length of 0 and a shape of 0', () => {
  const refused: [string, () => unknown][] = [
    ['watch.bad-seconds', () => watch.sample(0, 0, DEFAULTS, 0.5)],
    ['watch.bad-shape', () => watch.sample(0, 9, { ...DEFAULTS, shape: 0 }, 0.5)],
    ['watch.bad-affinity', () => watch.survival(1, Number.NaN, 9, DEFAULTS)],
    ['duration.bad-correlation', () => duration.sample(0, 9, { ...duration.DEFAULTS, correlation: 2 }, 0.5)],
    ['dwell.bad-usual-seconds', () => dwell.survival(1, 0, -1, dwell.DEFAULTS)]
  ]
  for (const [code, ask] of refused) expect(ask, code).toThrow(expect.objectContaining({ code }))
})

test('with what is the item’s own worked out beforehand, the law is the same', () => {
  for (const seconds of [3, 20, 600]) {
    const logScale = watch.logScale(seconds, DEFAULTS)
    for (const u of [1e-9, 0.1, 0.7, 1 - 1e-9]) {
      for (const z of [-2, 0, 1.5]) {
        const ratio = watch.sample(z, seconds, DEFAULTS, u)
        expect(watch.sampleAt(logScale + DEFAULTS.slope * z, DEFAULTS, u)).toBe(ratio)
        const params = { scale: watch.scale(z, seconds, DEFAULTS), shape: DEFAULTS.shape }
        if (ratio < DEFAULTS.cap)
          expect(watch.survival(ratio, z, seconds, DEFAULTS)).toBeCloseTo(weibull.survival(ratio, params), 12)
        expect(duration.quantileAt(ratio, logScale, duration.DEFAULTS)).toBeCloseTo(
          duration.quantileOf(ratio, seconds, duration.DEFAULTS),
          14
        )
      }
    }
  }
})
