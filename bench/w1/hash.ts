/**
 * W1's numbers: a hash of where they stand, so that any order, shard or thread meets the same ones.
 *
 * @param word any 32-bit word
 * @returns    a 32-bit word
 */
export function mix(word: number): number {
  let hash = word ^ (word >>> 16)
  hash = Math.imul(hash, 0x21f0aaad)
  hash ^= hash >>> 15
  hash = Math.imul(hash, 0xd35a2d97)
  return hash ^ (hash >>> 15)
}

/** What `stream` takes as its second number, beside the steps of a person. */
export const OF = { item: 0x8000_0000, birth: 0x8000_0001 } as const

/** The stream of one item, one birth, or one step of a person. */
export const stream = (seed: number, a: number, b: number): number =>
  mix((mix(seed ^ Math.imul(a, 0x9e3779b1)) + b) | 0)

/** Number `k` of a stream, from 0 to below 1. */
export const draw = (of: number, k: number): number => (mix((of + Math.imul(k, 0x85ebca77)) | 0) >>> 0) / 2 ** 32
