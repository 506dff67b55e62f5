import { describe, expect, test } from 'vitest'
import { createFactors } from '../agents/recommenders/bpr/factors.ts'
import bpr from '../agents/recommenders/bpr.ts'
import { closedForm } from '../agents/recommenders/ease/closed-form.ts'
import ease from '../agents/recommenders/ease.ts'
import { nearestOnly } from '../agents/recommenders/item-knn/likeness.ts'
import itemKnn from '../agents/recommenders/item-knn.ts'
import popular from '../agents/recommenders/popular.ts'
import random from '../agents/recommenders/random.ts'
import { createTransitions } from '../agents/recommenders/sequential/transitions.ts'
import sequential from '../agents/recommenders/sequential.ts'
import type { RecommenderDefinition } from '../src/define.ts'
import { createChance } from '../src/kernel/chance.ts'
import { invert } from '../src/ranking/index.ts'
import { fakeCatalogue } from '../src/testing/catalogue.ts'
import { begin } from '../src/testing/recommender-work.ts'
import { likingAfter, newcomer, tribes } from './helpers/tribes.ts'

const rate = (definition: RecommenderDefinition) => likingAfter(definition, tribes())

const learnt: [name: string, definition: RecommenderDefinition][] = [
  ['item-knn', itemKnn],
  ['ease', ease],
  ['bpr', bpr],
  ['sequential', sequential]
]

describe('every learnt recommender', () => {
  test.each(learnt)('%s finds what people of one kind have in common', (_, definition) => {
    expect(rate(definition)).toBeGreaterThan(1.05 * rate(popular))
  })

  test.each(learnt)('%s gives a newcomer one of each topic, and remembers nothing', (_, definition) => {
    const { slate, topics, recall } = newcomer(definition)
    expect(new Set(slate.items.map((item) => topics[item])).size).toBe(slate.items.length)
    expect(slate.why).toEqual(slate.items.map(() => 'popular; we have not met'))
    expect(slate.propensities).toEqual(slate.items.map(() => 1))
    expect(recall).toEqual([])
  })

  test.each(learnt)('%s says what a person took to', async (_, definition) => {
    const work = begin(definition)
    const slate = await work.serve(2, 0, 0)
    await work.learn([work.feedback(slate, 2, 0, 0)])
    const liked = slate.items.filter((item) => work.catalogue.topic[item] === 2)
    expect(liked.length).toBeGreaterThan(0)
    expect(work.recommender.recall!(2)[0]).toContain(work.catalogue.items[liked[0]!]!.title)
  })
})

test('after the same history popularity is better than chance', () => {
  expect(rate(popular)).toBeGreaterThan(1.1 * rate(random))
})

describe('item-knn', () => {
  test('a likeness is the cosine of who took to both, shrunk; each row keeps its nearest', () => {
    // columns of five people: 11100, 11000, 00011
    const counts = Float64Array.from([3, 2, 0, 2, 2, 0, 0, 0, 2])
    nearestOnly(counts, 3, 1, 2)
    const likeness = (2 / Math.sqrt(6)) * (2 / 4)
    expect([...counts]).toEqual([0, likeness, 0, likeness, 0, 0, 0, 0, 0].map((value) => expect.closeTo(value, 12)))
  })

  test('leaves out all but the nearest', () => {
    const counts = Float64Array.from([4, 3, 1, 3, 4, 2, 1, 2, 4])
    nearestOnly(counts, 3, 1, 0)
    expect([...counts]).toEqual([0, 0.75, 0, 0.75, 0, 0, 0, 0.5, 0])
  })
})

describe('ease', () => {
  const chance = createChance(5).for('matrix')
  const [people, size] = [40, 12]
  const x = Float64Array.from({ length: people * size }, (_, at) => (chance.at(at) < 0.4 ? 1 : 0))
  const gram = () =>
    Float64Array.from({ length: size * size }, (_, at) => {
      let sum = 0
      for (let person = 0; person < people; person++)
        sum += x[person * size + Math.floor(at / size)]! * x[person * size + (at % size)]!
      return sum
    })

  test('an inverse times its matrix is 1, and only the lower triangle is read', () => {
    const a = gram().map((value, at) => value + (at % (size + 1) === 0 ? 1 : 0))
    const inverse = a.map((value, at) => (at % size > Math.floor(at / size) ? Number.NaN : value))
    expect(invert(inverse, size)).toBe(true)
    for (let row = 0; row < size; row++)
      for (let column = 0; column < size; column++) {
        let sum = 0
        for (let k = 0; k < size; k++) sum += a[row * size + k]! * inverse[k * size + column]!
        expect(sum).toBeCloseTo(row === column ? 1 : 0, 10)
      }
  })

  test('refuses what is not positive definite', () => {
    expect(invert(Float64Array.from([1, 2, 2, 1]), 2)).toBe(false)
    expect(() => closedForm(Float64Array.from([1, 2, 2, 1]), 2, 0)).toThrow(RangeError)
  })

  test('what a third item explains says little: to item-knn two of a crowd are near, to ease they are not', () => {
    // two items that half of those take to who took to a third, each for itself; 400 people took to none
    const counts = () => Float64Array.from([100, 50, 100, 50, 100, 100, 100, 100, 200])
    const [near, foretold] = [counts(), counts()]
    nearestOnly(near, 3, 2, 0)
    closedForm(foretold, 3, 1)
    expect(near[1]).toBe(0.5)
    expect(foretold[1]).toBeLessThan(0.01)
    expect(foretold[2]).toBeGreaterThan(0.4) // …but both speak for the third
  })

  test('the weights have no diagonal, and no other weights do better: the slope of the loss is 0', () => {
    const [ridge, b, g] = [3, gram(), gram()]
    closedForm(b, size, ridge)
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++) {
        if (i === j) expect(b[i * size + j]).toBe(0)
        else {
          let slope = ridge * b[i * size + j]! - g[i * size + j]!
          for (let k = 0; k < size; k++) slope += g[i * size + k]! * b[k * size + j]!
          expect(slope).toBeCloseTo(0, 9)
        }
      }
  })
})

describe('bpr', () => {
  const start = (kind: number, which: number, rank: number) => {
    const luck = createChance(5).for('start')
    return Array.from({ length: rank }, (_, k) => {
      luck.at(which, kind, k >>> 2)
      return 0.1 * (2 * luck.block[k & 3]! - 1)
    })
  }
  const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, k) => sum + value * b[k]!, 0)

  test('a pair moves the scores up the slope of its loss, and holds them back', () => {
    const rank = 6
    const factors = createFactors(9, createChance(5).for('start'), { rank, rate: 1e-5, ridge: 0.3 })
    const [u, a, b] = [start(1, 4, rank), start(0, 2, rank), start(0, 7, rank)]
    const gap = () => factors.of(4, 2) - factors.of(4, 7)
    const before = gap()
    expect(before).toBeCloseTo(dot(u, a) - dot(u, b), 14)
    // d ln σ(x) by each number, squared and summed: 2 for the biases, 2 |u|² for the items, |a − b|² for the person
    const d = a.map((value, k) => value - b[k]!)
    const slope = (2 + 2 * dot(u, u) + dot(d, d)) / (1 + Math.exp(before))
    factors.prefer(4, 2, 7)
    expect((gap() - before) / 1e-5).toBeCloseTo(slope - 2 * 0.3 * before, 3)
  })

  test('what a person prefers comes to stand above, whatever it was met with first', () => {
    const factors = createFactors(9, createChance(5).for('start'), { rank: 6, rate: 0.2, ridge: 0.01 })
    for (let step = 0; step < 200; step++) {
      factors.prefer(0, 1, 2)
      factors.prefer(1, 2, 1)
    }
    expect(factors.of(0, 1)).toBeGreaterThan(factors.of(0, 2) + 1)
    expect(factors.of(1, 2)).toBeGreaterThan(factors.of(1, 1) + 1)
  })
})

test('sequential backs off from the item before to its topic, and to all, by means of Beta laws', () => {
  const chain = createTransitions(fakeCatalogue({ items: 24 })) // items 0 and 8 are of one topic, 1 is of another
  chain.count(0, 5, true)
  chain.count(0, 5, false)
  chain.count(8, 5, true)
  chain.count(1, 5, false)
  const all = (2 + 20 * 0.3) / (4 + 20)
  const topic = (2 + 10 * all) / (3 + 10)
  const after = new Float64Array(24)
  chain.addInto(0, 2, after)
  expect(after[5]).toBeCloseTo((2 * (1 + 5 * topic)) / (2 + 5), 12)
  expect(after[6]).toBeCloseTo(2 * 0.3, 12)
  chain.addInto(8, 1, after.fill(0))
  expect(after[5]).toBeCloseTo((1 + 5 * topic) / (1 + 5), 12)
})
