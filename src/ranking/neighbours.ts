import { topInto } from './top.ts'

/** What is nearest to each item. */
export interface Neighbours {
  /** How many each item has. */
  readonly count: number
  /** The neighbours of all items, nearest first: those of `item` start at `at(item)`. */
  readonly items: Int32Array
  /** How near each is, 0 … 1; 0 where there are no more. */
  readonly likeness: Float32Array
  /** Where those of an item start; they are found when they are first asked for. */
  at(item: number): number
}

/**
 * The nearest items by the cosine of their rows, each item itself among them; what points away counts as not near at all.
 *
 * @param rows  items × dimensions, unit rows or zeros
 */
export function createNeighbours(rows: Float32Array, dimensions: number, count: number): Neighbours {
  const size = rows.length / dimensions
  const items = new Int32Array(size * count)
  const likeness = new Float32Array(size * count)
  const isKnown = new Uint8Array(size)
  const cosines = new Float64Array(size)
  const nearest = new Int32Array(count)

  function find(item: number): void {
    for (let other = 0; other < size; other++) cosines[other] = innerProduct(rows, item, other, dimensions)
    const found = topInto(cosines, size, Math.min(count, size), nearest)
    for (let rank = 0; rank < found; rank++) {
      items[item * count + rank] = nearest[rank]!
      likeness[item * count + rank] = Math.max(0, cosines[nearest[rank]!]!)
    }
    isKnown[item] = 1
  }

  return {
    count,
    items,
    likeness,
    at(item) {
      if (isKnown[item] === 0) find(item)
      return item * count
    }
  }
}

/** The inner product of two rows: four sums side by side, for speed. */
export function innerProduct(rows: Float32Array, one: number, other: number, dimensions: number): number {
  const [p, q] = [one * dimensions, other * dimensions]
  let [a, b, c, d] = [0, 0, 0, 0]
  let i = 0
  for (; i + 3 < dimensions; i += 4) {
    a += rows[p + i]! * rows[q + i]!
    b += rows[p + i + 1]! * rows[q + i + 1]!
    c += rows[p + i + 2]! * rows[q + i + 2]!
    d += rows[p + i + 3]! * rows[q + i + 3]!
  }
  for (; i < dimensions; i++) a += rows[p + i]! * rows[q + i]!
  return a + b + c + d
}
