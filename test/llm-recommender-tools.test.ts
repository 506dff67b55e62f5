import { describe, expect, test } from 'vitest'
import { createLiking } from '../agents/recommenders/llm/liking.ts'
import { type Memory, newMemory, noteAsked, noteSlate, sumUp } from '../agents/recommenders/llm/memory.ts'
import { DEFAULT_PLAN, type Plan } from '../agents/recommenders/llm/plan.ts'
import { createSelection } from '../agents/recommenders/llm/selection.ts'
import { createServer } from '../agents/recommenders/llm/serve.ts'
import { type Desk, Misused, toolsOf } from '../agents/recommenders/llm/tools.ts'
import { type Feedback, FORMATS } from '../src/define.ts'
import { createChance } from '../src/kernel/chance.ts'
import { fakeCatalogue } from '../src/testing/catalogue.ts'
import { dataIn, listedIn } from './helpers/agent-server.ts'

const catalogue = fakeCatalogue({ items: 160 })
const { topics, seconds, topic, freshness, popularity, format } = catalogue
const selection = createSelection(catalogue)
const requestOf = (shown: (item: number) => boolean = () => false, user = 0) => ({
  ...{ user, session: 0, turn: 0, at: 0, size: 8 },
  shown
})

/** What somebody did with items: those liked were opened and seen to the end. */
const feedbackOn = (items: readonly number[], liked: (item: number) => boolean, turn = 0): Feedback => ({
  ...{ user: 0, session: 0, turn, length: items.length, reached: items.length },
  items: Int32Array.from(items),
  actions: Uint8Array.from(items, (item) => (liked(item) ? 2 : 1)),
  watchSeconds: Float64Array.from(items, (item) => (liked(item) ? seconds[item]! : 0)),
  reasons: new Uint8Array(items.length),
  thoughts: items.map((item) => `a thought of ${item}`)
})

function deskOf(memory: Memory = newMemory(topics.length), shown?: (item: number) => boolean) {
  const desk: Desk = {
    catalogue,
    selection,
    memory,
    request: requestOf(shown),
    settings: DEFAULT_PLAN.settings,
    committed: undefined
  }
  const tools = toolsOf(desk)
  const call = (name: string, input: object = {}) => {
    const tool = tools.find((one) => one.name === name)!
    return tool.call(tool.schema.parse(input))
  }
  const list = (name: string, input: object) => listedIn(call(name, input)).map(({ id }) => Number(id.split('-')[1]))
  return { desk, call, list }
}

const ids = (items: readonly number[]) => items.map((item) => `fake-${item}`)

describe('the tools', () => {
  test('search by a phrase, and by likeness to items', () => {
    const { list } = deskOf()
    const found = list('search_catalogue', { query: 'chess', limit: 5 })
    expect(found.length).toBe(5)
    for (const item of found) expect(topics[topic[item]!]).toBe('chess')
    const near = list('similar_to', { items: ids(found.slice(0, 2)), limit: 5 })
    expect(near.filter((item) => found.slice(0, 2).includes(item))).toEqual([])
    expect(near.filter((item) => topics[topic[item]!] === 'chess').length).toBeGreaterThanOrEqual(3)
    expect(list('search_catalogue', { query: 'nothing that anybody ever made' })).toEqual([])
  })

  test('filter by topic, length, format and what was seen', () => {
    const { list } = deskOf(undefined, (item) => item % 2 === 0)
    const some = Array.from({ length: 40 }, (_, item) => item)
    const kept = list('filter_items', { items: ids(some), avoidedTopics: ['chess'], minSeconds: 20, maxSeconds: 300 })
    expect(kept.length).toBeGreaterThan(3)
    for (const item of kept) {
      expect(item % 2).toBe(1)
      expect(topics[topic[item]!]).not.toBe('chess')
      expect(seconds[item]).toBeGreaterThanOrEqual(20)
      expect(seconds[item]).toBeLessThanOrEqual(300)
    }
    const audio = list('filter_items', { items: ids(some), formats: ['audio'], unseen: false })
    expect(audio).toEqual(some.filter((item) => FORMATS[format[item]!] === 'audio').slice(0, 12))
  })

  test.each([
    ['popular', popularity],
    ['fresh', freshness]
  ])('rank by %s', (ranker, values) => {
    const some = [3, 17, 42, 8, 99, 120]
    const ranked = deskOf().list('rank_items', { items: ids(some), ranker })
    expect(ranked).toEqual([...some].sort((a, b) => values[b]! - values[a]!))
  })

  test('rank by what was liked', () => {
    const memory = newMemory(topics.length)
    const isChess = (item: number) => topics[topic[item]!] === 'chess'
    const seen = Array.from({ length: 24 }, (_, item) => item)
    createLiking(catalogue, selection).learn(memory, feedbackOn(seen, isChess))
    noteSlate(memory, feedbackOn(seen, isChess), catalogue)
    const some = Array.from({ length: 40 }, (_, at) => 60 + at)
    const { list } = deskOf(memory)
    for (const ranker of ['taste', 'similar'])
      for (const item of list('rank_items', { items: ids(some), ranker }).slice(0, 4))
        expect(isChess(item), ranker).toBe(true)
  })

  test('mix topics the more the stronger', () => {
    const alike = Array.from({ length: 8 }, (_, at) => at * topics.length) // all of one topic
    const others = [1, 2, 3, 4]
    const { list } = deskOf()
    expect(list('diversify', { items: ids([...alike, ...others]), strength: 0 })).toEqual([...alike, ...others])
    const mixed = list('diversify', { items: ids([...alike, ...others]), strength: 1 })
    expect(mixed[0]).toBe(0)
    expect(new Set(mixed.slice(0, 5).map((item) => topic[item])).size).toBeGreaterThanOrEqual(4)
  })

  test('read and set how the system serves, and a plan takes that over', () => {
    const { desk, call } = deskOf()
    expect(JSON.parse(call('get_settings'))).toEqual(DEFAULT_PLAN.settings)
    call('set_settings', { explorationRate: 0.05 })
    call('commit_plan', { why: 'calmer', settings: { topicCap: 0.3 } })
    expect(desk.committed).toMatchObject({
      why: 'calmer',
      settings: { ...DEFAULT_PLAN.settings, explorationRate: 0.05, topicCap: 0.3 }
    })
  })

  test('recall what was done, how moods moved, and what was asked for', () => {
    const memory = newMemory(topics.length)
    const chess = topics.indexOf('chess')
    const items = Array.from({ length: 6 }, (_, at) => chess + at * topics.length)
    for (let turn = 0; turn < 20; turn++)
      noteSlate(
        memory,
        feedbackOn(items, () => turn < 10, turn),
        catalogue
      )
    const asked = { text: 'no more chess', act: 'exclude', target: 'chess' } as const
    noteAsked(
      memory,
      asked,
      feedbackOn(items, () => false, 19),
      catalogue
    )
    noteSlate(
      memory,
      feedbackOn([0, 1], () => true, 20),
      catalogue
    )
    sumUp(memory, 0)
    const { call } = deskOf(memory)
    const [slates] = dataIn(call('recall_person', { what: 'slates' })) as {
      slates: { turn: number; items: object[] }[]
    }[]
    expect(slates!.slates.map(({ turn }) => turn)).toEqual([15, 16, 17, 18, 19, 20])
    expect(slates!.slates[0]!.items[0]).toMatchObject({ did: 'skip', thought: `a thought of ${items[0]}` })
    expect(dataIn(call('recall_person', { what: 'visits' }))).toEqual([
      {
        visits: [
          {
            session: 0,
            slates: 21,
            opened: 62,
            mood: { began: 0.9, ended: 0.9 },
            liked: ['chess', topics[0], topics[1]]
          }
        ]
      }
    ])
    expect(dataIn(call('recall_person', { what: 'asked' }))).toEqual([
      { asked: [{ ...asked, followed: { before: 0, after: 1 } }] }
    ])
  })

  test('explain an item, and know no item that is not there', () => {
    const { call } = deskOf(undefined, (item) => item === 7)
    expect(dataIn(call('explain_item', { item: 'fake-7' }))).toEqual([
      expect.objectContaining({ id: 'fake-7', topic: topics[topic[7]!], seen: true, breaks: [] })
    ])
    expect(() => call('explain_item', { item: 'fake-9999' })).toThrow(Misused)
  })
})

describe('a slate made from a plan', () => {
  const choose = createServer(catalogue, selection, createChance(3).for('test'))
  const withPlan = (plan: Partial<Plan>, settings: Partial<Plan['settings']> = {}): Memory => ({
    ...newMemory(topics.length),
    plan: {
      ...DEFAULT_PLAN,
      ...plan,
      settings: { ...DEFAULT_PLAN.settings, explorationRate: 0, topicCap: 1, ...settings }
    }
  })
  const slateOf = (plan: Partial<Plan>, settings?: Partial<Plan['settings']>, shown?: (item: number) => boolean) =>
    choose(requestOf(shown), withPlan(plan, settings)).items

  test('keeps to its bounds', () => {
    for (const item of slateOf({ minSeconds: 30, maxSeconds: 90 })) {
      expect(seconds[item]).toBeGreaterThanOrEqual(30)
      expect(seconds[item]).toBeLessThanOrEqual(90)
    }
    for (const item of slateOf({ formats: ['short', 'audio'] }))
      expect(['short', 'audio']).toContain(FORMATS[format[item]!])
    const [best] = slateOf({})
    expect(slateOf({ avoidedItems: [`fake-${best}`] })).not.toContain(best)
    for (const item of slateOf({ avoidedTopics: ['chess', 'jazz'] }))
      expect(['chess', 'jazz']).not.toContain(topics[topic[item]!])
  })

  test('brings forward what is wanted, and mixes it as far as it should', () => {
    const share = (diversity: number, topicCap: number) =>
      slateOf({ wanted: [{ phrase: 'chess', weight: 1 }], diversity }, { topicCap }).filter(
        (item) => topics[topic[item]!] === 'chess'
      ).length
    expect(share(0, 1)).toBe(8)
    expect(share(1, 1)).toBeLessThan(8)
    expect(share(0, 0.25)).toBe(2)
  })

  test('follows its ranker and its share of freshness', () => {
    const [first] = slateOf({ ranker: 'popular', diversity: 0 }, { freshness: 0 })
    expect(popularity[first!]).toBe(1)
    const [newest] = slateOf({ ranker: 'popular', diversity: 0 }, { freshness: 1 })
    expect(freshness[newest!]).toBe(1)
  })

  test('shows nothing again while there is something new, even if the plan would rather', () => {
    const isOld = (item: number) => topics[topic[item]!] === 'chess' || item < 60
    for (const item of slateOf({ wanted: [{ phrase: 'chess', weight: 1 }] }, {}, isOld)) expect(isOld(item)).toBe(false)
    expect(slateOf({}, {}, () => true).length).toBe(8)
  })

  test('gives about as many slots away as it should explore, the same for the same address', () => {
    const memory = withPlan({}, { explorationRate: 0.25 })
    let explored = 0
    for (let user = 0; user < 400; user++) {
      const one = choose(requestOf(undefined, user), memory)
      explored += one.explored.size
      if (user % 100 === 0) expect(choose(requestOf(undefined, user), memory)).toEqual(one)
    }
    expect(explored / (400 * 8)).toBeGreaterThan(0.21)
    expect(explored / (400 * 8)).toBeLessThan(0.29)
  })
})
