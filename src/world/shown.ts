/** What each person has been shown, a bit an item. When half of the catalogue has been shown, it is forgotten. */
export interface Shown {
  has(user: number, item: number): boolean
  add(user: number, item: number): void
}

export function createShown(people: number, items: number): Shown {
  const words = Math.ceil(items / 32)
  const bits = new Uint32Array(people * words)
  const counts = new Uint32Array(people)
  const at = (user: number, item: number) => user * words + (item >>> 5)
  return {
    has: (user, item) => (bits[at(user, item)]! & (1 << (item & 31))) !== 0,
    add(user, item) {
      const place = at(user, item)
      const bit = 1 << (item & 31)
      if (bits[place]! & bit) return
      if (counts[user]! >= items / 2) {
        bits.fill(0, user * words, (user + 1) * words)
        counts[user] = 0
      }
      bits[place]! |= bit
      counts[user]!++
    }
  }
}
