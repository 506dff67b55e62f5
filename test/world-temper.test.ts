import { createEnvironment } from 'recoworld'
import { expect, test } from 'vitest'
import { geometric, temper } from '../src/laws/index.ts'
import { mean, playBaseline } from './helpers/world-episodes.ts'

const NAME = 'temper-and-return'

/** Depths of visits and days between them, with slates that are all worth the same. */
function fixedVisits(fixed: number, episodes: number, sessions = 1) {
  const depths: number[] = []
  const days: number[] = []
  const onStep = ({ info }: { readonly info: Readonly<Record<string, unknown>> }) => {
    if (info.depth === undefined) return
    depths.push(info.depth as number)
    days.push(info.days as number)
  }
  playBaseline(NAME, 'greedy', { options: { fixed, sessions, requests: 200, items: 8 }, seed: 3, episodes, onStep })
  return { depths, days }
}

test.each([
  [0.6476, 15],
  [0.595, 14],
  [0.6841, 15],
  [0.6895, 15],
  [0, 10],
  [1.5, 39]
])('slates worth %f are taken as often as the closed form says: %i times', (fixed, depth) => {
  expect(new Set(fixedVisits(fixed, 5).depths)).toEqual(new Set([depth]))
  expect(temper.depth(fixed, temper.DEFAULTS)).toBe(depth)
})

test('the day of coming back follows the law, and better visits bring people back sooner', () => {
  const episodes = 1_500
  for (const fixed of [0.2, 1.4]) {
    const { days } = fixedVisits(fixed, episodes)
    expect(days).toHaveLength(episodes)
    for (let day = 1; day <= 10; day++) {
      // people differ by an inclination of their own, even within ± 0.1
      const shares = Array.from({ length: 200 }, (_, i) =>
        geometric.probability(
          day,
          geometric.daily(0.2 * ((i + 0.5) / 200 - 0.5), fixed, geometric.DEFAULTS),
          geometric.DEFAULTS
        )
      )
      const expected = mean(shares)
      const seen = days.filter((one) => one === day).length / episodes
      expect(Math.abs(seen - expected)).toBeLessThan(4.5 * Math.sqrt((expected * (1 - expected)) / episodes) + 1e-3)
    }
  }
  expect(mean(fixedVisits(1.4, 400).days)).toBeLessThan(mean(fixedVisits(0.2, 400).days))
})

test('who is served by taste stays longer than who is served at random, over three seeds', () => {
  for (const seed of [1, 2, 3]) {
    const depths = (who: string) => {
      const found: number[] = []
      const onStep = ({ info }: { readonly info: Readonly<Record<string, unknown>> }) => {
        if (info.depth !== undefined) found.push(info.depth as number)
      }
      playBaseline(NAME, who, { options: { requests: 100 }, seed, episodes: 150, onStep })
      return mean(found)
    }
    expect(depths('greedy')).toBeGreaterThan(depths('random') + 1)
  }
})

test('an episode of several visits ends as its last visit ends, and days away are taken off where they cost', () => {
  const env = createEnvironment({
    environment: NAME,
    options: { sessions: 3, requests: 4, items: 8, fixed: 1, worth: { slate: 1, day: 0.5 } }
  })
  env.reset({ seed: 2 })
  const steps = Array.from({ length: 12 }, () => env.step([0, 1, 2, 3, 4, 5]))
  expect(steps.map(({ terminated, truncated }) => terminated || truncated).lastIndexOf(false)).toBe(10)
  expect(steps.at(-1)).toMatchObject({ terminated: false, truncated: true, info: { ended: 'truncated' } })
  for (const { reward, info } of steps) {
    const days = (info.days as number | undefined) ?? 0
    expect(reward).toBeCloseTo(1 - 0.5 * days, 12)
  }
})
