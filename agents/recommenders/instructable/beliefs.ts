import type { Catalogue, Feedback } from '../../../src/define.ts'
import { newTaste, observe, sparseDot, type TasteOptions, worthOf } from '../../../src/ranking/index.ts'
import type { Columns } from './columns.ts'
import type { Memory } from './memory.ts'
import { isShapeAtFault, opinionOf } from './opinion.ts'

/** Of one person's tastes, and of what all have in common. */
export const OWN: TasteOptions = { prior: 0.3, noise: 0.3 }
const COMMON: TasteOptions = { prior: 0.02, noise: 2 }
/** What an instruction counts, as an opinion that is hardly in doubt. */
const TOLD = { noise: 0.03 }
/** What everybody's taste begins with, per unit of quality and rank of popularity. */
const BEGINNING = { quality: 0.12, popularity: 0.12 }
/** Impressions after which what an item has of its own counts half. */
const ITEM_STRENGTH = 12
const EXPECTED = 0.25

/** What is believed of items and people: common to all, of each item, and, in its memory, of each person. */
export interface Beliefs {
  /** Common and personal weights of all columns, into a column as wide; `memory` undefined for a stranger. */
  weightsInto(memory: Memory | undefined, out: Float64Array): void
  /** What an item has of its own beyond its columns. */
  readonly own: Float64Array
  /** Takes in one impression. Returns what it was worth. */
  learn(memory: Memory, feedback: Feedback, slot: number): number
  /** Takes in that a topic is liked (1) or not (−1), from the person's own words. */
  told(memory: Memory, topic: number, liking: number): void
}

export function createBeliefs(
  { seconds, size }: Catalogue,
  { rows, kin, shape, width, quality, popularity }: Columns
): Beliefs {
  const common = newTaste(width, COMMON)
  common.mean[quality] = BEGINNING.quality
  common.mean[popularity] = BEGINNING.popularity
  const own = new Float64Array(size)
  const counts = new Float64Array(size).fill(ITEM_STRENGTH)
  let level = EXPECTED // mean opinion of all impressions
  let impressions = 100

  return {
    own,
    weightsInto(memory, out) {
      out.set(common.mean)
      if (!memory) return
      const { mean } = memory.taste
      for (let i = 0; i < width; i++) out[i]! += mean[i]!
    },
    learn(memory, { items, actions, watchSeconds, reasons }, slot) {
      const item = items[slot]!
      const worth = worthOf(actions[slot]!, watchSeconds[slot]!, seconds[item]!)
      const opinion = opinionOf(worth, reasons[slot]!)
      const usual = level + sparseDot(rows, item, common.mean)
      const expected = usual + own[item]! + sparseDot(rows, item, memory.taste.mean)
      const seen = isShapeAtFault(reasons[slot]!) ? shape : rows
      observe(memory.taste, seen, item, opinion - expected, OWN.noise)
      observe(common, rows, item, opinion - usual - own[item]!, COMMON.noise)
      counts[item]!++
      own[item]! += (opinion - expected) / counts[item]!
      level += (opinion - level) / Math.min(10_000, ++impressions)
      return worth
    },
    told(memory, topic, liking) {
      const expected = sparseDot(kin, topic, memory.taste.mean) + sparseDot(kin, topic, common.mean)
      observe(memory.taste, kin, topic, liking - expected, TOLD.noise)
    }
  }
}
