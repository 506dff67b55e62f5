import { describe, expect, test } from 'vitest'
import { nearestOnly } from '../agents/recommenders/item-knn/likeness.ts'
import itemKnn from '../agents/recommenders/item-knn.ts'
import popular from '../agents/recommenders/popular.ts'
import random from '../agents/recommenders/random.ts'
import type { RecommenderDefinition } from '../src/define.ts'
import { begin } from '../src/testing/recommender-work.ts'
import { likingAfter, newcomer, tribes } from './helpers/tribes.ts'

const rate = (definition: RecommenderDefinition) => likingAfter(definition, tribes())

describe('every learnt recommender', () => {
  test.each([['item-knn', itemKnn]] as const)('%s finds what people of one kind have in common', (_, definition) => {
    expect(rate(definition)).toBeGreaterThan(1.1 * rate(popular))
  })

  test.each([['item-knn', itemKnn]] as const)(
    '%s gives a newcomer one of each topic, and remembers nothing',
    (_, definition) => {
      const { slate, topics, recall } = newcomer(definition)
      expect(new Set(slate.items.map((item) => topics[item])).size).toBe(slate.items.length)
      expect(slate.why).toEqual(slate.items.map(() => 'popular; we have not met'))
      expect(slate.propensities).toEqual(slate.items.map(() => 1))
      expect(recall).toEqual([])
    }
  )

  test.each([['item-knn', itemKnn]] as const)('%s says what a person took to', async (_, definition) => {
    const work = begin(definition)
    const slate = await work.serve(2, 0, 0)
    await work.learn([work.feedback(slate, 2, 0, 0)])
    const liked = slate.items.filter((item) => work.catalogue.topic[item] === 2)
    expect(liked.length).toBeGreaterThan(0)
    expect(work.recommender.recall!(2)[0]).toContain(
      `took to ${liked.length}: ${work.catalogue.items[liked[0]!]!.title}`
    )
  })
})

test('popularity is better than chance where there is some', () => {
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
