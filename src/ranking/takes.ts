import type { Catalogue, ReviewedRound } from '../contract/plugin.ts'
import { createPersonRows } from './rows.ts'
import { worthOf } from './signal.ts'

/** From which worth on an impression counts as taken to: opened, and a third of it watched. */
const TAKEN = 0.5
/** Titles that are told of a person. */
const TOLD = 8

/** Which items each person has taken to: a bit per person and item. */
export interface Takes {
  /** Notes one; false where it was known. */
  add(user: number, item: number): boolean
  has(user: number, item: number): boolean
  /** Writes those of a person, in the order of the catalogue; returns how many. `out` has room for all items. */
  listInto(user: number, out: Int32Array): number
  /** A line on what a person took to, where there is anything. */
  recall(user: number): string[]
}

/** Room for what everybody takes to, of this catalogue. */
export function createTakes({ items, size }: Catalogue): Takes {
  const words = Math.ceil(size / 32)
  const bits = createPersonRows(words, (length) => new Int32Array(length))

  function listInto(user: number, out: Int32Array): number {
    const own = bits.of(user)
    const from = bits.at(user)
    let count = 0
    for (let word = 0; word < words; word++)
      for (let left = own[from + word]!; left !== 0; left &= left - 1)
        out[count++] = (word << 5) + 31 - Math.clz32(left & -left)
    return count
  }

  return {
    listInto,
    has: (user, item) => (bits.of(user)[bits.at(user) + (item >>> 5)]! & (1 << (item & 31))) !== 0,
    add(user, item) {
      const own = bits.of(user)
      const at = bits.at(user) + (item >>> 5)
      const before = own[at]!
      own[at] = before | (1 << (item & 31))
      return own[at] !== before
    },
    recall(user) {
      const all = new Int32Array(size)
      const count = listInto(user, all)
      if (count === 0) return []
      const titles = Array.from(all.subarray(0, Math.min(count, TOLD)), (item) => items[item]!.title)
      return [`took to ${count}: ${titles.join('; ')}${count > TOLD ? '; …' : ''}`]
    }
  }
}

/** Goes through what a round of people took to, row by row and slot by slot. */
export function eachTaken(
  { count, size, users, items, actions, watchSeconds, reached }: ReviewedRound,
  { seconds }: Catalogue,
  take: (user: number, item: number) => void
): void {
  for (let row = 0; row < count; row++)
    for (let at = row * size, end = at + reached[row]!; at < end; at++)
      if (isTaken(actions[at]!, watchSeconds[at]!, seconds[items[at]!]!)) take(users[row]!, items[at]!)
}

/** Whether an impression counts as taken to: opened and a third of it watched, by `worthOf` at least 0.5. */
export const isTaken = (actions: number, watchSeconds: number, seconds: number): boolean =>
  worthOf(actions, watchSeconds, seconds) >= TAKEN
