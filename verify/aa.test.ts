import { pairedDifference, welch } from 'recoworld/experiment'
import { expect, test } from 'vitest'
import { playWorld } from '../dist/src/runner/playing.js'
import { addValue, createMoments, sequentialTest, usersForMeans, variance } from '../src/experiment/index.ts'

const REPETITIONS = 400
/** 4.5 standard errors about 5 % in so many repetitions. */
const MOST = 0.05 + 4.5 * Math.sqrt((0.05 * 0.95) / REPETITIONS)
const USERS = 60

/** What people of one world opened of what they looked at, each alone, and all together. */
async function opened(seed: number, options: object): Promise<{ each: number[]; all: number }> {
  const { outcome, result } = await playWorld(
    { users: USERS, seed, recommender: 'random', measure: ['click-rate'], gauges: false, ...options },
    { turns: 3 }
  )
  const { numerators, denominators } = outcome.tallies['click-rate']!
  const each = Array.from(numerators, (top, user) => top / denominators[user]!).filter(Number.isFinite)
  return { each, all: result.metrics['click-rate']!.value }
}

/** Shares of repetitions in which something is found between a thing and itself: over people, and over eight worlds each. */
async function falseFindings(options: object) {
  let [people, worlds] = [0, 0]
  const kept: { each: number[]; all: number }[] = []
  for (let i = 0; i < REPETITIONS; i++) {
    const [a, b] = [await opened(10_000 + 2 * i, options), await opened(10_001 + 2 * i, options)]
    kept.push(a, b)
    if (welch(a.each, b.each).p < 0.05) people++
  }
  const groups = Math.floor(kept.length / 8)
  for (let i = 0; i < groups; i++) {
    const values = kept.slice(8 * i, 8 * i + 8).map(({ all }) => all)
    if (welch(values.slice(0, 4), values.slice(4)).p < 0.05) worlds++
  }
  return { people: people / REPETITIONS, worlds: worlds / groups, groups }
}

// people are dealt to segments evenly, so worlds differ less than people drawn by chance would: intervals over people are wide
test('A/A with 400 repetitions: people by themselves are told apart no more often than 5 % would have it', async () => {
  const { people, worlds, groups } = await falseFindings({})
  console.log(`alone: ${people} over people, ${worlds} over worlds`)
  expect(people).toBeLessThan(MOST)
  expect(worlds).toBeLessThan(0.05 + 4.5 * Math.sqrt((0.05 * 0.95) / groups))
})

test('A/A with 400 repetitions: where a recommender learns of everybody and shares reach followers, whole worlds keep to 5 %', async () => {
  const { people, worlds, groups } = await falseFindings({
    recommender: 'charts',
    graph: { kind: 'small-world', degree: 10, weight: 1 }
  })
  console.log(`coupled: ${people} over people, ${worlds} over worlds`)
  expect(worlds).toBeLessThan(0.05 + 4.5 * Math.sqrt((0.05 * 0.95) / groups))
})

test('pairing by common luck takes most of the variance away', async () => {
  const runs = await Promise.all(
    ['popular', 'instructable'].map((recommender) => opened(1, { users: 400, recommender }))
  )
  const { varianceRatio } = pairedDifference(runs[0]!.each.slice(0, 390), runs[1]!.each.slice(0, 390))
  console.log(`variance of paired differences, of that of independent people: ${varianceRatio}`)
  expect(varianceRatio).toBeLessThan(0.9)
})

test('looking after every person keeps to 5 % in 2,000 worlds, where 20 naive looks find something in a quarter', async () => {
  const { createChance } = await import('../src/kernel/chance.ts')
  const { normalQuantile } = await import('../src/experiment/index.ts')
  const luck = createChance(77).for('aa')
  let [always, naive] = [0, 0]
  for (let world = 0; world < 2_000; world++) {
    const apart = createMoments()
    const look = sequentialTest({ tau2: 0.01 })
    let [isFound, isNaive] = [false, false]
    for (let user = 0; user < 1_000; user++) {
      addValue(apart, normalQuantile(luck.at(user, world)))
      if (user < 50) continue
      if (look(apart.n, apart.mean, variance(apart)).isDecided) isFound = true
      if (user % 50 === 49 && Math.abs(apart.mean / Math.sqrt(variance(apart) / apart.n)) > 1.96) isNaive = true
    }
    always += isFound ? 1 : 0
    naive += isNaive ? 1 : 0
  }
  console.log(`always valid: ${always / 2_000}; naive: ${naive / 2_000}`)
  expect(always / 2_000).toBeLessThan(0.05)
  expect(naive / 2_000).toBeGreaterThan(0.15)
})

test('so many people as a plan asks for find the difference about as often as it says', async () => {
  const arms = ['nearest', 'item-knn'] as const
  const of = async (recommender: string, seed: number, users: number) =>
    (await playWorld({ users, seed, recommender, measure: ['session-length'], gauges: false }, { turns: 12 })).outcome
      .tallies['session-length']!.numerators
  const [a, b] = await Promise.all(arms.map((arm) => of(arm, 500, 4_000)))
  const apart = createMoments()
  for (let user = 0; user < 4_000; user++) addValue(apart, b![user]! - a![user]!)
  const sd = Math.sqrt(variance(apart))
  const users = Math.ceil(usersForMeans(apart.mean, { sd, paired: true, power: 0.8 }))
  console.log(`difference ${apart.mean} slates, sd ${sd}: ${users} people for a power of .8`)
  expect(users).toBeLessThan(3_000)
  let found = 0
  for (let i = 0; i < 60; i++) {
    const [x, y] = await Promise.all(arms.map((arm) => of(arm, 600 + i, users)))
    if (pairedDifference(x!, y!).p < 0.05) found++
  }
  console.log(`found in ${found} of 60`)
  expect(found / 60).toBeGreaterThan(0.8 - 4 * Math.sqrt((0.8 * 0.2) / 60))
})
