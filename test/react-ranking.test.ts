import { type PostInput, react } from 'recoworld'
import { describe, expect, test } from 'vitest'
import { dealer } from '../populations/shares.ts'
import type { Request } from '../src/contract/plugin.ts'
import { createChance } from '../src/kernel/chance.ts'
import * as gamma from '../src/laws/gamma.ts'
import { dealing } from '../src/runner/react/plans.ts'

const TOPICS = ['sourdough', 'train delays', 'football', 'gardening', 'Rome', 'guitars', 'taxes']
const many = (count: number): PostInput[] =>
  Array.from({ length: count }, (_, i) => ({ title: `All about ${TOPICS[i % TOPICS.length]}, part ${i + 1}` }))
const spread = (counts: readonly number[]) => Math.max(...counts) / Math.min(...counts)

interface Meeting {
  readonly user: number
  readonly turn: number
  readonly post: number
  readonly height: number
}
interface Crowd {
  users: number
  turns: number
  slots?: number
  seed?: number
  /** Chance of leaving after a turn, and of going through a slot. */
  leaves?: number
  reaches?: number
}

/** Deals posts to people who leave and look down their slates as luck has it. */
function dealt(posts: number, { users, turns, slots = 10, seed = 7, leaves = 0.1, reaches = 0.7 }: Crowd): Meeting[] {
  const chance = createChance(seed)
  const plan = dealing(chance, posts)
  const luck = chance.for('test')
  const meetings: Meeting[] = []
  let present = Array.from({ length: users }, (_, user) => user)
  for (let turn = 0; turn < turns; turn++) {
    const served = present.map((user) => {
      const request: Request = { user, session: 0, turn, at: 0, size: slots, shown: () => false }
      return { user, placed: plan.posts(request) }
    })
    for (const { user, placed } of served) {
      const met = placed.filter((_, i) => luck.at(user, 1, turn, i) < reaches)
      meetings.push(...met.map(({ post, height }) => ({ user, turn, post, height })))
      plan.met?.(
        user,
        met.map(({ post }) => post)
      )
    }
    present = present.filter((user) => luck.at(user, 2, turn) >= leaves)
  }
  return meetings
}

const tally = (meetings: readonly Meeting[], posts: number) => {
  const counts = new Array<number>(posts).fill(0)
  for (const { post } of meetings) counts[post]!++
  return counts
}

describe('posts that are ranked are dealt', () => {
  test.each([
    [5, { users: 500, turns: 6 }],
    [6, { users: 500, turns: 6 }],
    [7, { users: 500, turns: 6 }],
    [10, { users: 500, turns: 6 }],
    [25, { users: 500, turns: 6 }],
    [100, { users: 1_700, turns: 6 }],
    [5, { users: 500, turns: 6, slots: 1 }],
    [5, { users: 250, turns: 1, reaches: 1 }],
    [10, { users: 1_000, turns: 1, slots: 1, reaches: 1 }],
    [25, { users: 1_250, turns: 1, reaches: 1 }]
  ])('about equally often: %i posts, %o', (posts, crowd) => {
    for (const seed of [1, 2, 3]) expect(spread(tally(dealt(posts, { ...crowd, seed }), posts))).toBeLessThan(1.1)
  })

  test.each([5, 7, 25])('at most once to a person, and all of them to who stays long enough: %i posts', (posts) => {
    const meetings = dealt(posts, { users: 40, turns: 60, leaves: 0, reaches: 0.6 })
    expect(new Set(meetings.map(({ user, post }) => `${user} ${post}`)).size).toBe(meetings.length)
    expect(meetings.length).toBe(40 * posts)
  })

  test('as often early as late, high as low, to people of even as of odd numbers, and of every segment', () => {
    const segmentOf = dealer([1, 1, 1, 1, 1], 0.3)
    const sorts: Record<string, (meeting: Meeting) => number> = {
      turn: ({ turn }) => turn,
      height: ({ height }) => Math.floor(height * 5),
      parity: ({ user }) => user % 2,
      fifth: ({ user }) => user % 5,
      part: ({ user }) => Math.floor(user / 200),
      segment: ({ user }) => segmentOf(user)
    }
    for (const posts of [5, 8, 13, 21])
      for (const seed of [1, 2, 3]) {
        const meetings = dealt(posts, { users: 1_000, turns: 2, seed })
        for (const [sort, of] of Object.entries(sorts))
          expect({ posts, seed, sort, isByChance: independence(meetings, posts, of) > 1e-4 }).toEqual({
            posts,
            seed,
            sort,
            isByChance: true
          })
      }
  })

  test('the same to the same people, whoever else comes after them', () => {
    const first = (users: number) => dealt(30, { users, turns: 1 }).filter(({ user }) => user < 50)
    expect(first(400)).toEqual(first(50))
  })
})

/** p of the test that posts and sorts of meetings are independent. */
function independence(meetings: readonly Meeting[], posts: number, of: (meeting: Meeting) => number): number {
  const sorts = Math.max(...meetings.map(of)) + 1
  const table = Array.from({ length: posts * sorts }, () => 0)
  const rows = tally(meetings, posts)
  const columns = new Array<number>(sorts).fill(0)
  for (const meeting of meetings) {
    table[meeting.post * sorts + of(meeting)]!++
    columns[of(meeting)]!++
  }
  const expected = table.map((_, at) => (rows[Math.floor(at / sorts)]! * columns[at % sorts]!) / meetings.length)
  const statistic = expected.reduce((sum, mean, at) => sum + (mean > 0 ? (table[at]! - mean) ** 2 / mean : 0), 0)
  return gamma.upper(((posts - 1) * (sorts - 1)) / 2, statistic / 2)
}

test.each([
  [5, {}],
  [6, {}],
  [7, {}],
  [10, {}],
  [25, {}],
  [100, { users: 1_700 }],
  [5, { slateSize: 1 }],
  [10, { turns: 1, users: 2_000 }]
])('each of %i posts is met about equally often: %o', async (count, options) => {
  const { posts } = await react({ posts: many(count), users: 500, ...options })
  expect(spread(posts.map(({ reached }) => reached))).toBeLessThan(1.1)
  for (const { reached, overall } of posts) expect(overall.n).toBe(reached) // nobody met one twice
})

test('posts that nobody met stand last, without figures, and a note says so', async () => {
  const { posts, notes } = await react({ posts: many(40), users: 5, turns: 2 })
  const unmet = posts.filter(({ reached }) => reached === 0)
  expect(unmet.length).toBeGreaterThanOrEqual(20)
  expect(posts.slice(-unmet.length)).toEqual(unmet)
  expect(unmet[0]!.overall.rates.click).toEqual({ value: Number.NaN, low: Number.NaN, high: Number.NaN, n: 0 })
  expect(notes).toContainEqual(`${unmet.length} of 40 posts nobody met: they stand last, not ranked; raise --users`)
})

test('a note says when posts were met by few, and none when by many', async () => {
  const notesWith = async (users: number) => (await react({ posts: many(8), users, turns: 3 })).notes.join('\n')
  expect(await notesWith(20)).toMatch(/each post was met by about \d+ people: intervals are wide; raise --users/)
  expect(await notesWith(200)).not.toContain('intervals are wide')
})
