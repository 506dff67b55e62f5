/** What each person has been shown, a bit an item. Once it is half of the catalogue, all but the last slate is forgotten. */
export interface Shown {
  has(user: number, item: number): boolean
  /** A whole slate: the first `length` of the items. */
  add(user: number, items: ArrayLike<number>, length: number): void
}

export function createShown(people: number, items: number): Shown {
  const words = Math.ceil(items / 32)
  const bits = new Uint32Array(people * words)
  const counts = new Uint32Array(people)
  const at = (user: number, item: number) => user * words + (item >>> 5)
  const note = (user: number, slate: ArrayLike<number>, length: number) => {
    for (let slot = 0; slot < length; slot++) {
      const item = slate[slot]!
      const place = at(user, item)
      const bit = 1 << (item & 31)
      if (bits[place]! & bit) continue
      bits[place]! |= bit
      counts[user]!++
    }
  }
  return {
    has: (user, item) => (bits[at(user, item)]! & (1 << (item & 31))) !== 0,
    add(user, slate, length) {
      note(user, slate, length)
      if (counts[user]! < items / 2) return
      bits.fill(0, user * words, (user + 1) * words)
      counts[user] = 0
      note(user, slate, length)
    }
  }
}
