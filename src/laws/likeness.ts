import type { Catalogue } from '../contract/plugin.ts'

/** Items up to which the cosine of every pair is kept, 8 bytes each: at most 8 MB. */
const FEW = 1_024

let sums = new Float64Array(0)

/**
 * How alike some items are: the mean cosine of all their pairs, in one pass, since Σ of a·b over pairs is (‖Σ a‖² − Σ ‖a‖²) / 2.
 *
 * @param items       positions of rows in `embeddings`; the first `length` count
 * @param embeddings  unit rows (or zeros) of `dimensions` numbers
 * @returns           −1 to 1; 0 for fewer than two items
 * @example           likeness.meanCosine([0, 1], 2, [1, 0, 1, 0], 2) // => 1
 */
export function meanCosine(
  items: ArrayLike<number>,
  length: number,
  embeddings: ArrayLike<number>,
  dimensions: number
): number {
  if (length < 2) return 0
  if (sums.length < dimensions) sums = new Float64Array(dimensions)
  const sum = sums
  for (let i = 0; i < dimensions; i++) sum[i] = 0
  let ofEach = 0
  let slot = 0
  for (; slot + 5 <= length; slot += 5) {
    const a = items[slot]! * dimensions // five rows at a time: half the loads and stores of `sum`, and sums side by side
    const b = items[slot + 1]! * dimensions
    const c = items[slot + 2]! * dimensions
    const d = items[slot + 3]! * dimensions
    const e = items[slot + 4]! * dimensions
    for (let i = 0; i < dimensions; i++) {
      const v = embeddings[a + i]!
      const w = embeddings[b + i]!
      const x = embeddings[c + i]!
      const y = embeddings[d + i]!
      const z = embeddings[e + i]!
      sum[i]! += v + w + (x + y) + z
      ofEach += v * v + w * w + (x * x + y * y) + z * z
    }
  }
  for (; slot < length; slot++) {
    const row = items[slot]! * dimensions
    for (let i = 0; i < dimensions; i++) {
      const value = embeddings[row + i]!
      sum[i]! += value
      ofEach += value * value
    }
  }
  let ofSum = 0
  for (let i = 0; i < dimensions; i++) ofSum += sum[i]! * sum[i]!
  return (ofSum - ofEach) / (length * (length - 1))
}

/** What has been worked out of a catalogue. */
interface Kept {
  /** Cosines of all pairs, NaN where nobody asked yet; empty for large catalogues. */
  readonly pairs: Float64Array
  /** The slate last asked for, and its answer. */
  last: Int32Array
  length: number
  answer: number
}

const kept = new WeakMap<Float32Array, Kept>()

/**
 * `meanCosine` of items of a catalogue. A catalogue does not change, so what was worked out once is kept: of the slate last
 * asked for, and of every pair where there are few items. Who asks, when and how often makes no difference to the answer.
 *
 * @param items  positions in the catalogue; the first `length` count
 * @returns      −1 to 1; 0 for fewer than two items
 * @example      likeness.ofSlate({ embeddings: Float32Array.of(1, 0, 1, 0), dimensions: 2, size: 2 }, Int32Array.of(0, 1), 2) // => 1
 */
export function ofSlate(
  { embeddings, dimensions, size }: Pick<Catalogue, 'embeddings' | 'dimensions' | 'size'>,
  items: Int32Array,
  length: number
): number {
  if (length < 2) return 0
  const known = kept.get(embeddings) ?? keep(embeddings, size)
  if (known.length === length && isSame(known.last, items, length)) return known.answer
  const answer =
    size > FEW
      ? meanCosine(items, length, embeddings, dimensions)
      : (2 * ofPairs(known.pairs, size, items, length, embeddings, dimensions)) / (length * (length - 1))
  if (known.last.length < length) known.last = new Int32Array(length)
  const { last } = known
  for (let slot = 0; slot < length; slot++) last[slot] = items[slot]!
  known.length = length
  known.answer = answer
  return answer
}

function keep(embeddings: Float32Array, size: number): Kept {
  const pairs = new Float64Array(size > FEW ? 0 : size * size).fill(Number.NaN)
  const none = { pairs, last: new Int32Array(0), length: 0, answer: 0 }
  kept.set(embeddings, none)
  return none
}

function isSame(a: Int32Array, b: Int32Array, length: number): boolean {
  for (let slot = 0; slot < length; slot++) if (a[slot] !== b[slot]) return false
  return true
}

/** The sum of the cosines of all pairs. It is no number where one is missing: then those that are get worked out. */
function ofPairs(
  pairs: Float64Array,
  size: number,
  items: Int32Array,
  length: number,
  embeddings: Float32Array,
  dimensions: number
): number {
  const sum = sumOf(pairs, size, items, length)
  if (!Number.isNaN(sum)) return sum
  for (let slot = 1; slot < length; slot++)
    for (let before = 0; before < slot; before++)
      fill(pairs, size, items[slot]!, items[before]!, embeddings, dimensions)
  return sumOf(pairs, size, items, length)
}

function sumOf(pairs: Float64Array, size: number, items: Int32Array, length: number): number {
  let sum = 0
  for (let slot = 1; slot < length; slot++) {
    const row = items[slot]! * size
    for (let before = 0; before < slot; before++) sum += pairs[row + items[before]!]!
  }
  return sum
}

function fill(pairs: Float64Array, size: number, a: number, b: number, rows: Float32Array, dimensions: number): void {
  if (!Number.isNaN(pairs[a * size + b]!)) return
  let cosine = 0
  for (let i = 0; i < dimensions; i++) cosine += rows[a * dimensions + i]! * rows[b * dimensions + i]!
  pairs[a * size + b] = pairs[b * size + a] = cosine
}
