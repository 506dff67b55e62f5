import { type Catalogue, FORMATS } from '../../../src/define.ts'
import { type SparseRows, sparseRows } from '../../../src/ranking/index.ts'

/** Topics that an item is less about than this do not count. */
const FLOOR = 0.04
/** Upper ends of the bands of length, seconds; the last band is open. */
const BANDS = [10, 20, 40, 80, 160, 400]

/** What an item is made of, in the columns that tastes are kept in: topics first, then all else. */
export interface Columns {
  readonly rows: SparseRows
  /** Of these the topics alone. */
  readonly topical: SparseRows
  readonly width: number
  readonly topics: number
  /** Columns of what everybody's taste begins with. */
  readonly quality: number
  readonly popularity: number
  /** Row t: what an item is made of that is about topic t, and about its kin as far as they are near. */
  readonly kin: SparseRows
  /** Row i: how long the item is and what format it has; nothing of what it is about. */
  readonly shape: SparseRows
}

/** Reads a catalogue once. */
export function columnsOf({
  topics,
  features,
  kinship,
  size,
  seconds,
  format,
  quality,
  popularity,
  freshness
}: Catalogue): Columns {
  const count = topics.length
  const bands = count
  const formats = bands + BANDS.length + 1
  const ranks = formats + FORMATS.length
  const shape = (item: number) =>
    [
      [bands + bandOf(seconds[item]!), SHAPE],
      [formats + format[item]!, SHAPE]
    ] as const
  const standing = (item: number) =>
    [
      [ranks, Math.max(-1, Math.min(1, quality[item]! / 2))],
      [ranks + 1, popularity[item]! - 0.5],
      [ranks + 2, freshness[item]! - 0.5]
    ] as const
  return {
    rows: sparseRows(features, size, count, FLOOR, (item) => [...shape(item), ...standing(item)]),
    topical: sparseRows(features, size, count, FLOOR),
    width: ranks + 3,
    topics: count,
    quality: ranks,
    popularity: ranks + 1,
    kin: sparseRows(shares(kinship, count), count, count, FLOOR),
    shape: sparseRows(new Float32Array(0), size, 0, FLOOR, shape)
  }
}

/** What length and format weigh in an item beside its topics, which sum to 1 at most. */
const SHAPE = 0.5

function bandOf(seconds: number): number {
  const band = BANDS.findIndex((end) => seconds <= end)
  return band < 0 ? BANDS.length : band
}

/** Rows of squared kinship that sum to 1, as the topics of an item do. */
function shares(kinship: Float32Array, count: number): Float32Array {
  const out = kinship.map((kin) => kin * kin)
  for (let topic = 0; topic < count; topic++) {
    const row = out.subarray(topic * count, (topic + 1) * count)
    const sum = row.reduce((total, kin) => total + kin, 0)
    for (let other = 0; other < count; other++) row[other]! /= sum
  }
  return out
}
