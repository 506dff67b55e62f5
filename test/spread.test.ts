import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWorld, react, type WorldEvent } from 'recoworld'
import { afterAll, describe, expect, test } from 'vitest'
import { codeOf } from './helpers/code-of.ts'
import { ROOT, recoworld } from './helpers/command.ts'
import { story } from './helpers/story.ts'

const folder = mkdtempSync(join(tmpdir(), 'spread-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** People who share much, so that there is something to see. */
const gossips = {
  description: 'People who tell everybody',
  sources: ['assumed'],
  segments: [
    {
      name: 'cooks',
      share: 1,
      interests: { 'home cooking': 0.9 },
      traits: { expressiveness: 1, activity: 0.9, pickiness: 0.1 }
    },
    {
      name: 'fans',
      share: 1,
      interests: { football: 0.9 },
      traits: { expressiveness: 1, activity: 0.9, pickiness: 0.1 }
    }
  ]
}
const base = { population: gossips, recommender: 'random', users: 320, seed: 3 }
const graph = { kind: 'small-world', degree: 12, weight: 1 } as const
const play = async (options: object, turns = 12) => {
  const {
    seconds: _s,
    userStepsPerSecond: _p,
    manifest: _m,
    audited: _a,
    notes: _n,
    ...result
  } = await createWorld({
    ...base,
    ...options
  }).run({ turns })
  return result
}

describe('what is shared', () => {
  test('comes to followers from the next slate on, on top, with the name of whoever shared it, and to nobody else', async () => {
    const events: WorldEvent[] = []
    const world = createWorld({
      ...base,
      graph: {
        ties: [
          { from: 0, to: 1 },
          { from: 0, to: 2 },
          { from: 1, to: 3 }
        ]
      },
      users: 300
    })
    world.events$.subscribe((event) => events.push(event))
    const { spread } = await world.run({ turns: 30 })
    const slates = events.filter((event) => event.type === 'slate.shown')
    const shared = slates.flatMap((slate) =>
      slate.items
        .filter(({ why }) => why.startsWith('shared by'))
        .map((one) => ({ ...one, user: slate.user, turn: slate.turn }))
    )
    const shares = events.filter((event) => event.type === 'share.made')
    expect(shares.length).toBeGreaterThan(20)
    for (const { item, user, turn, why, slot, propensity } of shared) {
      const from = Number(/\d+/.exec(why)![0])
      expect([
        [0, 1],
        [0, 2],
        [1, 3]
      ]).toContainEqual([from, user])
      expect(shares.some((share) => share.user === from && share.item === item && share.turn < turn)).toBe(true)
      expect([slot < 2, propensity]).toEqual([true, null])
    }
    expect(spread!.graph).toMatchObject({ ties: 3, people: 300 })
  })
  test('is counted as it was seen', async () => {
    const events: WorldEvent[] = []
    const world = createWorld({ ...base, graph })
    world.events$.subscribe((event) => events.push(event))
    const { spread } = await world.run({ turns: 12 })
    const came = new Set<string>()
    let seen = 0
    for (const event of events) {
      if (event.type === 'slate.shown')
        for (const { item, why } of event.items)
          if (why.startsWith('shared by')) came.add(`${event.user} ${event.turn} ${item}`)
      if (event.type === 'feedback.given')
        for (const { item } of event.slots) if (came.has(`${event.user} ${event.turn} ${item}`)) seen++
    }
    expect(spread!.seen).toBe(seen)
    expect(seen).toBeGreaterThan(100)
    const pairs = new Set(
      events.flatMap((event) => (event.type === 'share.made' ? [`${event.user} ${event.item}`] : []))
    )
    expect(spread!.shares).toBe(pairs.size)
    expect(spread!.cascades.sizes.reduce((sum, { size, count }) => sum + size * count, 0)).toBe(
      Math.round(spread!.cascades.meanSize * spread!.cascades.count)
    )
    expect(spread!.items[0]!.byRound.reduce((a, b) => a + b, 0)).toBe(spread!.items[0]!.reached)
  })
  test('is the same live, as a crowd, by reference, and in several threads', async () => {
    const whole = await play({ graph, engine: 'crowd' })
    expect(whole.spread!.seen).toBeGreaterThan(100)
    for (const way of [{ engine: 'live' }, { engine: 'reference' }, { engine: 'crowd', threads: 2 }])
      expect(await play({ graph, ...way, population: way.threads ? gossips : base.population }, 12)).toEqual(whole)
  }, 60_000)
  test('changes nothing where nobody sees it', async () => {
    const { spread, ...alone } = await play({ graph: { ...graph, weight: 0 } })
    expect(spread!.seen).toBe(0)
    expect(await play({})).toEqual(alone)
  })
  test('comes whoever recommends, and through a recommender that answers one by one', async () => {
    for (const recommender of ['instructable', 'nearest'])
      expect((await play({ recommender, graph })).spread!.seen).toBeGreaterThan(50)
    const first = {
      description: 'the first ten',
      repeats: true as const,
      create: () => ({
        recommend: ({ size }: { size: number }) => ({ items: Array.from({ length: size }, (_, i) => i), why: 'first' })
      })
    }
    const { spread } = await play({ recommender: first, graph })
    expect(spread!.shares).toBeGreaterThan(0)
    expect(spread!.seen).toBe(0) // everybody has had the same already
  })
  test('withdrawn things come to nobody', async () => {
    const item = (await play({ graph })).spread!.items[0]!.id
    const interventions = [{ session: 0, turn: 1, do: 'drop-item' as const, item }]
    const { spread } = await play({ graph, interventions })
    expect(spread!.items.find(({ id }) => id === item)?.reached ?? 0).toBeLessThan(30)
  })
})

describe('a graph', () => {
  test('can be a file of ties, by number or by name', async () => {
    const file = join(folder, 'ties.csv')
    writeFileSync(file, 'source,target,strength\nann,ben,1\nben,cy,50%\n')
    expect((await play({ graph: file })).spread!.graph).toMatchObject({ name: 'ties.csv', ties: 2 })
    writeFileSync(file, 'from,to\n0,1\n7,9\n')
    expect(await codeOf(() => play({ graph: file, users: 9 }))).toBe('graph.too-many')
    writeFileSync(file, 'from,to,weight\n0,1,3\n')
    expect(await codeOf(() => play({ graph: file }))).toBe('graph.invalid')
  })
  test('that cannot be is refused', async () => {
    expect(await codeOf(() => play({ graph: 'smal-world' }))).toBe('graph.unknown-kind')
    expect(await codeOf(() => play({ graph: { kind: 'blocks', degree: 0 } }))).toBe('graph.bad-options')
    expect(await codeOf(() => play({ graph: 'blocks', users: 5 }))).toBe('graph.bad-options')
    expect(await codeOf(() => play({ graph: { ties: [{ from: 1, to: 1 }] } }))).toBe('graph.bad-tie')
  })
  test('keeps to segments as far as it is told to', async () => {
    const of = async (homophily: number) =>
      (await play({ graph: { kind: 'blocks', degree: 10, homophily } }, 1)).spread!.graph.homophily!
    expect(await of(0)).toBeCloseTo(0, 1)
    expect(await of(0.8)).toBeCloseTo(0.8, 1)
  })
})

describe('a post that is let loose', () => {
  const post = { title: 'One-pan dinner in 12 minutes', durationSeconds: 40 }
  const other = { ...post, title: 'Quarterly tax return of a small company explained' }
  test('reaches people in whole worlds, which are what intervals and differences are over', async () => {
    const { posts, comparison } = await react({
      posts: [post, other],
      population: gossips,
      users: 400,
      graph,
      reach: 0.2,
      replicates: 4,
      turns: 4
    })
    for (const { spread } of posts) {
      const { travel } = spread
      expect(travel).toMatchObject({ worlds: 4, people: 400, graph: 'small-world' })
      expect(travel!.seeded.value).toBeGreaterThan(30)
      expect(travel!.reached.value).toBeGreaterThanOrEqual(travel!.seeded.value)
      expect(travel!.reached.n).toBe(4)
    }
    expect(posts[0]!.spread.travel!.seeded).toEqual(posts[1]!.spread.travel!.seeded) // the same people, whatever the post
    const reached = comparison.filter(({ metric }) => metric === 'reached')
    expect(reached).toHaveLength(1)
    expect(reached[0]!.n).toBe(4)
    expect(reached[0]!.difference).toBeCloseTo(
      posts[1]!.spread.travel!.reached.value - posts[0]!.spread.travel!.reached.value,
      9
    )
  })
  test('without a graph says from how many followers on it would go on by itself', async () => {
    const { posts } = await react({ posts: [post], population: gossips, users: 400 })
    const { sharesPerThousand, followersToTravel, travel } = posts[0]!.spread
    expect(travel).toBeUndefined()
    expect(followersToTravel! * sharesPerThousand.value).toBeCloseTo(1_000, 6)
    expect(await codeOf(() => react({ posts: [post], graph, reach: 2 }))).toBe('run.bad-option')
  })
  test('that is stopped on its way is told of as stopped, with nothing of how far it went', async () => {
    const stop = new AbortController()
    const worlds = {
      posts: [post],
      population: gossips,
      users: 100,
      graph,
      replicates: 3,
      turns: 3,
      signal: stop.signal
    }
    let most = 0
    const { interrupted, posts } = await react({
      ...worlds,
      onProgress: (done) => {
        most = Math.max(most, done)
        if (most > 100 * 3 + 500) stop.abort() // the first world is over, the others are not
      }
    })
    expect([interrupted, posts[0]!.spread.travel]).toEqual([true, undefined])
    expect(posts[0]!.reached).toBeGreaterThan(50)
  })
  test('is told in the terminal', async () => {
    const out = join(folder, 'report.html')
    const { code, stdout } = await recoworld(
      [
        'react',
        'examples/post.yaml',
        '--graph',
        'blocks:degree=15,homophily=0.5',
        '--reach',
        '0.1',
        '--replicates',
        '2',
        '--users',
        '200',
        '--out',
        out
      ],
      { cwd: ROOT }
    )
    expect([code, /means\s+of\s+2\s+worlds/.test(stdout)]).toEqual([0, true])
  })
})

test('the log of people who send each other things, and of creators, is the same in one thread and in several', async () => {
  const creators = [{ name: 'Cook', followers: 0.3, drafts: [{ title: 'One-pan pasta', topics: ['home cooking'] }] }]
  const of = (threads: number, more: object, run: object) =>
    story({ users: 90, engine: 'crowd', threads, recommender: 'instructable', ...more }, run as never)
  for (const [more, run] of [
    [{ graph: { kind: 'blocks', degree: 10, weight: 0.8 } }, { turns: 5 }],
    [
      { graph: 'small-world', creators },
      { days: 2, turns: 3 }
    ]
  ] as const)
    expect((await of(2, more, run)).digest).toBe((await of(1, more, run)).digest)
})
