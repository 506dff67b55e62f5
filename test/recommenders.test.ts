import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import bandit from '../agents/recommenders/bandit.ts'
import instructable from '../agents/recommenders/instructable.ts'
import nearest from '../agents/recommenders/nearest.ts'
import popular from '../agents/recommenders/popular.ts'
import random from '../agents/recommenders/random.ts'
import {
  ACTS,
  type Act,
  actionBit,
  type Catalogue,
  type Feedback,
  type Instruction,
  type RecommenderDefinition,
  type Request,
  type Slate
} from '../src/define.ts'
import { createChance } from '../src/kernel/chance.ts'
import { predicateOf, satisfies } from '../src/laws/obedience.ts'
import { drawFirst, newTaste, observe, sparseRows, topInto } from '../src/ranking/index.ts'
import { fakeCatalogue } from '../src/testing/catalogue.ts'
import { antiOracle, ignoring, oracle } from '../src/testing/oracle.ts'
import { recommenderKit } from '../src/testing/recommender.ts'
import { roundOf } from '../src/testing/recommender-work.ts'

const shelf = new URL('../agents/recommenders/', import.meta.url)
const files = readdirSync(shelf).filter((file) => file.endsWith('.ts'))
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

describe('every recommender on the shelf', async () => {
  for (const file of files) {
    const { default: definition } = (await import(new URL(file, shelf).href)) as { default: RecommenderDefinition }
    const checks = definition.asksModel ? [] : recommenderKit(file.replace(/\.ts$/, ''), definition) // shelves.test.ts plays the model
    for (const { name, check } of checks) test(name, check)
    test(`${file} looks into nobody's mind`, () => expect(definition.oracle).toBeUndefined())
  }
  for (const { name, check } of [
    ...recommenderKit('oracle', oracle),
    ...recommenderKit('deaf', ignoring(instructable))
  ])
    test(name, check)
})

describe('the kit', () => {
  const spoilt = (
    make: (items: number[], request: Request, served: number) => Partial<Slate>
  ): RecommenderDefinition => ({
    ...random,
    create(setting) {
      const sound = random.create(setting)
      let served = 0
      return {
        recommend(request) {
          const slate = sound.recommend(request) as Slate
          return { ...slate, ...make([...slate.items], request, served++) }
        }
      }
    }
  })
  const failed = async (definition: RecommenderDefinition) => {
    const names: string[] = []
    for (const { name, check } of recommenderKit('spoilt', definition)) {
      try {
        await check()
      } catch {
        names.push(name.replace('spoilt: ', ''))
      }
    }
    return names
  }

  test('finds nothing wrong with what is sound', async () => {
    expect(await failed(spoilt((items) => ({ items })))).toEqual([])
  })

  test('notices short slates, items that stand twice, and chances above 1', async () => {
    const fills = 'fills slates of any size, as far as the catalogue goes'
    expect(await failed(spoilt((items) => ({ items: items.slice(0, 4) })))).toContain(fills)
    expect(await failed(spoilt((items) => ({ items: items.map(() => items[0]!) })))).toContain(fills)
    expect(await failed(spoilt((items) => ({ propensities: items.map(() => 1.5) })))).toContain(fills)
  })

  test('notices slates that depend on who was served before', async () => {
    const rotated = spoilt((items, _, served) => ({
      items: items.map((_, at) => items[(at + served) % items.length]!)
    }))
    expect(await failed(rotated)).toEqual(['serves a person the same whoever is served before it', 'can be split'])
  })

  test('notices luck that has no address', async () => {
    let drawn = 0
    const lucky = spoilt((items) => ({ items: drawn++ % 3 === 0 ? items.reverse() : items }))
    expect(await failed(lucky)).toContain('gives the same slates for the same seed and history')
  })
})

/** How likely a person opens an item, 0 … 1. */
type Taste = (user: number, item: number) => number

interface StageOptions {
  readonly catalogue?: Catalogue
  readonly taste?: Taste
  readonly seed?: number
  readonly size?: number
  /** Whether items come again: as if there were always new ones of the same kind. */
  readonly isEndless?: boolean
}

/** People with fixed tastes before a recommender. */
function stage(
  definition: RecommenderDefinition,
  {
    catalogue = fakeCatalogue({ items: 400 }),
    taste = () => 0,
    seed = 1,
    size = 10,
    isEndless = false
  }: StageOptions = {}
) {
  const chance = createChance(seed)
  const recommender = definition.create({ catalogue, chance, slateSize: size, truth: taste })
  const luck = chance.for('opening')
  const shown = new Map<number, Set<number>>()
  const turns = new Map<number, number>()
  const seen = (user: number) => {
    if (!shown.has(user)) shown.set(user, new Set())
    return shown.get(user)!
  }
  let session = 0
  let last: Feedback

  function slate(user = 0): Slate {
    const turn = turns.get(user) ?? 0
    turns.set(user, turn + 1)
    const had = seen(user)
    const served = recommender.recommend({ user, session, turn, at: 0, size, shown: (item) => had.has(item) }) as Slate
    if (!isEndless) for (const item of served.items) had.add(item)
    if (had.size > catalogue.size / 2) had.clear()
    const opened = served.items.map((item, slot) => luck.at(user, session, turn, slot) < taste(user, item))
    last = {
      user,
      session,
      turn,
      items: Int32Array.from(served.items),
      length: served.items.length,
      actions: Uint8Array.from(opened, (is) => actionBit(is ? 'click' : 'skip')),
      watchSeconds: Float64Array.from(served.items, (item, slot) => (opened[slot] ? catalogue.seconds[item]! : 0)),
      reasons: new Uint8Array(served.items.length),
      reached: served.items.length
    }
    recommender.learn?.(last)
    recommender.gather?.(roundOf([last], size))
    return served
  }
  return {
    catalogue,
    slate,
    turns: (count: number, user = 0) => Array.from({ length: count }, () => slate(user).items),
    say: (instruction: Instruction) => recommender.instructed?.(last.user, instruction, last),
    goAway: () => {
      recommender.endOfSession?.(0, session++)
      turns.clear()
    },
    lastSlate: () => last.items
  }
}

const topicNo = (catalogue: Catalogue, name: string) => catalogue.topics.indexOf(name)
const lover = (name: string, catalogue = fakeCatalogue({ items: 400 })): StageOptions => ({
  catalogue,
  taste: (_, item) => (catalogue.topic[item] === topicNo(catalogue, name) ? 0.9 : 0.1)
})
const share = (slate: readonly number[], name: string, catalogue: Catalogue) =>
  mean(slate.map((item) => (catalogue.topic[item] === topicNo(catalogue, name) ? 1 : 0)))
const asked = (act: Act, target: string | null = null, more: Partial<Instruction> = {}): Instruction => ({
  text: '…',
  act,
  target,
  ...more
})
const inWords = (text: string): Instruction => ({ text }) as Instruction

describe('random', () => {
  test('says with which chance each item came, and that chance is right', () => {
    const catalogue = fakeCatalogue({ items: 8 })
    const counts = Array.from({ length: 3 }, () => new Float64Array(8))
    const n = 8_000
    for (let user = 0; user < n; user++) {
      const { slate } = stage(random, { catalogue, size: 3 })
      const { items, propensities } = slate(user)
      expect(propensities).toEqual([1 / 8, 1 / 8, 1 / 8])
      for (const [slot, item] of items.entries()) counts[slot]![item]!++
    }
    const sd = Math.sqrt((1 / 8) * (7 / 8) * n)
    for (const row of counts) for (const count of row) expect(Math.abs(count - n / 8)).toBeLessThan(4.5 * sd)
  })

  test('draws what is new first, and from the rest what is missing', () => {
    const catalogue = fakeCatalogue({ items: 8 })
    const recommender = random.create({ catalogue, chance: createChance(1), slateSize: 5 })
    const { items, propensities } = recommender.recommend({
      user: 0,
      session: 0,
      turn: 0,
      at: 0,
      size: 5,
      shown: (item) => item < 6
    }) as Slate
    expect(items.slice(0, 2).toSorted()).toEqual([6, 7])
    expect(propensities).toEqual([1 / 2, 1 / 2, 1 / 6, 1 / 6, 1 / 6])
  })
})

describe('popular', () => {
  test('starts from views', () => {
    const { slate, catalogue } = stage(popular)
    const ranks = slate().items.map((item) => catalogue.popularity[item]!)
    expect(ranks).toEqual([...catalogue.popularity].toSorted((a, b) => b - a).slice(0, 10))
  })

  test('learns from others what is opened, and shows it to somebody new', () => {
    const { turns, slate, catalogue } = stage(popular, lover('pottery'))
    for (let user = 1; user <= 60; user++) turns(20, user)
    expect(share(slate(0).items, 'pottery', catalogue)).toBe(1)
  })
})

describe('nearest', () => {
  test('begins with something of everything', () => {
    const { slate, catalogue } = stage(nearest)
    expect(new Set(slate().items.map((item) => catalogue.topic[item])).size).toBe(catalogue.topics.length)
  })

  test('moves towards what was liked, and only for the person who liked it', () => {
    const { turns, slate, catalogue } = stage(nearest, lover('jazz'))
    turns(3)
    expect(share(slate(0).items, 'jazz', catalogue)).toBeGreaterThanOrEqual(0.9)
    expect(share(slate(1).items, 'jazz', catalogue)).toBeLessThanOrEqual(0.2)
  })
})

describe('bandit', () => {
  test('regrets less and less: twice the turns, less than 1.8 times the regret', () => {
    const catalogue = fakeCatalogue({ items: 400 })
    const liking = [0.2, 0.25, 0.7, 0.3, 0.15, 0.35, 0.4, 0.1]
    const taste: Taste = (user, item) => liking[(catalogue.topic[item]! + user) % 8]!
    const regret = (turns: number) => {
      const { turns: live } = stage(bandit, { catalogue, taste, size: 2, isEndless: true })
      let sum = 0
      for (let user = 0; user < 8; user++)
        for (const items of live(turns, user))
          sum += 2 * 0.7 - items.reduce((total, item) => total + taste(user, item), 0)
      return sum
    }
    const [half, whole] = [regret(200), regret(400)]
    expect(half).toBeGreaterThan(0)
    expect(whole / half).toBeLessThan(1.8)
    expect(whole).toBeLessThan(0.25 * 8 * 400 * 2 * (0.7 - mean(liking))) // against choosing blindly
  })

  test('knows no chances of its own, and claims none', () => {
    expect(stage(bandit).slate().propensities).toEqual(new Array(10).fill(null))
  })

  test('lets what others like guide its first guess', () => {
    const { turns, slate, catalogue } = stage(bandit, { ...lover('chess'), size: 2 })
    for (let user = 1; user <= 60; user++) turns(20, user)
    const after = mean(Array.from({ length: 50 }, (_, i) => share(slate(2_000 + i).items, 'chess', catalogue)))
    expect(after).toBeGreaterThan(3 / catalogue.topics.length)
  })
})

describe('instructable', () => {
  const catalogue = fakeCatalogue({ items: 800, topics: 10 })
  const targets: Partial<Record<Act, readonly (string | null)[]>> = {
    exclude: ['football', null],
    reduce: ['football', null],
    'diversify-near': ['football'],
    'more-like': ['baking', null],
    length: ['shorter', 'longer'],
    format: ['audio', 'article'],
    mood: ['lighter', 'deeper'],
    pace: ['slower', 'faster'],
    local: ['astronomy', null]
  }
  const cases = ACTS.flatMap((act) => (targets[act] ?? [null]).map((target) => ({ act, target })))

  test.each(cases)('obeys $act $target with its next slate', ({ act, target }) => {
    const { turns, slate, say } = stage(instructable, {
      catalogue,
      taste: lover('football', catalogue).taste!,
      size: 5
    })
    turns(2)
    const before = slate().items
    const instruction = asked(act, target)
    say(instruction)
    const enough = Array.from({ length: catalogue.size }, (_, item) => item).filter(
      predicateOf(instruction, before, catalogue)
    ).length
    expect(enough).toBeGreaterThanOrEqual(5)
    expect(satisfies(instruction, slate().items, before, catalogue)).toBeGreaterThanOrEqual(0.9)
  })

  test('comes as near as the catalogue allows when there is too little of it', () => {
    const few = fakeCatalogue({ items: 24, topics: 8 }) // three of each
    const { slate, say } = stage(instructable, { catalogue: few, size: 6 })
    slate()
    const instruction = asked('more-like', 'chess')
    say(instruction)
    const fitting = [...few.about('chess')].filter((about) => about >= 0.25).length
    expect(satisfies(instruction, slate().items, [], few)).toBeCloseTo(Math.min(1, fitting / 6), 9)
  })

  test('understands words where no act is typed', () => {
    const { turns, slate, say } = stage(instructable, { catalogue, taste: lover('football', catalogue).taste! })
    const before = turns(5).at(-1)!
    expect(share(before, 'football', catalogue)).toBeGreaterThan(0.3)
    say(inWords('less football, more baking'))
    const { items, plan, why } = slate()
    expect(share(items, 'football', catalogue)).toBe(0)
    expect(share(items, 'baking', catalogue)).toBeGreaterThanOrEqual(0.3)
    expect(plan?.plan).toMatch(/less football; more baking/)
    expect(plan?.calls.map(({ tool }) => tool)).toEqual(expect.arrayContaining(['filter', 'rank', 'rerank']))
    expect(why).toHaveLength(10)
  })

  test('keeps out what was excluded for the whole visit, and shows little of it in the next', () => {
    const { turns, say, goAway } = stage(instructable, { catalogue, taste: lover('football', catalogue).taste! })
    turns(5)
    say(asked('exclude', 'football'))
    for (const items of turns(15)) expect(satisfies(asked('exclude', 'football'), items, [], catalogue)).toBe(1)
    goAway()
    expect(mean(turns(5).map((items) => share(items, 'football', catalogue)))).toBeLessThan(0.2)
  })

  test('holds to more of something for some slates, less and less', () => {
    const { turns, say } = stage(instructable, { catalogue, taste: () => 0.3 })
    turns(3)
    say(asked('more-like', 'jazz'))
    const shares = turns(20).map((items) => satisfies(asked('more-like', 'jazz'), items, [], catalogue))
    expect(shares[0]).toBe(1)
    expect(shares[1]).toBeGreaterThan(0.2)
    expect(mean(shares.slice(10))).toBeLessThan(mean(shares.slice(0, 4)))
  })

  test('lets the last word count: more of what was excluded before', () => {
    const { slate, say } = stage(instructable, { catalogue })
    slate()
    say(asked('exclude', 'football'))
    slate()
    say(asked('more-like', 'football'))
    expect(satisfies(asked('more-like', 'football'), slate().items, [], catalogue)).toBe(1)
  })

  test('answers what was said at the end of a visit with the first slate of the next', () => {
    const { slate, say, goAway } = stage(instructable, { catalogue })
    slate()
    say(asked('more-like', 'chess'))
    goAway()
    expect(satisfies(asked('more-like', 'chess'), slate().items, [], catalogue)).toBe(1)
  })

  test('forgets tastes when asked to start afresh', () => {
    const shareAfter = (act: Act | null) => {
      const taste: Taste = (user, item) => (catalogue.topic[item] === (user + 1) % 10 ? 0.9 : 0.1) // football for 0, others for others
      const { turns, slate, say } = stage(instructable, { catalogue, taste })
      for (let user = 9; user >= 0; user--) turns(6, user)
      if (act) say(asked(act))
      slate()
      return share(slate().items, 'football', catalogue)
    }
    expect(shareAfter(null)).toBeGreaterThanOrEqual(0.3)
    expect(shareAfter('reset')).toBeLessThanOrEqual(0.2)
  })

  test('finds out what a person likes without a word', () => {
    const { turns } = stage(instructable, { catalogue, taste: lover('gardening', catalogue).taste! })
    const shares = turns(6).map((items) => share(items, 'gardening', catalogue))
    expect(shares[0]).toBeLessThanOrEqual(0.2)
    expect(shares[5]).toBeGreaterThanOrEqual(0.3) // three times its part of the catalogue, and still other things
  })

  test('begins popular, with something of almost everything', () => {
    const items = stage(instructable, { catalogue }).slate().items
    expect(new Set(items.map((item) => catalogue.topic[item])).size).toBeGreaterThanOrEqual(7)
    expect(mean(items.map((item) => catalogue.popularity[item]!))).toBeGreaterThan(0.6)
  })

  test('remembers the last visit when it plans, and says why each item is there', () => {
    const { turns, slate, say, goAway } = stage(instructable, { catalogue, taste: lover('football', catalogue).taste! })
    turns(5)
    goAway()
    slate()
    say(asked('length', 'shorter', { seconds: 60 }))
    const { plan, why } = slate()
    expect(plan?.plan).toMatch(
      /Asked just now: something shorter, 60 s at most\. Last visit: 5 slates, \d+ items opened, most time on football/
    )
    expect(why).toEqual(new Array(10).fill('you asked for something shorter, 60 s at most'))
    expect(slate().why).toContainEqual(expect.stringMatching(/^like “football no\. \d+”, which you watched$/))
  })

  test('plans only when there is something to obey', () => {
    expect(stage(instructable).slate().plan).toBeUndefined()
  })

  test('does not obey when it is deaf', () => {
    const { turns, slate, say } = stage(ignoring(instructable), {
      catalogue,
      taste: lover('football', catalogue).taste!
    })
    turns(5)
    say(asked('exclude', 'football'))
    expect(satisfies(asked('exclude', 'football'), slate().items, [], catalogue)).toBeLessThan(0.9)
  })
})

describe('the bounds', () => {
  test('the oracle beats everybody, and the anti-oracle nobody', () => {
    const catalogue = fakeCatalogue({ items: 400 })
    const luck = createChance(5).for('taste')
    const taste: Taste = (user, item) => 0.7 * luck.at(user, catalogue.topic[item]!) + 0.3 * luck.at(user, 1_000 + item)
    const joy = (definition: RecommenderDefinition) => {
      const { turns } = stage(definition, { catalogue, taste })
      return mean(
        Array.from({ length: 10 }, (_, user) =>
          mean(
            turns(8, user)
              .flat()
              .map((item) => taste(user, item))
          )
        )
      )
    }
    const [best, worst] = [joy(oracle), joy(antiOracle)]
    const others = [random, popular, nearest, bandit, instructable].map(joy)
    for (const one of others) {
      expect(one).toBeLessThan(best)
      expect(one).toBeGreaterThan(worst)
    }
    expect(Math.max(...others)).toBe(others[4]) // instructable knows tastes best
  })

  test('an oracle without a mind to look into says so', () => {
    expect(() =>
      oracle.create({ catalogue: fakeCatalogue({ items: 3 }), chance: createChance(1), slateSize: 1 })
    ).toThrow('recommender.no-truth')
  })
})

describe('the parts of ranking', () => {
  test('choose the same as sorting does', () => {
    const luck = createChance(2).for('scores')
    for (let trial = 0; trial < 50; trial++) {
      const scores = Float64Array.from({ length: 40 }, (_, at) => Math.floor(8 * luck.at(trial, at)))
      scores[trial % 40] = Number.NEGATIVE_INFINITY
      const out = new Int32Array(12)
      expect(topInto(scores, 40, 12, out)).toBe(12)
      const sorted = Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]! || a - b)
      expect([...out]).toEqual(sorted.slice(0, 12))
    }
  })

  test('draw every order of three equally often', () => {
    const luck = createChance(3).for('order')
    const counts = new Map<string, number>()
    for (let trial = 0; trial < 6_000; trial++) {
      const pool = Int32Array.of(0, 1, 2)
      drawFirst(pool, 3, 3, (slot) => luck.at(trial, slot))
      counts.set(pool.join(), (counts.get(pool.join()) ?? 0) + 1)
    }
    expect(counts.size).toBe(6)
    for (const count of counts.values())
      expect(Math.abs(count - 1_000)).toBeLessThan(4.5 * Math.sqrt(6_000 * (1 / 6) * (5 / 6)))
  })

  test('learn one weight exactly as the normal law of a mean does', () => {
    const rows = sparseRows(Float32Array.of(1), 1, 1, 0.01)
    const taste = newTaste(1, { prior: 0.5, noise: 2 })
    const seen = [1, 0.2, -0.4, 0.7]
    for (const value of seen) observe(taste, rows, 0, value - taste.mean[0]!, 2)
    const precision = 1 / 0.5 + seen.length / 2
    expect(taste.mean[0]).toBeCloseTo(seen.reduce((sum, value) => sum + value / 2, 0) / precision, 6)
    expect(taste.variance[0]).toBeCloseTo(1 / precision, 6)
  })
})
