import { type Item, predict } from 'recoworld'
import { describe, expect, test } from 'vitest'
import { createChance } from '../src/kernel/chance.ts'
import { ridge } from '../src/runner/predict/ridge.ts'
import { skillOf } from '../src/runner/predict.ts'
import { codeOf } from './helpers/code-of.ts'

const luck = createChance(3).for('predict test')
const TOPICS = ['home cooking', 'football', 'investing and finance']
/** Cooking is liked four times as often as finance, in every channel. */
const past = Array.from({ length: 90 }, (_, at): Item => {
  const topic = TOPICS[at % 3]!
  const rate = [0.08, 0.04, 0.02][at % 3]! * Math.exp(0.4 * (luck.at(at) - 0.5))
  return {
    id: `p${at}`,
    title: `${topic}, part ${at}`,
    description: '',
    category: topic,
    topics: [topic],
    tags: [],
    channel: `channel ${at % 30}`,
    format: 'short',
    durationSeconds: 40,
    image: '',
    publishedAt: '',
    views: 10_000,
    likes: Math.round(10_000 * rate)
  }
})
/** People who take to cooking and not to finance, so that there is something to learn from them. */
const population = {
  description: 'Cooks',
  sources: ['assumed'],
  segments: [
    { name: 'cooks', share: 1, interests: { 'home cooking': 0.9, football: 0.1, 'investing and finance': -0.8 } }
  ]
}

describe('what posts would do', () => {
  test('is read off from how an audience takes to them, where likes go with what it likes', async () => {
    const posts = TOPICS.map((topic) => ({
      title: `${topic}, the next part`,
      topics: [topic],
      format: 'short' as const,
      durationSeconds: 40
    }))
    const { posts: foretold, check, channels, past: n } = await predict({ past, posts, population, users: 1_500 })
    expect([n, channels, check.map(({ outcome }) => outcome)]).toEqual([90, 30, ['like']])
    const [cooking, , finance] = foretold.map(({ rates }) => rates.like!)
    expect(cooking!.value).toBeGreaterThan(1.5 * finance!.value)
    for (const { low, value, high } of [cooking!, finance!]) expect(low <= value && value <= high).toBe(true)
    const { audience, category } = check[0]!.ways
    expect(audience.spearman).toBeGreaterThan(0.5)
    expect(category.spearman).toBeGreaterThan(0.8)
  })
  test('cannot be told from too few posts', async () => {
    expect(await codeOf(() => predict({ past: past.slice(0, 30), users: 200 }))).toBe('predict.too-few')
  })
})

test('ridge without a penalty is least squares, and a heavy one is the mean', () => {
  const rows = [
    [1, 2],
    [2, 1],
    [3, 5],
    [4, 3],
    [5, 9]
  ]
  const targets = rows.map(([a, b]) => 3 + 2 * a! - b!)
  expect(ridge(rows, targets, 0).predict([10, 1])).toBeCloseTo(22, 6)
  expect(ridge(rows, targets, 1e12).predict([10, 1])).toBeCloseTo(targets.reduce((x, y) => x + y, 0) / 5, 6)
})

test('skill is perfect where all is foretold, and its slope says how bold it was', () => {
  expect(skillOf([1, 2, 3, 4], [1, 2, 3, 4])).toEqual({ spearman: 1, slope: 1, error: 0 })
  expect(skillOf([1, 2, 3, 4], [2, 4, 6, 8]).slope).toBeCloseTo(0.5, 12)
})
