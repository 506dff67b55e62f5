import type { EnvironmentDefinition } from '../../contract/environment.ts'
import { RecoError } from '../../contract/error.ts'
import { didYouMean } from '../../contract/nearest.ts'
import type { MetricDefinition } from '../../contract/plugin.ts'
import type { MindsetMachine } from '../../mindset.ts'
import { allOn, SHELVES, type ShelfName, type Shelves } from '../../shelf.ts'
import { type Look, lookOf, print, printJson } from '../output.ts'
import { cut, plain, wrap } from '../text.ts'
import { factLines, factsOf, type WorldFacts } from './environments.ts'

/** What stands on a shelf. */
interface Entry {
  readonly name: string
  readonly description: string
  readonly unit?: string
  readonly better?: MetricDefinition['better']
}
type World = Entry & WorldFacts

interface Typed {
  readonly json?: boolean
  readonly open?: string
  readonly out?: string
  readonly mermaid?: boolean
}

/** Prints the shelves or one of them, or draws a machine. @throws RecoError `shelf.unknown-shelf`, and those of `openMachine` */
export async function work(shelf: string | undefined, typed: Typed): Promise<void> {
  const wanted = shelf === undefined ? SHELVES : [shelfOf(shelf)]
  const { json = false, open, out, mermaid } = typed
  if (open !== undefined) {
    if (shelf !== undefined && !wanted.includes('mindsets'))
      throw new RecoError('run.bad-option', {
        what: `What stands on the shelf ${wanted[0]} is no statechart.`,
        fix: `Draw a mindset: list mindsets --open attention. The duty of every recommender is list --open recommender.`
      })
    return (await import('./open.ts')).openMachine({ ...typed, open })
  }
  if (out !== undefined || mermaid)
    throw new RecoError('run.bad-option', {
      what: `${mermaid ? '--mermaid' : '--out'} is about a drawing, and no machine is named.`,
      fix: 'Name one: list mindsets --open attention.'
    })
  const found = Object.fromEntries(wanted.map((name) => [name, entriesOn(name)]))
  if (json) printJson(found)
  else print(listLines(found, shelf !== undefined, lookOf(process.stdout)))
}

function shelfOf(name: string): ShelfName {
  const found = SHELVES.find((shelf) => shelf === name || shelf === `${name}s`)
  if (found) return found
  throw new RecoError('shelf.unknown-shelf', {
    what: `There is no shelf "${plain(name)}".`,
    fix: didYouMean(name, SHELVES)
  })
}

function entriesOn(shelf: ShelfName): (Entry | World)[] {
  return Object.entries(allOn(shelf)).map(([name, definition]) => {
    const description = plain(descriptionOf(shelf, definition))
    if (shelf === 'environments') return { name, description, ...factsOf(definition as EnvironmentDefinition) }
    if (shelf !== 'metrics') return { name, description }
    const { unit, better } = definition as MetricDefinition
    return { name, description, unit, better }
  })
}

const descriptionOf = (shelf: ShelfName, definition: Shelves[ShelfName]): string =>
  (shelf === 'mindsets'
    ? (definition as MindsetMachine).config.description
    : (definition as { description: string }).description) ?? ''

const DIRECTIONS = { higher: 'more is better', lower: 'less is better', neither: 'neither is better' } as const

/** One line for each where all are listed; one shelf alone has room for whole descriptions. */
function listLines(
  found: Readonly<Record<string, readonly (Entry | World)[]>>,
  isAlone: boolean,
  { width, paint }: Look
) {
  const longest = Math.max(...Object.values(found).flatMap((entries) => entries.map(({ name }) => name.length)))
  const indent = longest + 4
  return Object.entries(found).flatMap(([shelf, entries], at) => [
    ...(at === 0 ? [] : ['']),
    paint('bold', shelf),
    ...entries.flatMap((entry) => {
      const { name, description, unit, better } = entry
      const measured = better ? `${description} (${unit}; ${DIRECTIONS[better]})` : description
      const start = `  ${name.padEnd(longest)}  `
      if (!isAlone) return [cut(start + measured, width)]
      const facts = 'source' in entry ? factLines(entry, width, indent) : []
      return [...wrap(start + measured, width, indent), ...facts]
    })
  ])
}
