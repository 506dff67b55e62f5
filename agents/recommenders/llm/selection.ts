import { type Catalogue, FORMATS, laws } from '../../../src/define.ts'
import { addRow, type SparseRows, sparseDot, sparseRows, topInto } from '../../../src/ranking/index.ts'
import type { Memory } from './memory.ts'
import type { Plan, Ranker } from './plan.ts'

/** Topics that an item is less about than this do not count. */
const FLOOR = 0.04
/** Lost per unit of topic shared with what is on the slate, at full strength. */
const SAMENESS = 0.6
/** What taste begins with, per unit of quality and rank of popularity. */
const BEGINNING = { quality: 0.12, popularity: 0.12 }
/** Lost by items of a topic that has its share of the slate: above any liking, below what a plan refuses. */
const OVER_CAP = 1_000

/** What a plan leaves in: the bounds of it, each of which may be left out. */
export type Bounds = Partial<
  Pick<Plan, 'avoidedTopics' | 'avoidedItems' | 'avoidedChannels' | 'minSeconds' | 'maxSeconds' | 'formats'>
>
export type Score = (item: number) => number

/** Which items are about a topic, and how to spread a slate over topics. */
export interface SpreadOptions {
  /** 0 … 1: how much what is on the slate counts against more of it. */
  readonly strength: number
  /** Items of one topic at most, as long as there are others. */
  readonly most: number
  readonly size: number
  /** An item to put into a slot, whatever its score; nothing where the best is wanted. */
  readonly instead?: (slot: number, isFree: (item: number) => boolean) => number | undefined
}

/** What tools and slates have in common: finding, filtering, ranking and spreading the items of a catalogue. */
export interface Selection {
  readonly rows: SparseRows
  /** The items that are about a phrase, most of all first. */
  search(phrase: string, limit: number): number[]
  /** The items whose meaning is nearest to that of some, which are left out. */
  similar(to: readonly number[], limit: number): number[]
  /** Whether an item is within the bounds. */
  within(bounds: Bounds): (item: number) => boolean
  /** 0 … 1, or about that. */
  ranked(ranker: Ranker, memory: Memory | undefined): Score
  /** Picks greedily the best of what is left, less what it shares with those picked. Scores of −Infinity are never picked. */
  spread(scores: Float64Array, options: SpreadOptions): number[]
}

export function createSelection(catalogue: Catalogue): Selection {
  const { size, topics, topic, embeddings, dimensions, quality, popularity, freshness, seconds, items } = catalogue
  const rows = sparseRows(catalogue.features, size, topics.length, FLOOR)
  const shared = new Float64Array(topics.length)
  const onSlate = new Int32Array(topics.length)
  const scores = new Float64Array(size)
  const isPicked = new Uint8Array(size)

  /** The best by what is in `scores`, as far as they are above 0. */
  function best(limit: number): number[] {
    const out = new Int32Array(Math.min(limit, size))
    const found = topInto(scores, size, out.length, out)
    return Array.from(out.subarray(0, found)).filter((item) => scores[item]! > 0)
  }

  function likenessTo(some: readonly number[]): Score {
    const middle = new Float64Array(dimensions)
    for (const item of some)
      for (let i = 0; i < dimensions; i++) middle[i]! += embeddings[item * dimensions + i]! / some.length
    const length = Math.hypot(...middle) || 1
    return (item) => {
      let sum = 0
      for (let i = 0; i < dimensions; i++) sum += embeddings[item * dimensions + i]! * middle[i]!
      return Math.max(0, sum / length)
    }
  }

  return {
    rows,
    search(phrase, limit) {
      scores.set(catalogue.about(phrase))
      return best(limit)
    },
    similar(to, limit) {
      const likeness = likenessTo(to)
      for (let item = 0; item < size; item++) scores[item] = to.includes(item) ? 0 : likeness(item)
      return best(limit)
    },
    within({ avoidedTopics = [], avoidedItems = [], avoidedChannels = [], minSeconds, maxSeconds, formats = [] }) {
      const tests = avoidedTopics.map((target) => laws.obedience.predicateOf({ act: 'exclude', target }, [], catalogue))
      const ids = new Set(avoidedItems)
      const channels = new Set(avoidedChannels)
      const wanted = formats.length === 0 ? undefined : new Set(formats.map((format) => FORMATS.indexOf(format)))
      return (item) =>
        seconds[item]! >= (minSeconds ?? 0) &&
        seconds[item]! <= (maxSeconds ?? Number.POSITIVE_INFINITY) &&
        (!wanted || wanted.has(catalogue.format[item]!)) &&
        !ids.has(items[item]!.id) &&
        !channels.has(items[item]!.channel) &&
        tests.every((test) => test(item))
    },
    ranked(ranker, memory) {
      if (ranker === 'popular') return (item) => popularity[item]!
      if (ranker === 'fresh') return (item) => freshness[item]!
      if (ranker === 'similar' && memory && memory.liked.length > 0) return likenessTo(memory.liked)
      const begins: Score = (item) =>
        BEGINNING.quality * Math.max(-1, Math.min(1, quality[item]! / 2)) + BEGINNING.popularity * popularity[item]!
      return memory ? (item) => begins(item) + sparseDot(rows, item, memory.taste.mean) : begins
    },
    spread(of, { strength, most, size: wanted, instead }) {
      shared.fill(0)
      onSlate.fill(0)
      isPicked.fill(0)
      const slate: number[] = []
      const isFree = (item: number) => isPicked[item] === 0 && onSlate[topic[item]!]! < most
      const bestLeft = () => {
        let [found, high] = [-1, Number.NEGATIVE_INFINITY]
        for (let item = 0; item < size; item++) {
          if (isPicked[item] !== 0 || !(of[item]! > high)) continue // what is shared only takes away
          const over = onSlate[topic[item]!]! < most ? 0 : OVER_CAP
          const value = of[item]! - over - SAMENESS * strength * sparseDot(rows, item, shared)
          if (value > high) [found, high] = [item, value]
        }
        return found
      }
      while (slate.length < wanted) {
        const item = instead?.(slate.length, isFree) ?? bestLeft()
        if (item < 0) break
        slate.push(item)
        isPicked[item] = 1
        onSlate[topic[item]!]!++
        addRow(rows, item, 1, shared)
      }
      return slate
    }
  }
}
