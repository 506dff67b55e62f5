import type { Catalogue, Chance } from '../../contract/plugin.ts'
import { actionBit } from '../../contract/session.ts'
import type { Range, Witness } from '../parts.ts'
import { bytesOf, emptySums, type GaugeSums, MASKS, sampleOf } from './sums.ts'
import { BLOCKS, blockWidth, halve } from './thirds.ts'
import { RATIO_BINS, ratioBin } from './watching.ts'

/** Delight −1 … 1 as stars 1 … 5, by fixed cuts: 3 + 2 · delight. */
export const starsOf = (delight: number): number => 3 + 2 * delight
const FEW_STARS = 2
const MANY_STARS = 4.5

/** People who are looked at, where there are more: their intervals are narrow enough. */
const MOST_PEOPLE = 2_000
/** What their sums may take, bytes. */
const ROOM = 2 ** 26
const CLICK = actionBit('click')

export interface GaugeOptions {
  /** How many people there are. */
  readonly users: number
  readonly catalogue: Catalogue
  readonly chance: Chance
  /** Those who are seen here; everybody where it is left out. */
  readonly range?: Range
  /** How many are looked at, at most; 2,000 where it is left out, and fewer where a catalogue is very large. */
  readonly most?: number
}

/**
 * Watches what people do, as sums that say how far they are like people: see `gaugesOf`. Of many people a sample is looked
 * at, which is the same however they are spread over threads.
 */
export function createGauges(options: GaugeOptions): Witness & { readonly sums: GaugeSums } {
  const { users, catalogue, chance, range = { from: 0, to: users }, most = MOST_PEOPLE } = options
  const { size, seconds } = catalogue
  const sums = emptySums(sampleOf(users, Math.min(most, Math.floor(ROOM / bytesOf(size))), range, chance), size)
  const { masks, ratios, seen, taken, turns, blocks, ratio, delight, delights } = sums.columns
  const words = seen.length / sums.people.length
  const rows = new Int32Array(range.to - range.from).fill(-1)
  for (const [row, user] of sums.people.entries()) rows[user - range.from] = row

  /** Where the turn of a row is kept. */
  function blockOf(row: number): number {
    const had = turns[4 * row]!++
    const before = blockWidth(had)
    const now = blockWidth(had + 1)
    if (now > before && had > 0) {
      halve(blocks, row, 2)
      halve(delights, row, 1)
    }
    return row * BLOCKS + Math.floor(had / now)
  }

  return {
    sums,
    reviewed({ user, items }, review) {
      const row = rows[user - range.from]!
      if (row < 0 || review.reached === 0) return
      const { reached, actions, watchSeconds } = review
      let opens = 0
      for (let slot = 0; slot < reached; slot++) {
        const item = items[slot]!
        const mask = actions[slot]!
        const opened = mask & CLICK ? 1 : 0
        masks[row * MASKS + mask]!++
        const word = row * words + (item >>> 5)
        const bit = 1 << (item & 31)
        if ((seen[word]! & bit) === 0) {
          seen[word]! |= bit
          if (opened) taken[word]! |= bit
        }
        if (opened === 0) continue
        opens++
        const watched = watchSeconds[slot]! / seconds[item]!
        ratio[row]! += watched
        ratios[row * RATIO_BINS + ratioBin(watched)]!++
      }
      const block = blockOf(row)
      blocks[2 * block]! += reached
      blocks[2 * block + 1]! += opens
      delights[block]! += review.delight
      if (opens === 0) return
      const stars = starsOf(review.delight)
      turns[4 * row + 1]!++
      if (stars <= FEW_STARS) turns[4 * row + 2]!++
      if (stars >= MANY_STARS) turns[4 * row + 3]!++
      delight[row]! += review.delight
    }
  }
}
