import { FORMATS, Item } from '../contract/item.ts'
import type { Catalogue, Luck } from '../contract/plugin.ts'
import { createChance } from '../kernel/chance.ts'

export interface FakeCatalogueOptions {
  /** 1 or more. */
  readonly items: number
  /** 1 or more; beyond the names that there are they are called «topic 17». */
  readonly topics?: number
  readonly seed?: number
}

const NAMES = [
  ...['baking', 'football', 'comedy', 'science', 'chess', 'pottery', 'jazz', 'gardening', 'astronomy', 'cycling'],
  ...[
    'history',
    'photography',
    'knitting',
    'sailing',
    'dogs',
    'architecture',
    'poetry',
    'climbing',
    'theatre',
    'fishing'
  ]
]
const DIMENSIONS = 24
/** How far a topic points the way of the next one in the list; the last is beside the first. */
const LEANING = 0.6

/**
 * A small catalogue to test with: items in equal numbers about each topic, a fifth of each leaning to the next topic;
 * neighbours in the list are kin. Lengths from 5 to 600 seconds, all formats, all ranks; nothing in it is real.
 */
export function fakeCatalogue({ items: size, topics: width = 8, seed = 1 }: FakeCatalogueOptions): Catalogue {
  const luck = createChance(seed).for('fake-catalogue')
  const topics = Array.from({ length: width }, (_, at) => NAMES[at] ?? `topic ${at}`)
  const anchors = anchorsOf(width, luck)
  const topic = Int32Array.from({ length: size }, (_, item) => item % width)
  const about = Array.from({ length: width }, () => new Float32Array(size))
  const embeddings = new Float32Array(size * DIMENSIONS)
  const columns = { seconds: new Float64Array(size), quality: new Float64Array(size), format: new Uint8Array(size) }
  const [views, dates] = [new Float64Array(size), new Float64Array(size)]
  const items: Item[] = []
  for (let item = 0; item < size; item++) {
    luck.at(item)
    const [u, v, w, x] = luck.block as unknown as [number, number, number, number]
    const own = topic[item]!
    const next = (own + 1) % width
    const leaning = x < 0.2 && next !== own ? 0.3 : 0
    about[own]![item] = 0.9
    if (leaning > 0) about[next]![item] = leaning
    place(embeddings, item, anchors[own]!, anchors[next]!, leaning, luck)
    columns.seconds[item] = Math.round(5 * 120 ** u)
    columns.format[item] = Math.floor(v * FORMATS.length)
    columns.quality[item] = 3 * (w - 0.5)
    luck.at(item, 1)
    views[item] = luck.block[0]!
    dates[item] = luck.block[1]!
    const [id, name] = [`fake-${item}`, topics[own]!]
    const format = FORMATS[columns.format[item]!]!
    items.push(
      Item.parse({ id, title: `${name} no. ${item}`, category: name, format, durationSeconds: columns.seconds[item] })
    )
  }
  const known = new Map(topics.map((name, at) => [name, about[at]!]))
  return {
    items,
    size,
    topics,
    features: Float32Array.from({ length: size * width }, (_, at) =>
      sharesOf(about, Math.floor(at / width), at % width)
    ),
    dimensions: DIMENSIONS,
    embeddings,
    kinship: Float32Array.from({ length: width * width }, (_, at) =>
      Math.min(1, Math.max(0, cosine(anchors[Math.floor(at / width)]!, anchors[at % width]!)))
    ),
    ...columns,
    popularity: ranks(views),
    freshness: ranks(dates),
    topic,
    channel: Int32Array.from({ length: size }, (_, item) => Math.floor(item / 6)),
    indexOf: (id) => items.findIndex((item) => item.id === id),
    about(phrase) {
      const key = phrase.trim().toLowerCase()
      let column = known.get(key)
      if (!column) {
        const named = topics.flatMap((name, at) => (key.split(/\s+/).includes(name) ? [about[at]!] : []))
        column = Float32Array.from({ length: size }, (_, item) => Math.max(0, ...named.map((one) => one[item]!)))
        known.set(key, column)
      }
      return column
    }
  }
}

/** A unit vector per topic, each leaning towards the next. */
function anchorsOf(width: number, luck: Luck): Float64Array[] {
  const own = Array.from({ length: width }, (_, at) => unit(noise(luck, at, 2)))
  return own.map((vector, at) => unit(vector.map((value, i) => value + LEANING * own[(at + 1) % width]![i]!)))
}

function place(
  rows: Float32Array,
  item: number,
  own: Float64Array,
  next: Float64Array,
  leaning: number,
  luck: Luck
): void {
  const moment = unit(noise(luck, item, 3))
  rows.set(unit(own.map((value, i) => value + leaning * next[i]! + 0.4 * moment[i]!)), item * DIMENSIONS)
}

const noise = (luck: Luck, row: number, purpose: number) =>
  Float64Array.from({ length: DIMENSIONS }, (_, i) => luck.at(row, purpose, i) - 0.5)

function unit(vector: Float64Array): Float64Array {
  const length = Math.sqrt(cosine(vector, vector)) || 1
  return vector.map((value) => value / length)
}

/** Of unit vectors. */
const cosine = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0)

function sharesOf(about: readonly Float32Array[], item: number, topic: number): number {
  const sum = about.reduce((total, column) => total + column[item]!, 0)
  return about[topic]![item]! / Math.max(1, sum)
}

/** Ranks, 0 for the least … 1 for the greatest; 0.5 for a single one. */
function ranks(values: Float64Array): Float64Array {
  const out = new Float64Array(values.length).fill(0.5)
  if (values.length === 1) return out
  const order = Array.from(values, (_, at) => at).sort((a, b) => values[a]! - values[b]!)
  for (const [rank, at] of order.entries()) out[at] = rank / (values.length - 1)
  return out
}
