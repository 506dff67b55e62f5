import { readFileSync } from 'node:fs'
import { basename, dirname, extname, resolve } from 'node:path'
import type { NamedPopulation } from '../../populations/sample.ts'
import { RecoError } from '../contract/error.ts'
import type { Source } from '../contract/result.ts'
import { readPopulationNow } from '../input/population.ts'
import { checked, fromShelf, isPath } from '../shelf.ts'
import { toldApart } from './apart.ts'
import { hashOf } from './fingerprint.ts'
import type { WorldOptions } from './options.ts'

type Definition = NamedPopulation['definition']

/** A population, found: with the names that it may go by, the plainest first, should another have the same. */
interface Candidate {
  readonly definition: Definition
  readonly names: readonly [string, ...string[]]
  readonly hash?: string
  /** It came as an object, which has no name of its own. */
  readonly isNameless?: true
}

/** Names of several populations may come in one string, with commas. */
export function populationsIn(given: NonNullable<WorldOptions['population']>): (string | Definition)[] {
  const all = Array.isArray(given) ? given : [given]
  return all.flatMap((one) => (typeof one === 'string' ? one.split(',').map((name) => name.trim()) : [one])) as (
    | string
    | Definition
  )[]
}

/**
 * Finds populations and names each unlike the others: by the shelf or the file; `population-1`, `population-2` where they
 * came as objects; two files of one name by their folders too, or by their fingerprints.
 *
 * @throws RecoError `population.named-twice` when one comes twice; those of the shelf and of the reader
 */
export function populationsOf(
  given: NonNullable<WorldOptions['population']>
): { definition: NamedPopulation; source: Source }[] {
  const all = populationsIn(given).map(candidate)
  mustDiffer(all)
  const names = namesOf(all)
  return all.map(({ definition, hash }, at) => {
    const name = names[at]!
    return { definition: { name, definition }, source: hash === undefined ? { name } : { name, hash } }
  })
}

function candidate(given: string | Definition, at: number): Candidate {
  if (typeof given !== 'string') {
    const definition = resolved(checked('populations', given))
    const hash = hashOf(JSON.stringify(definition))
    return { definition, names: [`population-${at + 1}`], hash, isNameless: true }
  }
  if (!isPath(given)) return { definition: fromShelf('populations', given).definition, names: [given] }
  const isData = /\.(ya?ml|json)$/i.test(given)
  const definition = resolved(isData ? readPopulationNow(given) : fromShelf('populations', given).definition, given)
  const hash = hashOf(isData ? JSON.stringify(definition) : readFileSync(given))
  const name = basename(given, extname(given))
  return { definition, names: [name, `${basename(dirname(resolve(given)))}/${name}`, `${name}-${hash}`], hash }
}

/**
 * The definition, with those that it includes by name or file in it.
 *
 * @param file where it stands: files that it names are looked for beside it
 * @throws RecoError `population.goes-round` when it includes itself; those of the shelf and of the reader
 */
function resolved(definition: Definition, file?: string, above: readonly string[] = []): Definition {
  if (!definition.include?.some(({ population }) => typeof population === 'string')) return definition
  const here = file === undefined ? above : [...above, resolve(file)]
  const include = definition.include.map(({ population, ...taken }) => {
    if (typeof population !== 'string') return { population, ...taken }
    if (!isPath(population)) {
      const shelf = fromShelf('populations', population).definition
      return { population: { name: population, ...shelf }, ...taken }
    }
    const path = resolve(file === undefined ? '.' : dirname(file), population)
    if (here.includes(path))
      throw new RecoError('population.goes-round', {
        what: `${population} includes itself, by way of ${here.map((one) => basename(one)).join(', ')}.`,
        at: { file: path },
        fix: 'Leave one of them out.'
      })
    const isData = /\.(ya?ml|json)$/i.test(path)
    const found = isData ? readPopulationNow(path) : fromShelf('populations', path).definition
    return { population: { name: basename(path, extname(path)), ...resolved(found, path, here) }, ...taken }
  })
  return { ...definition, include } as Definition
}

function namesOf(all: readonly Candidate[]): string[] {
  let names: string[] = all.map((one) => one.names[0])
  for (const level of [1, 2]) {
    const before = names
    const isAlone = (name: string) => before.indexOf(name) === before.lastIndexOf(name)
    names = before.map((name, at) => (isAlone(name) ? name : (all[at]!.names[level] ?? name)))
  }
  return toldApart(names)
}

function mustDiffer(all: readonly Candidate[]): void {
  const texts = all.map(({ definition }) => JSON.stringify(definition))
  const isSame = (a: number, b: number) =>
    texts[a] === texts[b] && (all[a]!.names[0] === all[b]!.names[0] || (all[a]!.isNameless && all[b]!.isNameless))
  const twice = all.find((_, at) => all.some((_, before) => before < at && isSame(before, at)))
  if (!twice) return
  throw new RecoError('population.named-twice', {
    what: `The population "${twice.names[0]}" was given twice.`,
    fix: 'Give each population once.'
  })
}
