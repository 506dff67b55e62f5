import type { ShownItems } from '../contract/plugin.ts'

/** What each person has been shown, a bit an item. Once it is half of the catalogue, all but the last slate is forgotten. */
export interface Shown extends ShownItems {
  /** A whole slate: `length` of the items, from position `from` on. */
  add(user: number, items: ArrayLike<number>, from: number, length: number): void
  /** From now on everybody counts as having been shown it, for ever. */
  withdraw(item: number): void
  /** Nobody counts as having been shown it any more. */
  release(item: number): void
}

/** Memory of what was shown to `people` persons of a catalogue of `items`. */
export function createShown(people: number, items: number): Shown {
  const words = Math.ceil(items / 32)
  const bits = new Uint32Array(people * words)
  const counts = new Uint32Array(people)
  const withdrawn: number[] = []
  const cross = (user: number, item: number) => {
    bits[user * words + (item >>> 5)]! |= 1 << (item & 31)
  }
  const note = (user: number, slate: ArrayLike<number>, from: number, length: number) => {
    const row = user * words
    for (let at = from; at < from + length; at++) {
      const item = slate[at]!
      const place = row + (item >>> 5)
      const bit = 1 << (item & 31)
      if (bits[place]! & bit) continue
      bits[place]! |= bit
      counts[user]!++
    }
  }
  return {
    bits,
    words,
    has: (user, item) => (bits[user * words + (item >>> 5)]! & (1 << (item & 31))) !== 0,
    add(user, slate, from, length) {
      note(user, slate, from, length)
      if (counts[user]! < items / 2) return
      bits.fill(0, user * words, (user + 1) * words)
      counts[user] = 0
      for (const item of withdrawn) cross(user, item)
      note(user, slate, from, length)
    },
    withdraw(item) {
      withdrawn.push(item)
      for (let user = 0; user < people; user++) cross(user, item)
    },
    release(item) {
      const at = withdrawn.indexOf(item)
      if (at < 0) return
      withdrawn.splice(at, 1)
      for (let user = 0; user < people; user++) bits[user * words + (item >>> 5)]! &= ~(1 << (item & 31))
    }
  }
}
