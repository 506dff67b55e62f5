import { expect, test } from 'vitest'
import { createChance } from '../src/kernel/chance.ts'
import { meanCosine, ofSlate } from '../src/laws/likeness.ts'

const DIMENSIONS = 12
const luck = createChance(5).for('likeness')

/** Unit rows in all directions, but every seventh item, of which nothing is known. */
function rowsOf(size: number): Float32Array {
  const rows = new Float32Array(size * DIMENSIONS)
  for (let item = 0; item < size; item++) {
    const row = Array.from({ length: DIMENSIONS }, (_, i) => luck.at(item, i) - 0.3)
    const length = item % 7 === 6 ? Number.POSITIVE_INFINITY : Math.hypot(...row)
    rows.set(
      row.map((value) => value / length),
      item * DIMENSIONS
    )
  }
  return rows
}

/** The mean over all pairs, pair by pair. */
function byPairs(items: Int32Array, rows: Float32Array): number {
  let sum = 0
  for (let a = 0; a < items.length; a++)
    for (let b = 0; b < a; b++)
      for (let i = 0; i < DIMENSIONS; i++) sum += rows[items[a]! * DIMENSIONS + i]! * rows[items[b]! * DIMENSIONS + i]!
  return (2 * sum) / (items.length * (items.length - 1))
}

const slates = (size: number) =>
  Array.from({ length: 60 }, (_, at) =>
    Int32Array.from({ length: 2 + (at % 23) }, (_, slot) => Math.floor(luck.at(at, slot, 1) * size))
  )

const SMALL = 90
const LARGE = 1_500

test.each([SMALL, LARGE])('the mean cosine of a slate is the mean over its pairs, among %i items', (size) => {
  const embeddings = rowsOf(size)
  const catalogue = { embeddings, dimensions: DIMENSIONS, size }
  for (const items of slates(size)) {
    const expected = byPairs(items, embeddings)
    expect(meanCosine(items, items.length, embeddings, DIMENSIONS)).toBeCloseTo(expected, 12)
    expect(ofSlate(catalogue, items, items.length)).toBeCloseTo(expected, 12)
  }
})

test.each([SMALL, LARGE])('a slate is as alike whoever asks, when and how often, among %i items', (size) => {
  const embeddings = rowsOf(size)
  const catalogue = { embeddings, dimensions: DIMENSIONS, size }
  const some = slates(size)
  const answers = some.map((items) => ofSlate(catalogue, items, items.length))
  const twice = some.toReversed().map((items) => [0, 1].map(() => ofSlate(catalogue, items, items.length)))
  expect(twice.toReversed()).toEqual(answers.map((answer) => [answer, answer]))
  const fresh = { ...catalogue, embeddings: embeddings.slice() } // nothing is known of these yet
  expect(some.toReversed().map((items) => ofSlate(fresh, items, items.length))).toEqual(answers.toReversed())
})

test('only the first items of a slate count, and fewer than two are like nothing', () => {
  const embeddings = rowsOf(SMALL)
  const catalogue = { embeddings, dimensions: DIMENSIONS, size: SMALL }
  const slate = Int32Array.of(3, 9, 27, 81)
  for (const length of [2, 3, 4, 3, 2])
    expect(ofSlate(catalogue, slate, length)).toBeCloseTo(byPairs(slate.subarray(0, length), embeddings), 12)
  for (const length of [0, 1]) {
    expect(ofSlate(catalogue, slate, length)).toBe(0)
    expect(meanCosine(slate, length, embeddings, DIMENSIONS)).toBe(0)
  }
})

test('a slate that is written anew is another slate', () => {
  const embeddings = rowsOf(SMALL)
  const catalogue = { embeddings, dimensions: DIMENSIONS, size: SMALL }
  const slate = Int32Array.of(1, 2, 3)
  ofSlate(catalogue, slate, 3)
  slate[2] = 40
  expect(ofSlate(catalogue, slate, 3)).toBeCloseTo(byPairs(slate, embeddings), 12)
})
