import type { Item } from '../contract/item.ts'
import type { Catalogue, RepresentationDefinition } from '../contract/plugin.ts'
import { createCatalogue } from '../world/catalogue.ts'

/** Catalogues of one list of items that are kept: by what people like, and by how content becomes numbers. */
const KEPT = 4

type Kept = Map<string, Promise<Catalogue>>
const byItems = new WeakMap<readonly Item[], Map<RepresentationDefinition, Kept>>()

/**
 * Items as columns. Nothing changes a catalogue, so worlds with the same items, phrases and representation share one: making
 * it is most of what a small world costs.
 */
export function catalogueOf(
  items: readonly Item[],
  phrases: readonly string[],
  representation: RepresentationDefinition
): Promise<Catalogue> {
  const ways = byItems.get(items) ?? new Map<RepresentationDefinition, Kept>()
  byItems.set(items, ways)
  const kept: Kept = ways.get(representation) ?? new Map()
  ways.set(representation, kept)
  const key = JSON.stringify(phrases)
  const known = kept.get(key)
  if (known) return known
  const made = createCatalogue(items, phrases, representation.create())
  made.catch(() => kept.delete(key)) // what broke may go well the next time
  kept.set(key, made)
  if (kept.size > KEPT) kept.delete(kept.keys().next().value!)
  return made
}
