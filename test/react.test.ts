import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  compare,
  createWorld,
  type PopulationDefinition,
  type PostInput,
  type RecommenderDefinition,
  react
} from 'recoworld'
import attention from 'recoworld/mindsets/attention'
import instructable from 'recoworld/recommenders/instructable'
import random from 'recoworld/recommenders/random'
import { ignoring } from 'recoworld/testing'
import { describe, expect, onTestFinished, test } from 'vitest'
import { compareVariants } from '../src/runner/react/verdict.ts'

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

test.each([1, 2])('people who love bread open the bread, people who love chess the chess: seed %i', async (seed) => {
  const posts = [BREAD, CHESS]
  const bakers = await react({ posts, population: people({ 'bread baking': 0.8, chess: -0.4 }), users: 200, seed })
  const players = await react({ posts, population: people({ chess: 0.8, 'bread baking': -0.4 }), users: 200, seed })
  expect(bakers.verdicts[0]!.winner).toBe(BREAD.title)
  expect(players.verdicts[0]!.winner).toBe(CHESS.title)
})

test('a post and itself are too close to call, and differ in nothing', async () => {
  const { comparison, verdicts } = await react({ posts: [BREAD, { ...BREAD }], population: 'home-cooks', users: 200 })
  expect(verdicts[0]!.winner).toBeNull()
  expect(verdicts[0]!.says).toContain('too close to call')
  for (const { difference } of comparison) expect(difference).toBe(0)
  expect(comparison[0]).toMatchObject({ a: BREAD.title, b: `${BREAD.title} (2)` })
})

test('people who like it short open the short one more', async () => {
  const hasty = people({ cooking: 0.5 })
  hasty.segments![0]!.preferredSeconds = { median: 20, spread: 0.2 }
  const [short, long] = [
    { ...BREAD, durationSeconds: 20 },
    { ...BREAD, durationSeconds: 600, format: 'video' as const }
  ]
  const { posts } = await react({ posts: [short, long], population: hasty, users: 400 })
  expect(click(posts[0]!)).toBeGreaterThan(click(posts[1]!) + 0.1)
})

test('people who dislike a format open it less', async () => {
  const readers = people({ cooking: 0.5 })
  readers.segments![0]!.formats = { article: 0.9, video: -0.9 }
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
  const options = { population: 'everyone', users: 300, seed: 7 } as const
  const deaf = ignoring(instructable)
  const trust = async (recommender: typeof instructable) => {
    const world = createWorld({ ...options, recommender })
    const last = new Map<number, number>()
    const spoke = new Set<number>()
    world.events$.subscribe((event) => {
      if (event.type === 'instruction.given') spoke.add(event.user)
      if (event.type === 'review.asked' && spoke.has(event.user)) last.set(event.user, event.trust)
    })
    const { metrics } = await world.run({ turns: 12 })
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
  const { differences } = await compare({ recommenders: ['random', 'instructable'], users: 300, turns: 12 })
  const retention = differences.find(({ metric }) => metric === 'retention')!
  expect(retention).toMatchObject({ a: 'random', b: 'instructable' })
  expect(retention.low).toBeGreaterThan(0)
})

describe('several populations', () => {
  const names = async (population: (string | PopulationDefinition)[]) => {
    const { populations, manifest } = await react({ posts: [BREAD], population, users: 5, turns: 1 })
    expect(manifest.populations.map(({ name }) => name)).toEqual(populations)
    return populations
  }

  test('that came as objects are numbered', async () => {
    expect(await names([people({ chess: 0.5 }), people({ cooking: 0.5 })])).toEqual(['population-1', 'population-2'])
    const { posts } = await react({
      posts: [BREAD],
      population: [people({ chess: 0.5 }), people({ 'bread baking': 0.9 })],
      users: 200
    })
    expect(posts[0]!.populations.map(({ population }) => population)).toEqual(['population-1', 'population-2'])
    const [players, bakers] = posts[0]!.populations.map(({ rates }) => rates.click.value)
    expect(bakers).toBeGreaterThan(players!)
  })

  test('from files of one name are told apart by their folders, then by what they hold', async () => {
    const root = mkdtempSync(join(tmpdir(), 'recoworld-'))
    onTestFinished(() => rmSync(root, { recursive: true }))
    const file = (folder: string, definition: PopulationDefinition) => {
      mkdirSync(join(root, folder), { recursive: true })
      writeFileSync(join(root, folder, 'pop.json'), JSON.stringify(definition))
      return join(root, folder, 'pop.json')
    }
    const [north, south] = [file('north', people({ chess: 0.5 })), file('south', people({ cooking: 0.5 }))]
    const deeper = file('deeper/north', people({ cars: 0.5 }))
    expect(await names([north])).toEqual(['pop'])
    expect(await names([north, 'everyone', south])).toEqual(['north/pop', 'everyone', 'south/pop'])
    const three = await names([north, south, deeper])
    expect(three[1]).toBe('south/pop')
    expect(three[0]).toMatch(/^pop-[0-9a-f]{16}$/)
    expect(new Set(three).size).toBe(3)
    await expect(names([north, north])).rejects.toMatchObject({ code: 'population.named-twice' })
    const { manifest } = await createWorld({ population: [north, south], users: 4 }).run({ turns: 1 })
    expect(manifest.populations.map(({ name }) => name)).toEqual(['north/pop', 'south/pop'])
  })

  test.each([
    ['by name', 'everyone,everyone'],
    ['as objects', [people({ chess: 0.5 }), people({ chess: 0.5 })]]
  ])('are refused when one comes twice, %s', async (_, population) => {
    await expect(react({ posts: [BREAD], population, users: 5 })).rejects.toMatchObject({
      code: 'population.named-twice'
    })
  })

  test('have each their own luck, the same for every variant; the first has that of the seed', async () => {
    const seeds: number[] = []
    const spy: RecommenderDefinition = {
      ...random,
      create(setting) {
        seeds.push(setting.chance.seed)
        return random.create(setting)
      }
    }
    const alike = (name: string) => ({
      ...people({ cooking: 0.5 }),
      segments: [{ name, share: 1, interests: { cooking: 0.5 } }]
    })
    const { posts, manifest } = await react({
      posts: [BREAD, CHESS],
      population: [alike('one'), alike('two')],
      recommender: spy,
      users: 200,
      seed: 11
    })
    expect(seeds.slice(0, 2)).toEqual([11, 11])
    expect(seeds[2]).toBe(seeds[3])
    expect(seeds[2]).not.toBe(11)
    expect(Number.isSafeInteger(seeds[2])).toBe(true)
    expect(manifest.seed).toBe(11)
    const [one, two] = posts[0]!.populations
    expect(one!.watch.meanSeconds).not.toBe(two!.watch.meanSeconds) // with shared luck they would be the same people
    const alone = await react({
      posts: [BREAD, CHESS],
      population: alike('one'),
      recommender: spy,
      users: 200,
      seed: 11
    })
    expect(alone.posts[0]!.populations[0]!.rates).toEqual(one!.rates)
  })
})

describe('what was stopped half-way', () => {
  const stoppedAfter = (steps: number) => {
    const controller = new AbortController()
    let count = 0
    return {
      signal: controller.signal,
      onProgress: () => {
        if (++count === steps) controller.abort()
      }
    }
  }

  test('in a reaction is compared with nothing, and the verdict says so', async () => {
    const options = { posts: [BREAD, CHESS], population: 'commuters,home-cooks', users: 60, turns: 4 }
    const { comparison, verdicts, interrupted, populations } = await react({ ...options, ...stoppedAfter(14) })
    expect(interrupted).toBe(true)
    expect(populations).toEqual(['commuters', 'home-cooks'])
    expect(new Set(comparison.map(({ population }) => population))).toEqual(new Set(['commuters']))
    expect(verdicts[0]!.says).not.toContain('stopped')
    expect(verdicts[1]).toEqual({
      population: 'home-cooks',
      winner: null,
      says: 'home-cooks: stopped before everybody had met both.'
    })
    const early = await react({ ...options, ...stoppedAfter(6) })
    expect(early.comparison).toEqual([])
    expect(early.verdicts.map(({ winner }) => winner)).toEqual([null])
  })

  test('in a ranking is compared with nothing', async () => {
    const posts = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ title: `Part ${name}` }))
    const { comparison, interrupted } = await react({ posts, users: 60, ...stoppedAfter(2) })
    expect(interrupted).toBe(true)
    expect(comparison).toEqual([])
  })

  test('among recommenders is compared with none', async () => {
    const { recommenders, differences, interrupted } = await compare({
      recommenders: ['random', 'popular', 'instructable'],
      users: 30,
      turns: 3,
      ...stoppedAfter(8)
    })
    expect(interrupted).toBe(true)
    expect(recommenders.map(({ name }) => name)).toEqual(['random', 'popular', 'instructable'])
    expect(new Set(differences.map(({ a, b }) => `${a} ${b}`))).toEqual(new Set(['random popular']))
  })
})

test('hundreds of thousands who were shown a post are compared', () => {
  const exposures = Array.from({ length: 200_000 }, (_, user) => ({
    user,
    session: 0,
    turn: 0,
    actions: [],
    watchSeconds: user % 9,
    reason: 'none' as const,
    thought: '',
    population: 'crowd',
    segment: 'all',
    weight: 1
  }))
  const arm = (label: string) => ({ label, exposures, stopped: new Set<string>() })
  expect(compareVariants([arm('a'), arm('b')], ['crowd'])[0]).toMatchObject({ difference: 0, n: 200_000 })
})

describe('a recommender whose feed the posts come in', () => {
  const shelfOf = (recommend: ReturnType<RecommenderDefinition['create']>['recommend']): RecommenderDefinition => ({
    description: 'For a test',
    create: () => ({ recommend })
  })

  test('is asked for all at once when it can be', async () => {
    let asked = 0
    const batching: RecommenderDefinition = {
      ...random,
      create(setting) {
        const one = random.create(setting)
        return {
          ...one,
          recommendBatch(requests) {
            asked++
            return requests.map((request) => one.recommend(request) as { items: number[] })
          }
        }
      }
    }
    const [batched, single] = [
      await react({ posts: [BREAD], recommender: batching, users: 80 }),
      await react({ posts: [BREAD], recommender: random, users: 80 })
    ]
    expect(asked).toBe(6)
    expect(batched.posts).toEqual(single.posts)
    expect(batched.posts[0]!.reached).toBeGreaterThan(0)
  })

  test.each([
    ['no items', shelfOf(() => ({ items: [] })), 'slate.empty'],
    ['no slate', shelfOf(() => undefined as unknown as { items: number[] }), 'slate.missing'],
    ['an item twice', shelfOf(() => ({ items: [1, 1] })), 'slate.repeated-item'],
    ['what is no position', shelfOf(() => ({ items: [0.5] })), 'slate.unknown-item'],
    ['the post itself', shelfOf(() => ({ items: [2] })), 'slate.unknown-item']
  ])('is seen to fail when it serves %s', async (_, recommender, code) => {
    const catalogue = [
      { id: 'x', title: 'bird' },
      { id: 'y', title: 'tree' }
    ] as never
    const { posts, failures } = await react({ posts: [BREAD], catalogue, recommender, users: 50, turns: 3 })
    expect(failures).toMatchObject({ mind: 0, recommender: 50 })
    expect(failures.first).toContain(code)
    expect(posts[0]!.reached).toBe(0)
  })

  test('may have items that are called like the posts', async () => {
    const catalogue = ['post-1', 'own-post-2', 'x'].map((id) => ({ id, title: `About ${id}` })) as never
    const { posts } = await react({ posts: [BREAD, CHESS], catalogue, users: 20, slateSize: 2 })
    expect(posts.map(({ reached }) => reached)).toEqual([expect.any(Number), expect.any(Number)])
    expect(posts[0]!.reached).toBeGreaterThan(0)
  })
})

test('posts and recommenders of one name are told apart, whatever else is called so', async () => {
  const titles = ['cats', 'cats', 'cats (2)', 'cats']
  const { posts } = await react({ posts: titles.map((title) => ({ title })), users: 10 })
  expect(posts.map(({ label }) => label)).toEqual(['cats', 'cats (3)', 'cats (2)', 'cats (4)'])
  const { recommenders, differences } = await compare({ recommenders: ['random', 'random'], users: 10, turns: 2 })
  expect(recommenders.map(({ name }) => name)).toEqual(['random', 'random (2)'])
  expect(differences[0]).toMatchObject({ a: 'random', b: 'random (2)' })
})

test('the manifest tells definitions of one’s own apart by what they do', async () => {
  const served = (first: number): RecommenderDefinition =>
    first === 0
      ? { description: 'One', create: () => ({ recommend: () => ({ items: [0] }) }) }
      : { description: 'One', create: () => ({ recommend: () => ({ items: [1] }) }) }
  const sourceOf = async (recommender: RecommenderDefinition) =>
    (await createWorld({ recommender, mindset: attention, users: 2 }).run({ turns: 1 })).manifest
  const [one, same, other] = [await sourceOf(served(0)), await sourceOf(served(0)), await sourceOf(served(1))]
  expect(one.recommender).toEqual({ name: 'own', hash: expect.stringMatching(/^[0-9a-f]{16}$/) })
  expect(same).toEqual(one)
  expect(other.recommender.hash).not.toBe(one.recommender.hash)
  expect(other.mindset).toEqual(one.mindset)
  expect(one.mindset.hash).toMatch(/^[0-9a-f]{16}$/)
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
