import type { Item, ItemId } from './item.ts'

/** The items of a world as columns; an item is named by its position. */
export interface Catalogue {
  readonly items: readonly Item[]
  readonly size: number
  /** What tastes are told in: everybody's interests, then the categories of the items. */
  readonly topics: readonly string[]
  /** size × topics.length: how far the item is about the topic, 0 … 1; a row sums to at most 1. */
  readonly features: Float32Array
  readonly dimensions: number
  /** size × dimensions, unit rows. */
  readonly embeddings: Float32Array
  /** topics.length × topics.length: how near two topics are, 0 … 1, 1 on the diagonal. */
  readonly kinship: Float32Array
  /** Length or usual reading time, seconds. */
  readonly seconds: Float64Array
  /** How well it was received for its reach: a z-score, 0 where nothing is known. */
  readonly quality: Float64Array
  /** Rank of its views among the items, 0 … 1; 0.5 where nothing is known. */
  readonly popularity: Float64Array
  /** Rank of its date among the items, 0 oldest … 1 newest; 0.5 where nothing is known. */
  readonly freshness: Float64Array
  /** Position in FORMATS. */
  readonly format: Uint8Array
  /** Position in `topics` of what it is most about. */
  readonly topic: Int32Array
  /** Position of the channel among all channels. */
  readonly channel: Int32Array
  /** −1 when there is none. */
  indexOf(id: ItemId): number
  /** How far each item is about any phrase, 0 … 1; kept for the next time. */
  about(phrase: string): Float32Array
}
