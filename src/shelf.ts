import { existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, extname, isAbsolute, join, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createJiti } from 'jiti'
import type { StrategyDefinition } from './contract/creator.ts'
import type { EnvironmentDefinition } from './contract/environment.ts'
import { RecoError } from './contract/error.ts'
import { nearest } from './contract/nearest.ts'
import type {
  MetricDefinition,
  MindDefinition,
  PopulationDefinition,
  RecommenderDefinition,
  RepresentationDefinition
} from './contract/plugin.ts'
import type { ScenarioDefinition } from './contract/scenario.ts'
import type { MindsetMachine } from './mindset.ts'

/** What stands on each shelf. */
export interface Shelves {
  mindsets: MindsetMachine
  minds: MindDefinition
  recommenders: RecommenderDefinition
  strategies: StrategyDefinition
  populations: PopulationDefinition
  representations: RepresentationDefinition
  metrics: MetricDefinition
  environments: EnvironmentDefinition
  scenarios: ScenarioDefinition
}
export type ShelfName = keyof Shelves

/** A definition and what it is called. */
export interface Named<Definition> {
  readonly name: string
  readonly definition: Definition
}

/** What a definition of each shelf cannot do without. */
const NEEDS: Record<ShelfName, readonly (readonly [field: string, type: 'function' | 'object' | 'string'])[]> = {
  mindsets: [
    ['transition', 'function'],
    ['config', 'object']
  ],
  minds: [
    ['columns', 'object'],
    ['create', 'function']
  ],
  recommenders: [['create', 'function']],
  strategies: [['create', 'function']],
  populations: [['description', 'string']],
  representations: [['create', 'function']],
  metrics: [
    ['range', 'object'],
    ['unit', 'string']
  ],
  environments: [
    ['options', 'object'],
    ['create', 'function']
  ],
  scenarios: [['why', 'string']]
}

/** The folder of each shelf; one file is one definition, default-exported, and its file name is its name. */
const FOLDERS: Record<ShelfName, string> = {
  mindsets: 'machines/mindsets',
  minds: 'agents/minds',
  recommenders: 'agents/recommenders',
  strategies: 'agents/strategies',
  populations: 'populations/targets',
  representations: 'src/representations',
  metrics: 'src/metrics',
  environments: 'src/environments',
  scenarios: 'src/scenarios'
}
export const SHELVES = Object.keys(FOLDERS) as ShelfName[]

const here = fileURLToPath(import.meta.url)
const ROOT = dirname(dirname(here)) // the project, or what was built of it
const OWN = extname(here) // .ts in the project, .js where it was built
const require = createRequire(import.meta.url)

/** The names on a shelf, in alphabetical order. */
export function namesOn(shelf: ShelfName): string[] {
  return readdirSync(join(ROOT, FOLDERS[shelf]), { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(OWN) && !entry.name.endsWith('.d.ts'))
    .map(({ name }) => basename(name, OWN))
    .sort()
}

/**
 * A definition by its name on the shelf, or by the path of a file of one's own (.ts, .js or .mjs).
 *
 * @throws RecoError `shelf.unknown-name` (with the nearest name), `shelf.no-file`, `shelf.broken-file`, `shelf.no-default`
 */
export function fromShelf<Shelf extends ShelfName>(shelf: Shelf, name: string): Named<Shelves[Shelf]> {
  if (isPath(name))
    return { name: basename(name, extname(name)), definition: load(shelf, resolve(name)) as Shelves[Shelf] }
  if (!namesOn(shelf).includes(name)) throw unknown(shelf, name)
  return { name, definition: load(shelf, join(ROOT, FOLDERS[shelf], name + OWN)) as Shelves[Shelf] }
}

/** Everything on a shelf, by name. */
export function allOn<Shelf extends ShelfName>(shelf: Shelf): Record<string, Shelves[Shelf]> {
  return Object.fromEntries(namesOn(shelf).map((name) => [name, fromShelf(shelf, name).definition]))
}

/** A name has no slash and no ending; anything else is a file. */
export const isPath = (name: string): boolean => /[\\/]/.test(name) || isAbsolute(name) || /\.\w+$/.test(name)

function unknown(shelf: ShelfName, name: string): RecoError {
  const names = namesOn(shelf)
  const near = nearest(name, names)
  return new RecoError('shelf.unknown-name', {
    what: `There is no "${name}" among the ${shelf}: ${names.join(', ')}.`,
    fix: near ? `Did you mean "${near}"?` : `Take one of these, or give the path of a file of your own (./${name}.ts).`
  })
}

function load(shelf: ShelfName, file: string): unknown {
  if (!existsSync(file))
    throw new RecoError('shelf.no-file', {
      what: 'There is no such file.',
      at: { file },
      fix: `Check the path, or take a name: ${namesOn(shelf).join(', ')}.`
    })
  const loaded = attempt(file)
  return checked(shelf, (loaded as { default?: unknown }).default, file)
}

/**
 * The definition, if it has what its shelf asks for.
 *
 * @throws RecoError `shelf.no-default` when there is none, `shelf.bad-definition` naming what it lacks
 */
export function checked<Shelf extends ShelfName>(shelf: Shelf, definition: unknown, file?: string): Shelves[Shelf] {
  const at = file === undefined ? {} : { at: { file } }
  if (typeof definition !== 'object' || definition === null)
    throw new RecoError('shelf.no-default', {
      what: `There is no definition for ${shelf}${file === undefined ? '' : ' among what the file exports as default'}.`,
      ...at,
      fix: 'Export one: export default { … } (npx recoworld new writes a file to start from).'
    })
  const lacks = NEEDS[shelf].filter(([field, type]) => typeof (definition as Record<string, unknown>)[field] !== type)
  if (lacks.length > 0)
    throw new RecoError('shelf.bad-definition', {
      what: `The definition lacks ${lacks.map(([field, type]) => `${field} (${type})`).join(' and ')}.`,
      ...at,
      fix: `Add it; docs/adding.md shows what stands on the shelf ${shelf}.`
    })
  return definition as Shelves[Shelf]
}

function attempt(file: string): unknown {
  try {
    return extname(file) === '.ts' || !isOurs(file) ? ofTheirs()(file) : require(file)
  } catch (cause) {
    const { message } = cause as Error
    throw new RecoError('shelf.broken-file', {
      what: `The file could not be loaded: ${message}`,
      at: { file },
      fix: /\.[cm]?[jt]s$/.test(file)
        ? 'Mend the file; it must be a module without top-level await.'
        : 'Give a .ts, .js or .mjs file that exports one.',
      cause
    })
  }
}

const isOurs = (file: string): boolean => file.startsWith(ROOT + sep)

/** Loads files that are not ours, compiled or not; `recoworld/…` and our own libraries mean this installation. */
function ofTheirs(): (file: string) => unknown {
  const own = ['define', 'testing'].map((name) => [`recoworld/${name}`, join(ROOT, 'src', name + OWN)])
  const folders = ['laws', 'ranking', 'experiment', 'learning', 'models', 'social'].map((name) => [
    `recoworld/${name}`,
    join(ROOT, 'src', name, `index${OWN}`)
  ])
  const shelves = Object.entries(FOLDERS).map(([shelf, folder]) => [`recoworld/${shelf}`, join(ROOT, folder)])
  const libraries = ['xstate', 'zod'].map((name) => [name, require.resolve(name)])
  const alias = Object.fromEntries([...own, ...folders, ...shelves, ...libraries])
  return createJiti(import.meta.url, { alias, tryNative: OWN === '.js', moduleCache: true, interopDefault: false })
}
