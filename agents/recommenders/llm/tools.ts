import * as z from 'zod'
import { type Catalogue, FORMATS, ItemId, type Request } from '../../../src/define.ts'
import { isIn, isMust, sayWish } from '../../../src/ranking/index.ts'
import { asData, brief, rounded } from './data.ts'
import type { Memory } from './memory.ts'
import { Commit, Fields, type Plan, RANKERS, Settings } from './plan.ts'
import { recall } from './recall.ts'
import type { Selection } from './selection.ts'

/** What an agent may do: a name, what it takes, and a function that answers in short JSON. */
export interface Tool {
  readonly name: string
  readonly description: string
  readonly schema: z.ZodType
  /** Whether the run is over when it has answered. */
  readonly ends?: true
  /**
   * @param input  as the schema gives it
   * @throws Misused  in words for the model, where the arguments are of the right shape and wrong all the same
   */
  call(input: unknown): string
}

/** What a model is told when it named something that is not there. */
export class Misused extends Error {}

/** What the tools of one run work with. */
export interface Desk {
  readonly catalogue: Catalogue
  readonly selection: Selection
  readonly memory: Memory
  readonly request: Request
  /** What is in force until a plan is committed. */
  settings: Settings
  committed: Plan | undefined
}

/** Items that an answer names at most. */
const MOST = 12

const ids = z.array(ItemId).min(1).max(40).describe('ids of items')
const limit = z.number().int().min(1).max(MOST).default(8)

/** All that an agent may do about one person. */
export function toolsOf(desk: Desk): Tool[] {
  const { catalogue, selection, memory, request } = desk
  const positions = (wanted: readonly string[]) => wanted.map((id) => positionOf(catalogue, id))
  const listed = (items: readonly number[]) =>
    asData({ items: items.slice(0, MOST).map((item) => brief(catalogue, item)) })
  const tool = <Schema extends z.ZodType>(
    name: string,
    description: string,
    schema: Schema,
    call: (input: z.output<Schema>) => string
  ): Tool => ({ name, description, schema, call: (input) => call(input as z.output<Schema>) })

  return [
    tool(
      'search_catalogue',
      'Items that are about a phrase, most of all first',
      z.object({ query: z.string().trim().min(1).max(80), limit }),
      ({ query, limit }) => listed(selection.search(query, limit))
    ),
    tool(
      'similar_to',
      'Items whose meaning is nearest to that of some',
      z.object({ items: ids, limit }),
      ({ items, limit }) => listed(selection.similar(positions(items), limit))
    ),
    tool(
      'filter_items',
      'Those of some items that are within bounds; unseen: not shown to this person lately',
      z.object({
        items: ids,
        avoidedTopics: Fields.shape.avoidedTopics,
        minSeconds: Fields.shape.minSeconds,
        maxSeconds: Fields.shape.maxSeconds,
        formats: Fields.shape.formats,
        unseen: z.boolean().default(true)
      }),
      ({ items, unseen, ...bounds }) => {
        const isWithin = selection.within(bounds)
        return listed(positions(items).filter((item) => isWithin(item) && !(unseen && request.shown(item))))
      }
    ),
    tool(
      'rank_items',
      'Some items in the order of a ranker, best first',
      z.object({ items: ids, ranker: z.enum(RANKERS) }),
      ({ items, ranker }) => {
        const score = selection.ranked(ranker, memory)
        return listed(distinct(positions(items)).sort((a, b) => score(b) - score(a) || a - b))
      }
    ),
    tool(
      'diversify',
      'Some items, the first kept first, in an order in which topics mix',
      z.object({ items: ids, strength: z.number().min(0).max(1) }),
      ({ items, strength }) => {
        const some = distinct(positions(items))
        const scores = new Float64Array(catalogue.size).fill(Number.NEGATIVE_INFINITY)
        for (const [rank, item] of some.entries()) scores[item] = -rank / some.length
        return listed(selection.spread(scores, { strength, most: some.length, size: some.length }))
      }
    ),
    tool('get_settings', 'How the system serves this person now', z.object({}), () => JSON.stringify(desk.settings)),
    tool('set_settings', 'Changes how the system serves this person', Settings.partial(), (changed) => {
      desk.settings = { ...desk.settings, ...given(changed) }
      return JSON.stringify(desk.settings)
    }),
    tool(
      'recall_person',
      'What is remembered: slates (what it did and thought), visits (how its mood moved), asked (its wishes and how they went)',
      z.object({ what: z.enum(['slates', 'visits', 'asked']) }),
      ({ what }) => asData({ [what]: recall(memory, catalogue)[what]() })
    ),
    tool('explain_item', 'What speaks for and against an item', z.object({ item: ItemId }), ({ item }) => {
      const at = positionOf(catalogue, item)
      return asData(explained(desk, at))
    }),
    {
      ...tool('commit_plan', 'Leaves the plan that this person is served by, and ends', Commit, (plan) => {
        positions(plan.avoidedItems)
        desk.committed = merged(plan, desk.settings)
        return 'committed'
      }),
      ends: true
    }
  ]
}

const merged = ({ settings, ...plan }: Commit, before: Settings): Plan => ({
  ...plan,
  settings: { ...before, ...given(settings) }
})

/** Without what was left open. */
const given = (settings: Commit['settings']): Partial<Settings> =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))

const distinct = (items: readonly number[]) => [...new Set(items)]

function positionOf(catalogue: Catalogue, id: string): number {
  const at = catalogue.indexOf(id)
  if (at < 0) throw new Misused(`There is no item ${JSON.stringify(id.slice(0, 40))}: take ids that a tool has named.`)
  return at
}

function explained({ catalogue, selection, memory, request }: Desk, item: number) {
  const { popularity, freshness, quality, format, items } = catalogue
  return {
    ...brief(catalogue, item),
    description: items[item]!.description.slice(0, 200),
    channel: items[item]!.channel.slice(0, 80),
    format: FORMATS[format[item]!],
    popularity: rounded(popularity[item]!),
    freshness: rounded(freshness[item]!),
    quality: rounded(quality[item]!),
    liking: rounded(selection.ranked('taste', memory)(item)),
    seen: request.shown(item),
    breaks: memory.wishes.filter((wish) => isMust(wish) && !isIn(wish.fits, item)).map(sayWish)
  }
}
