import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { NamedPopulation } from '../../populations/sample.ts'
import { RecoError } from '../contract/error.ts'
import { Item } from '../contract/item.ts'
import type { MindDefinition, RecommenderDefinition, RepresentationDefinition } from '../contract/plugin.ts'
import type { Source } from '../contract/result.ts'
import { readCatalogue, readCatalogueNow } from '../input/catalogue.ts'
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
  const populations = populationsOf(given.population ?? 'everyone') // what is wrong with it is said first
  return joined(given, populations, await catalogueOf(given.catalogue ?? 'default'))
}

/** The same at once. @throws RecoError `environment.needs-async` where the catalogue is one of Parquet */
export function settingNow(given: Given): Setting {
  const populations = populationsOf(given.population ?? 'everyone')
  return joined(given, populations, catalogueNow(given.catalogue ?? 'default') ?? notNow(given.catalogue))
}

function joined(given: Given, populations: Setting['populations'], { items, source, notes }: Gathered): Setting {
  return {
    populations,
    recommender: partOf('recommenders', given.recommender),
    mindset: partOf('mindsets', given.mindset),
    mind: partOf('minds', given.mind),
    representation: partOf('representations', given.representation),
    catalogue: { definition: items, source },
    notes
  }
}

function notNow(file: unknown): never {
  throw new RecoError('environment.needs-async', {
    what: `${String(file)} is read bit by bit, and not at once.`,
    fix: 'Use createAsyncEnvironment(), or give the catalogue as CSV or JSON.'
  })
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
export function partOf<Shelf extends ShelfName>(
  shelf: Shelf,
  wanted: string | Shelves[Shelf] | undefined
): Found<Shelves[Shelf]> {
  const given = wanted ?? DEFAULTS[shelf]!
  if (typeof given !== 'string') {
    const definition = checked(shelf, given)
    return { definition, source: { name: 'own', hash: fingerprint(definition) } }
  }
  const { name, definition } = fromShelf(shelf, given)
  return { definition, source: isPath(given) ? { name, hash: hashOf(readFileSync(given)) } : { name } }
}

interface Gathered {
  readonly items: readonly Item[]
  readonly source: Source
  readonly notes: readonly string[]
}

async function catalogueOf(given: string | readonly Item[]): Promise<Gathered> {
  return catalogueNow(given) ?? gathered(given as string, await readCatalogue(given as string))
}

/** Nothing where it is a file that is not read at once. */
function catalogueNow(given: string | readonly Item[]): Gathered | undefined {
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
  if (isDefault) return gathered(given, ourFeed())
  const read = readCatalogueNow(given)
  return read && gathered(given, read)
}

let feed: ReturnType<typeof readCatalogueNow>

/** The house's own feed, read once: nothing changes items. */
function ourFeed(): NonNullable<typeof feed> {
  feed ??= readCatalogueNow(asset('feed/feed.csv'))!
  return feed
}

function gathered(given: string, { items, notes }: { items: readonly Item[]; notes: readonly string[] }): Gathered {
  if (given === 'default') return { items, source: { name: 'default' }, notes: [] }
  const source = { name: basename(given), hash: hashOf(JSON.stringify(items)) }
  return { items, source, notes: notes.map((note) => `${given}: ${note}`) }
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
