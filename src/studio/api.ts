import * as z from 'zod'
import type { ChartRef } from '../contract/chart.ts'
import type { Manifest, RunResult } from '../contract/result.ts'
import { NUMBERS_OF_FORM } from './numbers.ts'

/**
 * What goes between the studio's server and its page. All of it is plain JSON; texts are as they were found and are shown as
 * text. The page imports the types, the server checks what comes in.
 *
 * GET  /api/scene                       SceneView | null
 * GET  /api/stream?segment=             server-sent events: `scene` (SceneView | null), `frame` (Frame), `ended` (Ended)
 * GET  /api/turns?segment=&most=        Frame[]
 * GET  /api/population?segment=         PopulationView
 * GET  /api/people?text=&segment=&state=&offset=&limit=   PeopleFound
 * GET  /api/people/:user                Track
 * GET  /api/people/:user/stream         server-sent events: `track` (Track: whole at first, then what is new)
 * GET  /api/items?text=                 { id, title }[]
 * GET  /api/charts/:hash                ChartView
 * POST /api/charts { definition }       ChartView of any machine's definition
 * GET  /api/form                        Form | null
 * POST /api/runs Start · POST /api/acts Act · POST /api/interventions Interference      with the token
 * WS   /inspect                         the XState inspector's protocol
 * Errors: { error: { code, what, fix } } with a fitting status.
 */
export type { ChartRef, ChartView } from '../contract/chart.ts'

export const TOKEN_HEADER = 'x-recoworld-token'

export interface SceneView {
  readonly run: string
  readonly from: 'run' | 'log'
  readonly manifest: Manifest
  readonly mindset: ChartRef
  readonly duty: ChartRef
  /** People who can be looked at: all of the run, or those whose events the log keeps. */
  readonly users: number
  /** What the log leaves out, in a sentence; null where nothing is. */
  readonly note: string | null
  readonly segments: readonly { readonly population: string; readonly segment: string; readonly people: number }[]
  /** Ids of the mindset's states, and names of its arrows: the order of counts in frames. */
  readonly states: readonly string[]
  readonly arrows: readonly string[]
  /** The same of the recommender's chart. */
  readonly dutyArrows: readonly string[]
  /** Numbers of the mindset's context that go from 0 to 1, for meters. */
  readonly scalars: readonly string[]
  /** Traits that can be set. */
  readonly traits: readonly string[]
  /** People who are followed from the beginning. */
  readonly cohort: readonly number[]
}

export const PHASES = ['running', 'paused', 'ended', 'failed'] as const
export type Phase = (typeof PHASES)[number]

/** How everybody is. */
export interface Frame {
  readonly phase: Phase
  /** Of the turn that is under way or was the last; turn −1 before the first. */
  readonly session: number
  readonly turn: number
  /** People who are here now, by the same count as `states`; of the segment, where one was asked for. */
  readonly present: number
  /** Of this visit, people who were here until the stage ended it; none before. */
  readonly stayed: number
  /** Who recommends now, by name. */
  readonly recommender: string
  /** Turns a second at most; null: as fast as it goes. */
  readonly pace: number | null
  /** User-steps done, the most that are left, and how many a second lately. */
  readonly done: number
  readonly left: number
  readonly perSecond: number
  /** People in each state, in the order of SceneView.states. */
  readonly states: readonly number[]
  /** How often each arrow has fired since the beginning, in the order of SceneView.arrows, and of SceneView.dutyArrows. */
  readonly arrows: readonly number[]
  readonly dutyArrows: readonly number[]
  /** Interventions so far. */
  readonly interventions: readonly Change[]
}

/** Something that was done to the run, before the people of this turn were served. */
export interface Change {
  readonly session: number
  readonly turn: number
  readonly says: string
  /** The recommender that took over, where one did. */
  readonly takesOver?: string
}

export interface Ended {
  readonly result: RunResult | null
  readonly error: string | null
}

export interface Interval {
  readonly value: number
  readonly low: number
  readonly high: number
  readonly n: number
}

export interface PopulationView {
  /** Everybody first, then the largest segments: share still there after so many slates, Kaplan–Meier with 95 % bands. */
  readonly retention: readonly {
    readonly name: string
    readonly visits: number
    readonly curve: readonly {
      readonly turn: number
      readonly share: number
      readonly low: number
      readonly high: number
      readonly atRisk: number
    }[]
  }[]
  /** Who went from which mood to which between two turns of the first visit (a dozen columns at most); `gone` for those who left. */
  readonly flows: {
    readonly turns: readonly number[]
    readonly moods: readonly string[]
    readonly links: readonly {
      readonly fromTurn: number
      readonly from: string
      readonly toTurn: number
      readonly to: string
      readonly people: number
    }[]
  }
  /** By turn, visits one after the other: shares of impressions. */
  readonly actions: {
    readonly turns: readonly { readonly session: number; readonly turn: number }[]
    readonly shares: Readonly<Record<string, readonly number[]>>
    readonly impressions: readonly number[]
  }
  /** What was asked for, and the share of the slate that fitted before and after, where a slate followed. */
  readonly instructions: readonly {
    readonly act: string
    readonly asked: number
    readonly followed: number
    readonly before: number
    readonly after: Interval
  }[]
  /** By turn: mean pairwise distance in a slate, of a sample of people. */
  readonly diversity: readonly (Interval & { readonly session: number; readonly turn: number })[]
  readonly endings: Readonly<Record<string, number>>
  readonly leaveCauses: Readonly<Record<string, number>>
}

export const PeopleQuery = z.object({
  /** A number, or words of a population, segment or state. */
  text: z.string().max(200).default(''),
  segment: z.coerce.number().int().min(0).optional(),
  /** Id of a state. */
  state: z.string().max(400).optional(),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50)
})
export type PeopleQuery = z.infer<typeof PeopleQuery>

export interface PeopleFound {
  readonly total: number
  readonly people: readonly {
    readonly user: number
    readonly population: string
    readonly segment: string
    /** Active leaf states by their own names, such as `waiting · bored`. */
    readonly state: string
    readonly isFollowed: boolean
  }[]
}

/** One event that a mindset took in, and where it came to rest. */
export interface Step {
  readonly session: number
  readonly turn: number
  /** Simulated ms of the person's clock. */
  readonly at: number
  readonly event: { readonly type: string; readonly [key: string]: unknown }
  /** Ids of active states after it; names of the arrows that fired, in order. */
  readonly states: readonly string[]
  readonly arrows: readonly string[]
  readonly context: Readonly<Record<string, number>>
}

/** A line of a person's story. */
export interface Line {
  readonly id: string
  readonly session: number
  readonly turn: number
  readonly at: number
  readonly kind:
    | 'came'
    | 'slate'
    | 'reaction'
    | 'mood'
    | 'sensed'
    | 'instruction'
    | 'planned'
    | 'followed'
    | 'shared'
    | 'intervened'
    | 'failed'
    | 'went'
  /** What happened, in a sentence or a few words. */
  readonly text: string
  /** The item, its slot and what was done, where it is about one. */
  readonly item?: {
    readonly title: string
    readonly slot: number
    readonly actions: readonly string[]
    readonly watchSeconds: number
  }
  /** In the person's or the recommender's own words. */
  readonly words?: string
}

export interface Track {
  readonly user: number
  readonly population: string
  readonly segment: string
  /** Age, device, likes …: each a short line. */
  readonly about: readonly string[]
  /** Followed from here on; null from the beginning. */
  readonly since: { readonly session: number; readonly turn: number } | null
  /** Its statechart is an XState actor of its own now. */
  readonly isLive: boolean
  /** Whether steps and lines replace what was sent before, or come after it. */
  readonly isWhole: boolean
  readonly steps: readonly Step[]
  readonly lines: readonly Line[]
  /** Earlier steps and lines that were let go of. */
  readonly dropped: number
  readonly memory: { readonly person: readonly string[]; readonly recommender: readonly string[] }
}

/** JSON Schema of `Start`, with the names that there are as enums, and what is filled in at first. */
export interface Form {
  readonly schema: Readonly<Record<string, unknown>>
  readonly values: Start
  /** Recommenders that can take over. */
  readonly recommenders: readonly string[]
}

export const Start = z.strictObject({
  population: z.string().max(1_000).optional(),
  recommender: z.string().max(1_000).optional(),
  mindset: z.string().max(1_000).optional(),
  mind: z.string().max(1_000).optional(),
  catalogue: z.string().max(1_000).optional(),
  ...NUMBERS_OF_FORM,
  /** People who are followed from the beginning, by number, with commas. */
  follow: z
    .string()
    .trim()
    .max(400)
    .regex(/^(?:\d{1,8}(?:\s*,\s*\d{1,8})*)?$/, 'numbers of people, with commas: 17, 42')
    .optional(),
  /** Waits before the first turn. */
  isPaused: z.boolean().default(false)
})
export type Start = z.infer<typeof Start>

export const Act = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('pause') }),
  z.strictObject({ do: z.literal('go on') }),
  /** One turn, then waits. */
  z.strictObject({ do: z.literal('step') }),
  z.strictObject({ do: z.literal('stop') }),
  /** Turns a second at most; null: as fast as it goes. */
  z.strictObject({ do: z.literal('speed'), turns: z.number().positive().max(1_000).nullable() })
])
export type Act = z.infer<typeof Act>

export const Interference = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('swap-recommender'), to: z.string().min(1).max(1_000) }),
  z.strictObject({ do: z.literal('drop-item'), item: z.string().min(1).max(400) }),
  z.strictObject({
    do: z.literal('set-trait'),
    trait: z.string().min(1).max(80),
    value: z.number().min(0).max(1),
    /** Everybody, a segment by its position, or a person. */
    segment: z.number().int().min(0).optional(),
    user: z.number().int().min(0).optional()
  })
])
export type Interference = z.infer<typeof Interference>
