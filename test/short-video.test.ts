import { ACTIONS, type Action, createWorld, type MetricDefinition } from 'recoworld'
import { return as returning } from 'recoworld/laws'
import { beforeAll, expect, test } from 'vitest'

/** Marginals of KuaiRand-Pure's standard log, per impression, and of KuaiRec, per watched item. */
const PUBLISHED = {
  click: 0.45965,
  longView: 0.33184,
  like: 0.018478,
  comment: 0.002546,
  share: 0.000962,
  follow: 0.001074,
  hide: 0.000494,
  watchRatio: 0.851,
  medianWatchRatio: 0.716
}

const CLICK = 1 << ACTIONS.indexOf('click')
const anything = { description: 'for this test only', unit: 'share', better: 'neither', range: [0, 5] } as const
const perImpression = (is: (actions: number, watched: number, seconds: number) => boolean): MetricDefinition => ({
  ...anything,
  turn({ review, slate, catalogue }, add) {
    let count = 0
    for (let slot = 0; slot < review.reached; slot++)
      if (is(review.actions[slot]!, review.watchSeconds[slot]!, catalogue.seconds[slate.items[slot]!]!)) count++
    add(count, review.reached)
  }
})
const of = (action: Action) => perImpression((actions) => (actions & (1 << ACTIONS.indexOf(action))) !== 0)

const ratios: number[] = []
const gaps: number[] = []
const measured: Record<string, number> = {}

beforeAll(async () => {
  const metrics: Record<string, MetricDefinition> = {
    click: of('click'),
    longView: perImpression((_, watched, seconds) => watched >= Math.min(18, seconds)),
    like: of('like'),
    comment: of('comment'),
    share: of('share'),
    follow: of('follow'),
    hide: of('hide'),
    collects: {
      ...anything,
      turn({ review, slate, catalogue }) {
        for (let slot = 0; slot < review.reached; slot++)
          if (review.actions[slot]! & CLICK)
            ratios.push(review.watchSeconds[slot]! / catalogue.seconds[slate.items[slot]!]!)
      },
      session({ gapMs }) {
        gaps.push(Math.round(gapMs / 86_400_000))
      }
    }
  }
  const result = await createWorld({
    population: 'everyone',
    recommender: 'bandit',
    users: 4_000,
    seed: 20,
    metrics
  }).run({ turns: 20 })
  for (const name of Object.keys(metrics)) measured[name] = result.metrics[name]!.value
}, 120_000)

test.each(['click', 'longView', 'like'] as const)('%s is within five hundredths of what was published', (name) => {
  expect(Math.abs(measured[name]! / PUBLISHED[name] - 1)).toBeLessThan(0.05)
})

test.each(['comment', 'share', 'follow', 'hide'] as const)(
  '%s, which is rare, is within fifteen hundredths',
  (name) => {
    expect(Math.abs(measured[name]! / PUBLISHED[name] - 1)).toBeLessThan(0.15)
  }
)

test('the watch ratio has the mean and the median of KuaiRec', () => {
  const sorted = [...ratios].sort((a, b) => a - b)
  const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length
  expect(Math.abs(mean - PUBLISHED.watchRatio)).toBeLessThan(0.03)
  expect(Math.abs(sorted[sorted.length >> 1]! - PUBLISHED.medianWatchRatio)).toBeLessThan(0.05)
})

test('days away are spread as in KuaiRand: total variation at most 0.05', () => {
  const within = gaps.filter((days) => days <= 30)
  const law = returning.DEFAULTS
  const mass = 1 - returning.survival(30, law)
  let distance = 0
  for (let day = 1; day <= 30; day++) {
    const share = within.filter((days) => days === day).length / within.length
    distance += Math.abs(share - returning.probability(day, law) / mass) / 2
  }
  expect(distance).toBeLessThan(0.05)
})

test('likes differ between people more than chance alone would have it', async () => {
  const likes = new Map<number, number>()
  const world = createWorld({ population: 'everyone', recommender: 'bandit', users: 600, seed: 3 })
  world.feedback$.subscribe(({ user, slots }) =>
    likes.set(user, (likes.get(user) ?? 0) + slots.filter(({ actions }) => actions.includes('like')).length)
  )
  await world.run({ turns: 10 })
  const counts = [...likes.values()]
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (counts.length - 1)
  expect(variance / mean).toBeGreaterThan(1.2)
})
