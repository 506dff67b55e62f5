/** A row of numbers per person, zeros at first. */
export interface PersonRows<Numbers> {
  /** The numbers among which those of a person stand, from `at` on. Room is made when it is not there yet. */
  of(user: number): Numbers
  at(user: number): number
}

const SHIFT = 10

/**
 * Room in blocks of 1,024 people, made as somebody of them comes: growing copies nothing, and who is never met costs nothing.
 *
 * @param width  numbers per person
 * @param make   as many zeros as said: `(length) => new Float32Array(length)`
 */
export function createPersonRows<Numbers>(width: number, make: (length: number) => Numbers): PersonRows<Numbers> {
  const blocks: Numbers[] = []
  return {
    of(user) {
      const block = blocks[user >>> SHIFT]
      if (block !== undefined) return block
      const made = make(width << SHIFT)
      blocks[user >>> SHIFT] = made
      return made
    },
    at: (user) => (user & ((1 << SHIFT) - 1)) * width
  }
}
