import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import bandit from '../agents/recommenders/bandit.ts'
import popular from '../agents/recommenders/popular.ts'
import random from '../agents/recommenders/random.ts'
import { actionBit, type Slate } from '../src/define.ts'
import { createChance } from '../src/kernel/chance.ts'
import * as normal from '../src/laws/normal.ts'
import {
  createDraws,
  createLot,
  createNeighbours,
  createOrder,
  createPersonRows,
  createRates,
  createSigns,
  createVariety,
  createVotes,
  mixedInto,
  type Place,
  serving,
  sparseDot,
  sparseRows,
  topInto,
  type Waiting
} from '../src/ranking/index.ts'
import { fakeCatalogue } from '../src/testing/catalogue.ts'
import { roundOf } from '../src/testing/recommender-work.ts'
import { pValue, WORST } from './helpers/chi-square.ts'

const placeOf = (size: number): Place => ({ row: 0, from: 0, items: new Int32Array(size), propensities: undefined })
const waitingFor = (size: number, shown: (item: number) => boolean = () => false, user = 0): Waiting => ({
  ...{ user, session: 0, turn: 0, at: 0, size, shown },
  countShown: () => 0
})
/** The next number of an addressed stream, again and again. */
function uniforms(purpose: string) {
  const luck = createChance(11).for(purpose)
  let [address, drawn] = [0, 4]
  return () => {
    if (drawn === 4) {
      luck.at(address++)
      drawn = 0
    }
    return luck.block[drawn++]!
  }
}

describe('a lot', () => {
  test.each([
    ['little was shown', 6, 2, [5]],
    ['nearly all was shown, so that blind tries do not suffice', 12, 2, [0, 1, 2, 3, 5, 7, 8, 9, 11]],
    ['the rest must be drawn from what was shown', 5, 3, [0, 1, 2]]
  ])('draws each order equally often when %s', (_, items, size, shown) => {
    const lot = createLot(items)
    const uniform = uniforms('lot')
    const counts = new Map<string, number>()
    const place = placeOf(size)
    const n = 30_000
    for (let trial = 0; trial < n; trial++) {
      expect(
        lot.drawInto(
          waitingFor(size, (item) => shown.includes(item)),
          place,
          uniform
        )
      ).toBe(size)
      counts.set(place.items.join(), (counts.get(place.items.join()) ?? 0) + 1)
    }
    const [fresh, old] = [items - shown.length, shown.length]
    const [first, rest] = [Math.min(size, fresh), Math.max(0, size - fresh)]
    const orders = fallingFrom(fresh, first) * fallingFrom(old, rest)
    expect(counts.size).toBe(orders)
    expect(pValue([...counts.values()], new Array(orders).fill(1 / orders))).toBeGreaterThan(WORST)
  })

  test('looks at no more items of a hundred thousand than of a hundred', () => {
    const looks = (items: number) => {
      let looked = 0
      const seen = (item: number) => ++looked > 0 && item % 5 === 0
      createLot(items).drawInto(waitingFor(10, seen), placeOf(10), uniforms('looks'))
      return looked
    }
    expect(looks(100_000)).toBeLessThanOrEqual(40)
    expect(looks(100)).toBeLessThanOrEqual(40)
  })

  test('gives everything there is, once, when more is asked for', () => {
    const place = placeOf(9)
    expect(
      createLot(7).drawInto(
        waitingFor(9, (item) => item === 3),
        place,
        uniforms('all')
      )
    ).toBe(7)
    expect([...place.items.subarray(0, 6)].sort()).toEqual([0, 1, 2, 4, 5, 6])
    expect(place.items[6]).toBe(3)
  })

  test('with its chances: random says 1 in what is fresh, then 1 in what is not, in columns too', () => {
    const catalogue = fakeCatalogue({ items: 100 })
    const { recommendInto } = random.create({ catalogue, chance: createChance(1), slateSize: 5 })
    const bits = new Uint32Array(2 * 4).fill(0xffffffff, 4) // the second person has been shown all but three
    bits[7] = 0b0001
    const round = { session: 0, turn: 0, count: 2, size: 5, users: Int32Array.of(0, 1), at: new Float64Array(2) }
    const propensities = new Float64Array(10)
    const has = (user: number, item: number) => (bits[user * 4 + (item >>> 5)]! & (1 << (item & 31))) !== 0
    const columns = { items: new Int32Array(10), lengths: new Uint8Array(2), propensities }
    recommendInto!({ ...round, ...columns, shown: { bits, words: 4, has } })
    expect([...propensities.subarray(0, 5)]).toEqual(new Array(5).fill(1 / 100))
    expect([...propensities.subarray(5)]).toEqual([1 / 3, 1 / 3, 1 / 3, 1 / 97, 1 / 97])
  })
})

const fallingFrom = (n: number, factors: number): number => (factors === 0 ? 1 : n * fallingFrom(n - 1, factors - 1))

const scoresOf = fc.array(
  fc.oneof(fc.integer({ min: 0, max: 5 }), fc.double({ noNaN: true }), fc.constant(-Infinity)),
  {
    maxLength: 400
  }
)

test('the best of many are those that sorting finds, however many are wanted and however they are spread', () => {
  fc.assert(
    fc.property(scoresOf, fc.integer({ min: 0, max: 60 }), (scores, size) => {
      const out = new Int32Array(60)
      const found = topInto(scores, scores.length, size, out)
      const sorted = [...scores.keys()].filter((at) => scores[at]! > -Infinity)
      sorted.sort((a, b) => (scores[a] === scores[b] ? a - b : scores[b]! - scores[a]!))
      expect([...out.subarray(0, found)]).toEqual(sorted.slice(0, size))
    })
  )
  const rising = Float64Array.from({ length: 1_000 }, (_, at) => at)
  const out = new Int32Array(40)
  expect(topInto(rising, 1_000, 40, out)).toBe(40)
  expect([...out]).toEqual(Array.from({ length: 40 }, (_, at) => 999 - at))
  const regular = Float64Array.from({ length: 240 }, (_, at) => (at % 8 === 0 ? 1_000 : at))
  topInto(regular, 240, 40, out)
  expect([...out]).toEqual([
    ...Array.from({ length: 30 }, (_, at) => 8 * at),
    ...[239, 238, 237, 236, 235, 234, 233, 231, 230, 229]
  ])
})

test('an order that follows values is that of sorting anew, whatever changed', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.tuple(fc.nat(29), fc.integer({ min: 0, max: 4 })), { maxLength: 40 })),
      (rounds) => {
        const values = new Float64Array(30).fill(2)
        const order = createOrder(30, (a, b) => values[b]! - values[a]! || a - b)
        for (const round of rounds) {
          for (const [item, value] of round) {
            order.touch(item)
            values[item] = value
          }
          expect([...order.current()]).toEqual([...values.keys()].sort((a, b) => values[b]! - values[a]! || a - b))
        }
      }
    )
  )
})

test('a slate that is spread out is the one that greedy search finds', () => {
  const uniform = uniforms('variety')
  for (let trial = 0; trial < 200; trial++) {
    const dense = Float32Array.from({ length: 30 * 6 }, () => Math.max(0, uniform() - 0.5))
    const rows = sparseRows(dense, 30, 6, 0)
    const candidates = Int32Array.from({ length: 20 }, (_, at) => (at * 7 + trial) % 30)
    const scores = Float64Array.from({ length: 20 }, () => Math.round(10 * uniform()) / 10)
    const expected: number[] = []
    for (let slot = 0; slot < 8; slot++) {
      const shared = new Float64Array(6)
      for (const at of expected) for (let c = 0; c < 6; c++) shared[c]! += dense[candidates[at]! * 6 + c]!
      const worth = (at: number) => scores[at]! - 0.4 * sparseDot(rows, candidates[at]!, shared)
      const left = [...candidates.keys()].filter((at) => !expected.includes(at))
      expected.push(left.reduce((best, at) => (worth(at) > worth(best) ? at : best)))
    }
    const out = new Int32Array(8)
    expect(createVariety(rows, 6).pickInto(candidates, 20, scores.slice(), 0.4, 8, out)).toBe(8)
    expect([...out]).toEqual(expected)
  }
})

describe('draws of many arms', () => {
  test('are named in the order that they have when all are worked out', () => {
    const uniform = uniforms('draws')
    const draws = createDraws(40)
    for (let trial = 0; trial < 300; trial++) {
      const exact = Array.from({ length: 40 }, (_, arm) => {
        const [mean, sd, u] = [uniform(), 0.5 * uniform(), arm === 7 ? 1 - 2 ** -33 : uniform()]
        draws.lay(arm, mean, sd, u)
        return mean + sd * normal.quantile(u)
      })
      const named = Array.from({ length: 40 }, () => draws.next())
      expect(named).toEqual([...exact.keys()].sort((a, b) => exact[b]! - exact[a]!))
      expect(draws.next()).toBe(-1)
    }
  })

  test('let the bandit try the better of two topics first as often as the normal law has it', () => {
    const catalogue = fakeCatalogue({ items: 40, topics: 2 })
    const recommender = bandit.create({ catalogue, chance: createChance(3), slateSize: 4 })
    const items = Int32Array.from([0, 2, 4, 6, 1, 3]) // the topics take turns: four of the first, two of the other
    const opened = actionBit('click')
    const actions = Uint8Array.of(opened, opened, 0, opened, 0, opened)
    const watchSeconds = Float64Array.from(items, (item, slot) => (actions[slot] ? catalogue.seconds[item]! : 0))
    const seen = { items, actions, watchSeconds, reasons: new Uint8Array(6), length: 6, reached: 6 }
    recommender.learn!({ user: 5, session: 0, turn: 0, ...seen })
    const worth = 0.9 // opened and seen to the end
    const belief = (good: number, all: number) => {
      const mean = (4 * 0.35 + good * worth) / (4 + all)
      return { mean, variance: (mean * (1 - mean)) / (4 + all + 1) }
    }
    const [one, other] = [belief(3, 4), belief(1, 2)]
    const chance = normal.cdf((one.mean - other.mean) / Math.sqrt(one.variance + other.variance))
    const n = 100_000
    let first = 0
    for (let turn = 0; turn < n; turn++) {
      const request = { user: 5, session: 1, turn, at: 0, size: 4, shown: () => false }
      const slate = recommender.recommend(request) as Slate
      if (catalogue.topic[slate.items[0]!] === 0) first++
    }
    expect(Math.abs(first / n - chance)).toBeLessThan(4.5 * Math.sqrt((chance * (1 - chance)) / n))
  })
})

describe('what is known of people', () => {
  test('stands apart for each, and is nothing before it is written', () => {
    const rows = createPersonRows(3, (length) => new Float64Array(length))
    const users = [0, 1, 1_023, 1_024, 999_999]
    for (const user of users) rows.of(user).fill(user + 1, rows.at(user), rows.at(user) + 3)
    for (const user of users)
      expect([...rows.of(user).subarray(rows.at(user), rows.at(user) + 3)]).toEqual(new Array(3).fill(user + 1))
    expect([...rows.of(2).subarray(rows.at(2), rows.at(2) + 3)]).toEqual([0, 0, 0])
  })

  const kept = (signs: ReturnType<typeof createSigns>, user: number) => {
    const [from, to] = [signs.at(user), signs.at(user) + signs.count]
    const weights = [...signs.weights(user).subarray(from, to)]
    return new Map([...signs.items(user).subarray(from, to)].map((item, at) => [item, weights[at]!]))
  }

  test('fades by the decay for each sign that comes after it, and an item that comes again adds up', () => {
    const signs = createSigns(4, 0.9)
    expect(signs.has(3)).toBe(false)
    signs.add(3, 10, 0)
    expect(signs.has(3)).toBe(false)
    signs.add(3, 10, 1)
    signs.add(3, 11, -0.5)
    signs.add(3, 10, 0.5)
    const weights = kept(signs, 3)
    const unit = weights.get(10)! / (0.9 ** 2 + 0.5)
    expect(weights.get(11)! / unit).toBeCloseTo(-0.5 * 0.9, 6)
    expect(signs.has(2)).toBe(false)
  })

  test('keeps the signs that count most', () => {
    const signs = createSigns(2, 1)
    signs.add(0, 1, 0.9)
    signs.add(0, 2, -0.2)
    signs.add(0, 3, 0.5)
    signs.add(0, 4, 0.1)
    expect([...kept(signs, 0).keys()]).toEqual([1, 3])
  })

  test('keeps its proportions for a long life', () => {
    const signs = createSigns(3, 0.9)
    for (let time = 0; time < 5_000; time++) signs.add(0, time % 7, 1)
    const weights = [...kept(signs, 0)].sort(([, a], [, b]) => b - a)
    expect(weights.map(([item]) => item)).toEqual([4_999 % 7, 4_998 % 7, 4_997 % 7])
    expect(weights[1]![1] / weights[0]![1]).toBeCloseTo(0.9, 3)
    expect(weights[0]![1]).toBeLessThan(1e8)
  })

  test('speaks for the items nearest to what was liked, by weight and likeness, and against those near to what was not', () => {
    const { embeddings, dimensions, size } = fakeCatalogue({ items: 50 })
    const cosine = (a: number, b: number) => {
      let sum = 0
      for (let d = 0; d < dimensions; d++) sum += embeddings[a * dimensions + d]! * embeddings[b * dimensions + d]!
      return sum
    }
    const signs = createSigns(3, 1)
    const votes = createVotes(size, signs, createNeighbours(embeddings, dimensions, 8))
    const given = [
      [7, 1],
      [20, 0.4],
      [33, -0.6]
    ] as const
    for (const [item, weight] of given) signs.add(2, item, weight)
    const scores = new Float64Array(size)
    for (const [item, weight] of given) {
      const near = [...scores.keys()].sort((a, b) => cosine(item, b) - cosine(item, a)).slice(0, 8)
      expect(near[0]).toBe(item)
      for (const other of near) scores[other]! += weight * Math.max(0, cosine(item, other))
    }
    for (const item of [1, 7, 12]) signs.add(9, item, 1)
    for (let time = 0; time < 2; time++) {
      votes.count(9) // somebody else, before each time
      votes.count(2)
      const place = placeOf(6)
      const found = votes.bestInto(
        waitingFor(6, (item) => item === 7),
        place
      )
      const expected = [...scores.keys()].filter((item) => item !== 7 && scores[item]! > 0)
      expected.sort((a, b) => scores[b]! - scores[a]!)
      expect([...place.items.subarray(0, found)]).toEqual(expected.slice(0, 6))
      for (const item of scores.keys()) expect(votes.isAgainst(item)).toBe(scores[item]! < 0)
    }
  })
})

test('items that are alike in all come in the order of the catalogue', () => {
  const rows = Float32Array.from({ length: 12 }, (_, at) => (at % 2 === 0 ? 1 : 0)) // six items, one direction
  const signs = createSigns(2, 1)
  const votes = createVotes(6, signs, createNeighbours(rows, 2, 6))
  signs.add(0, 4, 1)
  votes.count(0)
  const place = placeOf(4)
  expect(votes.bestInto(waitingFor(4), place)).toBe(4)
  expect([...place.items]).toEqual([0, 1, 2, 3])
})

test('rates are what was expected, and then what came of it', () => {
  const rates = createRates([0.2, 0.5], 10)
  expect(rates.of(1)).toBeCloseTo(0.5, 12)
  for (const worth of [1, 0.5, 0]) rates.count(1, worth)
  expect(rates.of(1)).toBeCloseTo((5 + 1.5) / 13, 12)
  expect(rates.of(0)).toBeCloseTo(0.2, 12)
})

test('a first slate has one of each kind, then the best that are left, then what was shown', () => {
  const place = placeOf(6)
  const order = Int32Array.of(4, 3, 2, 1, 0, 5)
  const kinds = [0, 0, 0, 1, 1, 2] // item 4 and 3 are of one kind, 2, 1 and 0 of another
  expect(
    mixedInto(
      waitingFor(6, (item) => item === 4),
      order,
      kinds,
      place
    )
  ).toBe(6)
  expect([...place.items]).toEqual([3, 2, 5, 1, 0, 4])
})

test('popular serves by opened over shown, with what was expected as a start', () => {
  const catalogue = fakeCatalogue({ items: 12 })
  const recommender = popular.create({ catalogue, chance: createChance(1), slateSize: 12 })
  const slate = (user: number) =>
    recommender.recommend({ user, session: 0, turn: 0, at: 0, size: 12, shown: () => false }) as Slate
  const [shown, sums] = [
    new Float64Array(12).fill(20),
    Float64Array.from(catalogue.popularity, (p) => 20 * (0.2 + 0.3 * p))
  ]
  const uniform = uniforms('popular')
  for (let turn = 0; turn < 30; turn++) {
    const { items } = slate(0)
    const rate = (item: number) => sums[item]! / shown[item]!
    for (let slot = 1; slot < 12; slot++)
      expect(rate(items[slot - 1]!)).toBeGreaterThanOrEqual(rate(items[slot]!) - 1e-12)
    const actions = Uint8Array.from(items, () => (uniform() < 0.5 ? actionBit('click') : actionBit('skip')))
    for (const [slot, item] of items.entries()) {
      shown[item]!++
      if (actions[slot] === actionBit('click')) sums[item]! += 0.8
    }
    const said = {
      items: Int32Array.from(items),
      actions,
      watchSeconds: new Float64Array(12),
      reasons: new Uint8Array(12)
    }
    recommender.gather!(roundOf([{ user: 0, session: 0, turn, length: 12, reached: 12, ...said }], 12))
  }
})

test('one way of filling a slate serves a person alone and all in columns', () => {
  const { recommend, recommendInto } = serving(
    40,
    ({ user, turn, size, shown, countShown }, { items, from, propensities, row }) => {
      let length = 0
      for (let item = user; item < 40 && length < size; item++) if (!shown(item)) items[from + length++] = item
      propensities?.fill(1 / (countShown() + 1), from, from + length - 1)
      return turn === 9 ? row : length
    },
    (_row, slot, item) => `${slot}: ${item}`
  )
  const shown = (item: number) => item === 5 || item === 39
  expect(recommend({ user: 4, session: 0, turn: 0, at: 0, size: 3, shown })).toEqual({
    items: [4, 6, 7],
    propensities: [1 / 3, 1 / 3, null],
    why: ['0: 4', '1: 6', '2: 7']
  })
  const bits = new Uint32Array(2 * 10)
  bits[8] = 1 << 5
  bits[9] = 1 << 7
  const has = (user: number, item: number) => user === 4 && shown(item)
  const round = {
    ...{ session: 0, turn: 0, count: 2, size: 3, users: Int32Array.of(4, 38), at: new Float64Array(2) },
    ...{ items: new Int32Array(6), lengths: new Uint8Array(2), propensities: new Float64Array(6).fill(Number.NaN) },
    shown: { bits, words: 2, has }
  }
  bits.fill(0, 10)
  const why = recommendInto({ ...round, shown: { ...round.shown, bits: bits.slice(0, 80) } }) as (
    r: number,
    s: number
  ) => string
  expect([...round.lengths]).toEqual([3, 2])
  expect([...round.items.subarray(0, 5)]).toEqual([4, 6, 7, 38, 39])
  expect([...round.propensities.subarray(0, 3)]).toEqual([1 / 3, 1 / 3, Number.NaN])
  expect(why(1, 1)).toBe('1: 39')
})
