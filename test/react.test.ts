import { compare, createWorld, type PopulationDefinition, type PostInput, react } from 'recoworld'
import instructable from 'recoworld/recommenders/instructable'
import { ignoring } from 'recoworld/testing'
import { expect, test } from 'vitest'

const click = ({ overall }: { overall: { rates: { click: { value: number } } } }) => overall.rates.click.value
const people = (interests: Record<string, number>): PopulationDefinition => ({
  description: 'Of one mind',
  sources: ['assumed, for a test'],
  segments: [{ name: 'all', share: 1, interests }]
})

const BREAD: PostInput = {
  title: 'The sourdough crust that shatters',
  description: 'Steam, a hot pot and patience',
  durationSeconds: 40,
  format: 'short'
}
const CHESS: PostInput = {
  title: 'A knight sacrifice nobody saw coming',
  description: 'Checkmate in four from a lost endgame',
  durationSeconds: 40,
  format: 'short'
}

test.each([1, 2, 3, 4, 5])(
  'people who love bread open the bread, people who love chess the chess: seed %i',
  async (seed) => {
    const posts = [BREAD, CHESS]
    const bakers = await react({ posts, population: people({ 'bread baking': 0.8, chess: -0.4 }), users: 250, seed })
    const players = await react({ posts, population: people({ chess: 0.8, 'bread baking': -0.4 }), users: 250, seed })
    expect(bakers.verdicts[0]!.winner).toBe(BREAD.title)
    expect(players.verdicts[0]!.winner).toBe(CHESS.title)
  }
)

test('a post and itself are too close to call, and differ in nothing', async () => {
  const { comparison, verdicts } = await react({ posts: [BREAD, { ...BREAD }], population: 'home-cooks', users: 200 })
  expect(verdicts[0]!.winner).toBeNull()
  expect(verdicts[0]!.says).toContain('too close to call')
  for (const { difference } of comparison) expect(difference).toBe(0)
  expect(comparison[0]).toMatchObject({ a: BREAD.title, b: `${BREAD.title} (2)` })
})

test('people who like it short open the short one more', async () => {
  const hasty = people({ cooking: 0.5 })
  hasty.segments[0]!.preferredSeconds = { median: 20, spread: 0.2 }
  const [short, long] = [
    { ...BREAD, durationSeconds: 20 },
    { ...BREAD, durationSeconds: 600, format: 'video' as const }
  ]
  const { posts } = await react({ posts: [short, long], population: hasty, users: 400 })
  expect(click(posts[0]!)).toBeGreaterThan(click(posts[1]!) + 0.1)
})

test('people who dislike a format open it less', async () => {
  const readers = people({ cooking: 0.5 })
  readers.segments[0]!.formats = { article: 0.9, video: -0.9 }
  const { posts } = await react({
    posts: [
      { ...BREAD, format: 'article' },
      { ...BREAD, format: 'video' }
    ],
    population: readers,
    users: 400
  })
  expect(click(posts[0]!)).toBeGreaterThan(click(posts[1]!) + 0.1)
})

test('a reaction holds together: shares add up, drop-off falls, everybody is accounted for', async () => {
  const { posts, populations, users } = await react({
    posts: [BREAD, CHESS],
    population: 'commuters,home-cooks',
    users: 300
  })
  expect(populations).toEqual(['commuters', 'home-cooks'])
  expect(users).toBe(300)
  for (const { segments, overall, reached, dropOff, reasons, populations: each } of posts) {
    expect(segments.reduce((sum, { n }) => sum + n, 0)).toBe(reached)
    expect(each.reduce((sum, { n }) => sum + n, 0)).toBe(reached)
    expect(overall.n).toBe(reached)
    expect(overall.rates.click.value + overall.rates.skip.value).toBeCloseTo(1, 9)
    for (const { low, value, high } of Object.values(overall.rates)) {
      expect(low).toBeLessThanOrEqual(value)
      expect(value).toBeLessThanOrEqual(high)
    }
    expect(reasons.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9)
    for (const [i, { share }] of dropOff.entries()) expect(share).toBeLessThanOrEqual(dropOff[i - 1]?.share ?? 1)
    expect(overall.watch.histogram.reduce((sum, count) => sum + count, 0)).toBe(overall.watch.seconds.n)
  }
  expect(posts[0]!.reached).toBe(posts[1]!.reached) // the same people meet both
})

test('many posts are ranked, each met about as often, what people love on top', async () => {
  const topics = [
    'sourdough bread',
    'income tax',
    'football derby',
    'chess endgame',
    'kitchen knives',
    'stock market',
    'pastry and cake'
  ]
  const posts = topics.map((topic) => ({ title: `Everything about ${topic}` }))
  const result = await react({
    posts,
    population: people({ 'bread baking': 0.9, cooking: 0.7, finance: -0.6 }),
    users: 400
  })
  const reached = result.posts.map((post) => post.reached)
  expect(Math.max(...reached) / Math.min(...reached)).toBeLessThan(1.25)
  const order = result.posts.map(({ title }) => title.replace('Everything about ', ''))
  expect(['sourdough bread', 'pastry and cake', 'kitchen knives']).toContain(order[0])
  expect(['income tax', 'stock market']).toContain(order.at(-1))
  expect(result.verdicts).toEqual([])
})

test('a recommender that ignores what it is told loses trust, and people', async () => {
  const options = { population: 'everyone', users: 600, seed: 7, turns: 20 } as const
  const deaf = ignoring(instructable)
  const trust = async (recommender: typeof instructable) => {
    const world = createWorld({ ...options, recommender })
    const last = new Map<number, number>()
    const spoke = new Set<number>()
    world.events$.subscribe((event) => {
      if (event.type === 'instruction.given') spoke.add(event.user)
      if (event.type === 'review.asked' && spoke.has(event.user)) last.set(event.user, event.trust)
    })
    const { metrics } = await world.run({ turns: 20 })
    return {
      trust: [...last.values()].reduce((sum, value) => sum + value, 0) / last.size,
      retention: metrics.retention!.value,
      following: metrics['instruction-following']!.value
    }
  }
  const [heard, ignored] = [await trust(instructable), await trust(deaf)]
  expect(heard.trust).toBeGreaterThan(ignored.trust + 0.05)
  expect(heard.following).toBeGreaterThan(ignored.following + 0.2)
  expect(heard.retention).toBeGreaterThan(ignored.retention)
})

test('a comparison is paired: one with itself differs in nothing, and listening keeps people', async () => {
  const same = await compare({ recommenders: ['random', 'random'], users: 100, turns: 6 })
  for (const { difference } of same.differences) expect(difference).toBeCloseTo(0, 12)
  const { differences } = await compare({ recommenders: ['random', 'instructable'], users: 600, turns: 20 })
  const retention = differences.find(({ metric }) => metric === 'retention')!
  expect(retention).toMatchObject({ a: 'random', b: 'instructable' })
  expect(retention.low).toBeGreaterThan(0)
})

test.each([
  [{ posts: [] }, 'react.no-posts'],
  [{ posts: [{ title: '' }] }, 'react.bad-post'],
  [{ posts: [BREAD], users: 0 }, 'run.bad-option'],
  [{ posts: [BREAD], population: 'comuters' }, 'shelf.unknown-name'],
  [{ posts: [BREAD], recommender: 'populr' }, 'shelf.unknown-name']
])('%o is refused as %s', async (options, code) => {
  await expect(react(options)).rejects.toMatchObject({ code })
})
