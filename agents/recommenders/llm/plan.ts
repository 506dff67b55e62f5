import * as z from 'zod'
import { FORMATS, ItemId } from '../../../src/define.ts'

/** How items are put in order before a plan's wishes move them. */
export const RANKERS = ['popular', 'fresh', 'taste', 'similar'] as const
export type Ranker = (typeof RANKERS)[number]

const unit = z.number().min(0).max(1)
const phrase = z.string().trim().min(1).max(80)
const seconds = z.number().min(1).max(86_400).nullable().default(null)

/** How the system serves this person, whatever is served. */
export const Settings = z.object({
  explorationRate: unit.describe('share of slots given to items that nothing speaks for, 0 to 1'),
  freshness: unit.describe('how much the date of an item counts beside the ranker, 0 to 1'),
  topicCap: unit.describe('largest share of a slate that one topic may take, 0 to 1')
})
export type Settings = z.infer<typeof Settings>

/** What a plan is made of; what is left out is filled in. */
export const Fields = z.object({
  why: z.string().trim().min(1).max(300).describe('one sentence: why this plan'),
  wanted: z
    .array(z.object({ phrase, weight: unit.default(1) }))
    .max(8)
    .default([])
    .describe('phrases or topics to bring forward'),
  avoidedTopics: z.array(phrase).max(12).default([]),
  avoidedItems: z.array(ItemId).max(30).default([]).describe('ids'),
  avoidedChannels: z.array(z.string().min(1).max(200)).max(12).default([]),
  minSeconds: seconds,
  maxSeconds: seconds,
  formats: z.array(z.enum(FORMATS)).max(FORMATS.length).default([]).describe('empty: all'),
  ranker: z.enum(RANKERS).default('taste'),
  diversity: unit.default(0.5).describe('0: the best, however alike; 1: as mixed as can be'),
  settings: Settings.partial().default({}).describe('what is left out stays as it is')
})

/** A plan as an agent commits it: settings that it leaves out stay as they are. */
export const Commit = Fields.refine(
  ({ minSeconds, maxSeconds }) => minSeconds === null || maxSeconds === null || minSeconds <= maxSeconds,
  {
    message: 'minSeconds is above maxSeconds'
  }
)
export type Commit = z.infer<typeof Commit>
/** What an agent leaves of its thinking about one person: slates are made from it until the next time. */
export type Plan = Omit<Commit, 'settings'> & { readonly settings: Settings }

/** What people are served by of whom nobody has thought: their taste, and a fifth to find it out. */
export const DEFAULT_PLAN: Plan = {
  why: 'Nothing is planned yet: taste, and some exploration.',
  wanted: [],
  avoidedTopics: [],
  avoidedItems: [],
  avoidedChannels: [],
  minSeconds: null,
  maxSeconds: null,
  formats: [],
  ranker: 'taste',
  diversity: 0.5,
  settings: { explorationRate: 0.2, freshness: 0.1, topicCap: 0.5 }
}

/** A plan in a line: the sentence, then what differs from serving by taste alone. */
export function sayPlan({ why, settings, ...rest }: Plan): string {
  const said = Object.entries(rest).filter(
    ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0)
  )
  return `${why} ${JSON.stringify({ ...Object.fromEntries(said), ...settings })}`
}
