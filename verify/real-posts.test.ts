import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Prediction, predict, type Way } from 'recoworld'
import { expect, test } from 'vitest'

const past = fileURLToPath(new URL('../../shared/data/trending-videos.csv', import.meta.url))
const isThere = existsSync(past)
if (!isThere) console.warn(`skipped: ${past} is not there`)

/** Populations whose segments see different things in a video. */
const population = ['everyone', 'gamers', 'beauty-lovers', 'football-fans', 'students', 'home-cooks', 'news-skeptics']

test.skipIf(!isThere)(
  'like rates of real videos are foretold out of sample, by three random splits over channels',
  async () => {
    const runs: Prediction[] = []
    for (const seed of [1, 2, 3]) runs.push(await predict({ past, population, users: 4_000, seed }))
    const mean = (outcome: string, way: Way, of: 'spearman' | 'slope' | 'error') =>
      runs.reduce((sum, { check }) => sum + check.find((one) => one.outcome === outcome)!.ways[way][of], 0) /
      runs.length
    for (const outcome of ['like', 'comment', 'dislike'])
      for (const way of ['audience', 'category', 'words'] as const)
        console.log(
          `${outcome} ${way}: Spearman ${mean(outcome, way, 'spearman').toFixed(3)}, slope ${mean(outcome, way, 'slope').toFixed(2)}, off by ×${Math.exp(mean(outcome, way, 'error')).toFixed(2)}`
        )
    expect(mean('like', 'audience', 'spearman')).toBeGreaterThan(0.3)
    expect(mean('like', 'audience', 'slope')).toBeGreaterThan(0.6)
    expect(mean('like', 'audience', 'slope')).toBeLessThan(1.4)
    expect(mean('like', 'words', 'spearman')).toBeGreaterThan(mean('like', 'category', 'spearman'))
  }
)
