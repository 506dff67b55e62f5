import { readFileSync } from 'node:fs'
import { Creator, type CreatorInput, type Draft } from '../../contract/creator.ts'
import { RecoError } from '../../contract/error.ts'
import { type Item, itemOf } from '../../contract/item.ts'
import type { Manifest } from '../../contract/result.ts'
import { readCreators } from '../../input/creators.ts'
import { fromShelf, isPath } from '../../shelf.ts'
import { hashOf } from '../fingerprint.ts'
import type { Setting } from '../setting.ts'

/** A creator, found: with its drafts as items, each title one of its own. */
export interface FoundCreator {
  readonly creator: Creator
  readonly strategy: ReturnType<typeof fromShelf<'strategies'>>['definition']
  readonly items: readonly Item[]
  readonly source: NonNullable<Manifest['creators']>[number]
}

/** @throws RecoError `creators.invalid`, `creators.named-twice`; those of the shelf and of the reader */
export function creatorsOf(given: string | readonly CreatorInput[], feed: readonly Item[]): FoundCreator[] {
  const all = typeof given === 'string' ? readCreators(given) : given.map(parsed)
  const twice = all.find(({ name }, at) => all.findIndex((one) => one.name === name) < at)
  if (twice)
    throw new RecoError('creators.named-twice', {
      what: `Two creators are called "${twice.name}".`,
      fix: 'Give each a name of its own.'
    })
  const taken = new Set(feed.map(({ id }) => id))
  return all.map((creator, at) => {
    const { name, definition } = fromShelf('strategies', creator.strategy)
    const items = creator.drafts
      .flatMap(titled)
      .map((draft, nth) => ({ ...asItem(draft, idFor(taken, `${at + 1}-${nth + 1}`)), channel: creator.name }))
    const source = isPath(creator.strategy) ? { name, hash: hashOf(readFileSync(creator.strategy)) } : { name }
    return {
      creator,
      strategy: definition,
      items,
      source: { name: creator.name, strategy: source, hash: hashOf(JSON.stringify(creator)) }
    }
  })
}

function parsed(given: CreatorInput, at: number): Creator {
  const read = Creator.safeParse(given)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new RecoError('creators.invalid', {
    what: `Creator ${at + 1}: ${issue?.path.join('.')}: ${issue?.message}`,
    fix: 'Give each a name and drafts with titles; see the schema of creators.'
  })
}

/** The draft under each of its titles. */
const titled = ({ titles, ...draft }: Draft) => [draft, ...titles.map((title) => ({ ...draft, title }))]

const asItem = (draft: Omit<Draft, 'titles'>, id: string): Item => itemOf(draft, id)

function idFor(taken: Set<string>, nth: string): string {
  let id = `creator-${nth}`
  while (taken.has(id)) id = `own-${id}`
  taken.add(id)
  return id
}

/** The setting, with all drafts in its catalogue. */
export const withDrafts = (setting: Setting, creators: readonly FoundCreator[]): Setting => ({
  ...setting,
  catalogue: {
    ...setting.catalogue,
    definition: [...setting.catalogue.definition, ...creators.flatMap(({ items }) => items)]
  }
})
