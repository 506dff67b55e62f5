import { expect, test } from 'vitest'
import type { MetricDefinition, TurnFact } from '../src/contract/plugin.ts'
import { createReview, createSlateView } from '../src/contract/review.ts'
import { createChance } from '../src/kernel/chance.ts'
import diversity from '../src/metrics/diversity.ts'
import ndcg from '../src/metrics/ndcg.ts'
import { fakeCatalogue } from '../src/testing/catalogue.ts'

const catalogue = fakeCatalogue({ items: 60, topics: 6, seed: 3 })
const luck = createChance(4).for('metrics')

function turnOf(items: readonly number[], affinity: readonly number[] = []): TurnFact {
  const slate = createSlateView(items.length)
  const review = createReview(items.length)
  slate.items.set(items)
  slate.length = items.length
  review.affinity.set(affinity)
  return { user: 0, session: 0, turn: 0, slate, review, catalogue, followed: null }
}

function shareOf({ turn }: MetricDefinition, fact: TurnFact): number {
  let value = Number.NaN
  turn!(fact, (numerator, denominator) => {
    value = numerator / denominator
  })
  return value
}

/** The measure as it is written: gains by rank over the logarithm of the rank, against the best order that there is. */
function ndcgOf(affinity: readonly number[]): number {
  const least = Math.min(...affinity)
  const gains = affinity.map((liking) => liking - least)
  const dcg = (inOrder: readonly number[]) => inOrder.reduce((sum, gain, slot) => sum + gain / Math.log2(slot + 2), 0)
  const ideal = dcg(gains.toSorted((a, b) => b - a))
  return ideal === 0 ? 1 : dcg(gains) / ideal
}

const places = (count: number) => Array.from({ length: count }, (_, slot) => slot)
const inOrder = (affinity: readonly number[]) => shareOf(ndcg, turnOf(places(affinity.length), affinity))

test('ndcg is the gain of the order over the gain of the best order, to the last bit, for slates of any length', () => {
  for (let at = 0; at < 300; at++) {
    const length = at % 5 === 0 ? 1 + (at % 100) : 1 + (at % 12)
    const affinity = places(length).map((slot) => Math.round(40 * (luck.at(at, slot) - 0.5)) / (at % 3 === 0 ? 1 : 7.3))
    expect(inOrder(affinity)).toBe(ndcgOf(affinity))
  }
})

test('what a person likes best on top is perfect, at the bottom is worst, and liking all alike is perfect', () => {
  expect(inOrder([2, 1, 0.5, -1])).toBe(1)
  expect(inOrder([0.7, 0.7, 0.7])).toBe(1)
  expect(inOrder([-3])).toBe(1)
  expect(inOrder([0, 0, 0, 1])).toBeCloseTo(1 / Math.log2(5), 12)
})

test('diversity is the mean over pairs of one minus the cosine', () => {
  const { embeddings, dimensions } = catalogue
  const cosine = (a: number, b: number) => {
    let sum = 0
    for (let i = 0; i < dimensions; i++) sum += embeddings[a * dimensions + i]! * embeddings[b * dimensions + i]!
    return sum
  }
  for (const items of [[0, 6], [5, 17, 40], places(10), places(37)]) {
    const pairs = items.flatMap((a, at) => items.slice(0, at).map((b) => 1 - cosine(a, b)))
    const expected = pairs.reduce((sum, one) => sum + one, 0) / pairs.length
    expect(shareOf(diversity, turnOf(items))).toBeCloseTo(expected, 6)
  }
  expect(shareOf(diversity, turnOf([3]))).toBeNaN() // one item is no pair: it does not count
})
