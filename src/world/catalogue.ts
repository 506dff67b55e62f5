import { RecoError } from '../contract/error.ts'
import { FORMATS, type Item } from '../contract/item.ts'
import type { Catalogue, Content, Representation } from '../contract/plugin.ts'
import { relevance } from '../laws/relevance.ts'
import { popularityOf, qualityOf, ranks, times } from './standing.ts'

/** What an author's own label is worth beside what the words say. */
const LABELLED = 0.8

/**
 * Items as columns. Topics are everybody's interests and the items' own categories; how far an item is about a topic is
 * read from its words (or pictures) through the representation.
 *
 * @param phrases  everybody's interests
 * @throws RecoError `catalogue.empty`, `catalogue.duplicate-id`
 */
export async function createCatalogue(
  items: readonly Item[],
  phrases: readonly string[],
  representation: Representation
): Promise<Catalogue> {
  check(items)
  const topics = topicsOf(items, phrases)
  const embedded = await representation.embed(items)
  return joined(items, topics, embedded, await representation.embed(topics.map(asContent)), representation)
}

/** The same at once. @throws RecoError `representation.needs-async` too */
export function createCatalogueNow(
  items: readonly Item[],
  phrases: readonly string[],
  representation: Representation
): Catalogue {
  check(items)
  const topics = topicsOf(items, phrases)
  const embedded = now(representation.embed(items), items[0]!.title)
  return joined(items, topics, embedded, now(representation.embed(topics.map(asContent)), topics[0]!), representation)
}

function topicsOf(items: readonly Item[], phrases: readonly string[]): string[] {
  const named = distinct([...phrases, ...items.map(({ category }) => category)])
  return named.length > 0 ? named : ['anything'] // nobody likes anything in particular, and nothing is filed
}

function joined(
  items: readonly Item[],
  topics: readonly string[],
  embedded: Float32Array,
  anchored: Float32Array,
  representation: Representation
): Catalogue {
  const embeddings = whole(embedded, items.length, representation)
  const anchors = whole(anchored, topics.length, representation)
  const { dimensions, noise } = representation
  const column = (anchor: Float32Array, at: number): Float32Array => {
    const about = new Float32Array(items.length)
    for (let item = 0; item < items.length; item++)
      about[item] = relevance(dot(embeddings, item * dimensions, anchor, at, dimensions), noise)
    return about
  }
  const byTopic = topics.map((_, topic) => column(anchors, topic * dimensions))
  label(byTopic, topics, items)
  const kept = new Map(topics.map((topic, at) => [topic.toLowerCase(), byTopic[at]!]))
  const positions = new Map(items.map(({ id }, at) => [id, at]))
  const features = normalised(byTopic, items.length)
  return {
    items,
    size: items.length,
    topics,
    features,
    dimensions,
    embeddings,
    kinship: kinship(anchors, topics.length, dimensions, noise),
    seconds: Float64Array.from(items, ({ durationSeconds }) => durationSeconds),
    quality: qualityOf(items),
    popularity: popularityOf(items),
    freshness: ranks(times(items)),
    format: Uint8Array.from(items, ({ format }) => FORMATS.indexOf(format)),
    topic: Int32Array.from(items, (_, item) => strongest(features, item, topics.length)),
    channel: channels(items),
    indexOf: (id) => positions.get(id) ?? -1,
    about(phrase) {
      const key = phrase.trim().toLowerCase()
      let about = kept.get(key)
      if (!about) {
        about = column(now(representation.embed([asContent(phrase)]), phrase), 0)
        kept.set(key, about)
      }
      return about
    }
  }
}

const asContent = (title: string): Content => ({ title })

function now(embedded: Float32Array | Promise<Float32Array>, phrase: string): Float32Array {
  if (embedded instanceof Float32Array) return embedded
  throw new RecoError('representation.needs-async', {
    what: `"${phrase}" is not among the topics of this world, and its representation answers later.`,
    fix: 'Name the phrase among the interests of a segment, or use a representation that answers at once, such as text.'
  })
}

/** The rows that a representation gave, if they are such. */
function whole(rows: Float32Array, count: number, { dimensions, noise }: Representation): Float32Array {
  const wrong = (what: string) =>
    new RecoError('representation.bad-rows', {
      what,
      fix: 'Give a Float32Array of n × dimensions finite numbers, rows of unit length or zeros, and noise with sd above 0.'
    })
  if (!(Number.isInteger(dimensions) && dimensions > 0)) throw wrong(`The representation has ${dimensions} dimensions.`)
  if (!(noise?.sd > 0 && Number.isFinite(noise.mean)))
    throw wrong(`The representation's noise is ${JSON.stringify(noise)}.`)
  if (!(rows instanceof Float32Array) || rows.length !== count * dimensions)
    throw wrong(`The representation gave ${rows?.length} numbers for ${count} contents of ${dimensions} dimensions.`)
  for (let row = 0; row < count; row++) {
    let square = 0
    for (let d = row * dimensions; d < (row + 1) * dimensions; d++) square += rows[d]! * rows[d]!
    if (!(square < 1e-6 || Math.abs(square - 1) < 1e-2))
      throw wrong(`Row ${row} that the representation gave has length ${Math.sqrt(square)}.`)
  }
  return rows
}

function check(items: readonly Item[]): void {
  if (items.length === 0)
    throw new RecoError('catalogue.empty', { what: 'The catalogue has no items.', fix: 'Give at least one item.' })
  const seen = new Set<string>()
  for (const { id } of items) {
    if (seen.has(id))
      throw new RecoError('catalogue.duplicate-id', {
        what: `The id "${id}" stands twice.`,
        fix: 'Give every item an id of its own.'
      })
    seen.add(id)
  }
}

function distinct(phrases: readonly string[]): string[] {
  const seen = new Map<string, string>()
  for (const phrase of phrases) {
    const name = phrase.trim()
    if (name !== '' && !seen.has(name.toLowerCase())) seen.set(name.toLowerCase(), name)
  }
  return [...seen.values()]
}

/** What an author filed an item under counts as such, whatever its words. */
function label(byTopic: readonly Float32Array[], topics: readonly string[], items: readonly Item[]): void {
  const at = new Map(topics.map((topic, index) => [topic.toLowerCase(), index]))
  for (const [item, { category, topics: own }] of items.entries()) {
    for (const name of [category, ...own]) {
      const about = byTopic[at.get(name.trim().toLowerCase()) ?? -1]
      if (about) about[item] = Math.max(about[item]!, LABELLED)
    }
  }
}

function normalised(byTopic: readonly Float32Array[], items: number): Float32Array {
  const width = byTopic.length
  const features = new Float32Array(items * width)
  for (let item = 0; item < items; item++) {
    let sum = 0
    for (const about of byTopic) sum += about[item]!
    for (let topic = 0; topic < width; topic++)
      features[item * width + topic] = byTopic[topic]![item]! / Math.max(1, sum)
  }
  return features
}

function kinship(
  anchors: Float32Array,
  topics: number,
  dimensions: number,
  noise: Representation['noise']
): Float32Array {
  const kin = new Float32Array(topics * topics)
  for (let a = 0; a < topics; a++)
    for (let b = 0; b < topics; b++)
      kin[a * topics + b] =
        a === b ? 1 : relevance(dot(anchors, a * dimensions, anchors, b * dimensions, dimensions), noise)
  return kin
}

function strongest(features: Float32Array, item: number, width: number): number {
  let best = 0
  for (let topic = 1; topic < width; topic++)
    if (features[item * width + topic]! > features[item * width + best]!) best = topic
  return best
}

function channels(items: readonly Item[]): Int32Array {
  const seen = new Map<string, number>()
  return Int32Array.from(items, ({ channel, id }) => {
    const key = channel === '' ? `#${id}` : channel // nobody's own: no two share it
    if (!seen.has(key)) seen.set(key, seen.size)
    return seen.get(key)!
  })
}

/** The inner product of two rows. */
export function dot(a: Float32Array, from: number, b: Float32Array, at: number, length: number): number {
  let sum = 0
  for (let i = 0; i < length; i++) sum += a[from + i]! * b[at + i]!
  return sum
}
