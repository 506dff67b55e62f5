import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { NamedPopulation } from '../../populations/sample.ts'
import { RecoError } from '../contract/error.ts'
import { Item } from '../contract/item.ts'
import type { MindDefinition, RecommenderDefinition, RepresentationDefinition } from '../contract/plugin.ts'
import type { Source } from '../contract/result.ts'
import { readCatalogue } from '../input/catalogue.ts'
import type { MindsetMachine } from '../mindset.ts'
import { checked, fromShelf, isPath, type ShelfName, type Shelves } from '../shelf.ts'
import { asset } from './assets.ts'
import { fingerprint, hashOf } from './fingerprint.ts'
import type { WorldOptions } from './options.ts'
import { populationsIn, populationsOf } from './population.ts'

export { hashOf }

/** A part of a world, found: what it is, what it is called, and what the manifest says of it. */
export interface Found<Definition> {
  readonly definition: Definition
  readonly source: Source
}

/** All parts of a world, found. */
export interface Setting {
  readonly populations: readonly Found<NamedPopulation>[]
  readonly recommender: Found<RecommenderDefinition>
  readonly mindset: Found<MindsetMachine>
  readonly mind: Found<MindDefinition>
  readonly representation: Found<RepresentationDefinition>
  readonly catalogue: Found<readonly Item[]>
  /** What was assumed or left out while reading. */
  readonly notes: readonly string[]
}

type Given = Pick<
  WorldOptions,
  'population' | 'recommender' | 'mindset' | 'mind' | 'representation' | 'catalogue' | 'measure'
>

/** Finds names on the shelves and reads files. @throws RecoError of the shelf or of the reader; `population.named-twice` */
export async function settingOf(given: Given): Promise<Setting> {
  const populations = await populationsOf(given.population ?? 'everyone')
  const { items, source, notes } = await catalogueOf(given.catalogue ?? 'default')
  return {
    populations,
    recommender: await partOf('recommenders', given.recommender),
    mindset: await partOf('mindsets', given.mindset),
    mind: await partOf('minds', given.mind),
    representation: await partOf('representations', given.representation),
    catalogue: { definition: items, source },
    notes
  }
}

/** Throws at once what can be known to be wrong without reading a file: a name that stands on no shelf. */
export function checkNames(given: Given): void {
  const names: [ShelfName, unknown][] = [
    ['recommenders', given.recommender],
    ['mindsets', given.mindset],
    ['minds', given.mind],
    ['representations', given.representation],
    ...(given.measure ?? []).map((name): [ShelfName, unknown] => ['metrics', name]),
    ...populationsIn(given.population ?? 'everyone').map((population): [ShelfName, unknown] => [
      'populations',
      population
    ])
  ]
  for (const [shelf, name] of names) {
    if (typeof name !== 'string') name === undefined || checked(shelf, name)
    else if (!isPath(name)) fromShelf(shelf, name)
  }
}

const DEFAULTS: Partial<Record<ShelfName, string>> = {
  recommenders: 'instructable',
  mindsets: 'attention',
  minds: 'rules',
  representations: 'text'
}

/** One part: by name, by path, or itself; the default where nothing is said. */
export async function partOf<Shelf extends ShelfName>(
  shelf: Shelf,
  wanted: string | Shelves[Shelf] | undefined
): Promise<Found<Shelves[Shelf]>> {
  const given = wanted ?? DEFAULTS[shelf]!
  if (typeof given !== 'string') {
    const definition = checked(shelf, given)
    return { definition, source: { name: 'own', hash: fingerprint(definition) } }
  }
  const { name, definition } = fromShelf(shelf, given)
  return { definition, source: isPath(given) ? { name, hash: hashOf(await readFile(given)) } : { name } }
}

async function catalogueOf(
  given: string | readonly Item[]
): Promise<{ items: readonly Item[]; source: Source; notes: readonly string[] }> {
  if (typeof given !== 'string') {
    const items = given.map((item, at) => itemOf(item, at))
    return { items, source: { name: 'own', hash: hashOf(JSON.stringify(items)) }, notes: [] }
  }
  const isDefault = given === 'default'
  if (!isDefault && !isPath(given))
    throw new RecoError('catalogue.unknown-name', {
      what: `There is no catalogue "${given}".`,
      fix: 'Take "default", or give the path of a CSV, JSON, JSONL or Parquet file.'
    })
  const { items, notes } = await readCatalogue(isDefault ? asset('feed/feed.csv') : given)
  return {
    items,
    source: isDefault ? { name: 'default' } : { name: basename(given), hash: hashOf(JSON.stringify(items)) },
    notes: isDefault ? [] : notes.map((note) => `${given}: ${note}`)
  }
}

function itemOf(given: Item, at: number): Item {
  const read = Item.safeParse(given)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new RecoError('catalogue.bad-item', {
    what: `Item ${at}: ${issue?.path.join('.')}: ${issue?.message}`,
    fix: 'Give each item at least an id and a title; see the schema of items.'
  })
}
