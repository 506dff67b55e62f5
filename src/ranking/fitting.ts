import type { Act } from '../contract/instruction.ts'
import type { Catalogue } from '../contract/plugin.ts'
import { predicateOf } from '../laws/obedience.ts'
import type { Wish } from '../voice/parse.ts'

/** Items, a bit each: bit `item & 31` of word item >>> 5. */
export type ItemSet = Uint32Array

export const isIn = (set: ItemSet, item: number): boolean => (set[item >>> 5]! & (1 << (item & 31))) !== 0

/** Room for a set of this many items, empty. */
export const newSet = (items: number): ItemSet => new Uint32Array(Math.ceil(items / 32))

export function include(set: ItemSet, item: number): void {
  set[item >>> 5]! |= 1 << (item & 31)
}

/** Leaves in `set` what is in the other too. */
export function keepOnly(set: ItemSet, other: ItemSet): void {
  for (let word = 0; word < set.length; word++) set[word]! &= other[word]!
}

/** What these mean without a target depends on the slate that they were said about. */
const OF_THAT_SLATE: ReadonlySet<Act> = new Set(['exclude', 'reduce', 'more-like', 'diversify-near'])

/** Which items are what is wished for: looked through once for all who wish the same. */
export function createFitting(catalogue: Catalogue): (wish: Wish, before: readonly number[]) => ItemSet {
  const known = new Map<string, ItemSet>()

  function find(wish: Wish, before: readonly number[]): ItemSet {
    const fits = predicateOf(wish, before, catalogue)
    const set = newSet(catalogue.size)
    for (let item = 0; item < catalogue.size; item++) if (fits(item)) include(set, item)
    return set
  }

  return (wish, before) => {
    const { act, target, seconds } = wish
    if (act === 'explore-far' || act === 'reset' || (target === null && OF_THAT_SLATE.has(act)))
      return find(wish, before)
    const name = `${act}/${seconds ?? ''}${target === null ? '' : `/${target}`}`
    const set = known.get(name)
    if (set) return set
    const found = find(wish, before)
    known.set(name, found)
    return found
  }
}
