import type { CreatorResult } from './creator.ts'
import type { ActionCounts, Gauges } from './gauges.ts'
import type { Act } from './instruction.ts'
import type { Intervention } from './intervention.ts'
import type { Post } from './item.ts'
import type { Usage } from './model.ts'
import type { MindAccount } from './plugin.ts'
import type { SeasonResult } from './season.ts'
import type { Cause, Ending, Mood } from './session.ts'
import type { SpreadResult } from './spread.ts'
import type { Travel } from './travel.ts'

/** A value with its 95 % interval over people. n: how many people it rests on. */
export interface Measured {
  readonly value: number
  readonly low: number
  readonly high: number
  readonly n: number
}

export interface MetricValue extends Measured {
  readonly unit: string
  readonly better: 'higher' | 'lower' | 'neither'
}

/** Everything that decided a run; the same manifest gives the same event log. */
export interface Manifest {
  readonly recoworld: string
  readonly kind: 'run' | 'react'
  readonly populations: readonly Source[]
  readonly recommender: Source
  readonly mindset: Source
  readonly mind: Source
  readonly representation: Source
  readonly catalogue: Source & { readonly items: number }
  /** The language model that was asked, and what else it was told with each question. */
  readonly model?: { readonly name: string; readonly body?: Readonly<Record<string, unknown>> }
  readonly posts?: readonly Post[]
  readonly users: number
  readonly sessions: number
  /** Simulated days, where people come day by day: visits have the numbers of their days. */
  readonly days?: number
  readonly turns: number
  readonly slateSize: number
  readonly seed: number
  /** Who follows whom, where people share with each other. */
  readonly graph?: Source & { readonly options?: object }
  /** Who published in it. */
  readonly creators?: readonly { readonly name: string; readonly strategy: Source; readonly hash: string }[]
  /** What was done to the world while it ran, in order. */
  readonly interventions?: readonly Intervention[]
  /** How it was run: it decides what a run costs, and nothing of what comes of it. */
  readonly engine: EngineName
  readonly threads: number
  /** Whose events are kept: of everybody, of a share of the people, or of nobody. */
  readonly log: 'off' | 'all' | { readonly share: number }
  /** The metrics of the shelf that were kept, where not all were. */
  readonly measure?: readonly string[]
  /** The chances with which actions of the mind were kept, where it was corrected. */
  readonly calibration?: Readonly<Record<string, number>>
}

/** Live actors; the same statecharts over columns; XState's interpreter over rows. */
export const ENGINES = ['live', 'crowd', 'reference'] as const
export type EngineName = (typeof ENGINES)[number]

/** A definition by name; `hash`: of what it holds, where it is not one of ours. */
export interface Source {
  readonly name: string
  readonly hash?: string
}

/** What `run` comes to. */
export interface RunResult {
  readonly metrics: Readonly<Record<string, MetricValue>>
  readonly endings: Readonly<Record<Ending, number>>
  /** Share of people in each mood when it was over. */
  readonly mindsets: Readonly<Record<Mood, number>>
  readonly leaveCauses: Readonly<Partial<Record<Cause, number>>>
  /** Who stays, slate by slate; empty where nobody went through one. */
  readonly stay: readonly StayStep[]
  /** How often somebody went through a slate. */
  readonly userSteps: number
  /** Of wall time; the only figures that differ between two runs of one manifest. */
  readonly seconds: number
  readonly userStepsPerSecond: number
  /** Minds and recommenders that broke, and the first thing that did. */
  readonly failures: { readonly mind: number; readonly recommender: number; readonly first: string | null }
  /** Slates that a recommender served from what it had, since thinking took too long. */
  readonly lateSlates: number
  /** What a language model was asked, and what that took. */
  readonly model?: Usage
  /** Which half of the mind decided, where it is made of two. */
  readonly mindAccount?: MindAccount
  /** How far people behaved like people, where that was asked for, and where a model decided. */
  readonly gauges?: Gauges
  /** What was thinned out of what the mind decided: how often what was done before, and after. */
  readonly calibration?: {
    readonly before: ActionCounts
    readonly after: ActionCounts
    readonly says: readonly string[]
  }
  /** What went from person to person, where they follow each other. */
  readonly spread?: SpreadResult
  /** What happened from day to day, where people came day by day. */
  readonly season?: SeasonResult
  /** What came of those who published. */
  readonly creators?: readonly CreatorResult[]
  readonly interrupted: boolean
  /** Steps of statecharts that were run a second time by XState's own interpreter, and came out the same. */
  readonly audited: number
  /** What was assumed or left out while files were read. */
  readonly notes: readonly string[]
  readonly manifest: Manifest
}

/**
 * One step of the curve of who stays (Kaplan–Meier): leaving is what is waited for; a visit that reached the turn limit, or
 * that was under way when the run was stopped, is known as far as it got. Visits that failed are known as far as they got, too, and counted in
 * `endings.failed`.
 */
export interface StayStep {
  /** Slates gone through in a visit, 1 … the turn limit. */
  readonly turn: number
  /** Estimated share of visits that go on after so many slates, 0 to 1; it never rises. */
  readonly share: number
  /** 95 %, within 0 and 1. Where people had several visits, as wide as if those of one person all went alike. */
  readonly low: number
  readonly high: number
  /** Visits that went through so many slates, and how many of them ended there because the person left. */
  readonly atRisk: number
  readonly left: number
}

/** What people did with a post, as shares of those who were shown it. */
export interface Rates {
  readonly click: Measured
  readonly like: Measured
  readonly comment: Measured
  readonly share: Measured
  readonly skip: Measured
  /** Left right after the slate that it was on. */
  readonly leave: Measured
}

/** How long those who opened it stayed. Ratios are of its length; above 1 it was seen more than once. */
export interface Watch {
  readonly meanSeconds: number
  readonly meanRatio: number
  readonly medianRatio: number
  /** Mean seconds with its interval. */
  readonly seconds: Measured
  /** How many openers' ratios fall in each tenth from 0 to 2; the last holds all above. */
  readonly histogram: readonly number[]
}

export interface Reaction {
  /** How many people were shown it. */
  readonly n: number
  readonly rates: Rates
  readonly watch: Watch
}

export interface SegmentReaction extends Reaction {
  readonly population: string
  readonly segment: string
}

export interface PostReaction {
  readonly title: string
  /** Tells posts of the same title apart. */
  readonly label: string
  readonly post: Post
  /** How many people were shown it; the others had left before. */
  readonly reached: number
  readonly segments: readonly SegmentReaction[]
  /** One row a population, when there are several. */
  readonly populations: readonly (Reaction & { readonly population: string })[]
  readonly overall: Reaction
  /** Of those who opened it, the share still watching at a second. */
  readonly dropOff: readonly { readonly second: number; readonly share: number }[]
  /** Why people passed on it or opened it, strongest first; examples in their words. */
  readonly reasons: readonly {
    readonly reason: string
    readonly opened: boolean
    readonly share: number
    readonly examples: readonly string[]
  }[]
  /** What those wanted who spoke up after the slate that it was on; share of those reached. */
  readonly instructions: readonly {
    readonly act: Act
    readonly target: string | null
    readonly share: number
    readonly examples: readonly string[]
  }[]
  /** Why people left after the slate that it was on; share of those reached. */
  readonly departures: readonly { readonly cause: Cause; readonly share: number }[]
  readonly spread: {
    readonly sharesPerThousand: Measured
    /** As many followers must see each share for it to go on by itself; null where nobody shared it. */
    readonly followersToTravel: number | null
    /** Where it was let loose among people who follow each other. */
    readonly travel?: Travel
  }
}

export interface Comparison {
  /** Labels of the posts; the difference is b − a, on the same people with the same luck. */
  readonly a: string
  readonly b: string
  readonly population: string
  readonly metric: string
  readonly difference: number
  readonly low: number
  readonly high: number
  /** Two-sided, corrected for the number of metrics (Holm). */
  readonly p: number
  readonly n: number
}

export interface Verdict {
  readonly population: string
  /** Label of the post that more people open; null when it is too close to call. */
  readonly winner: string | null
  /** In one sentence. */
  readonly says: string
}

/** What `react` comes to. */
export interface ReactResult {
  readonly posts: readonly PostReaction[]
  readonly comparison: readonly Comparison[]
  readonly verdicts: readonly Verdict[]
  readonly populations: readonly string[]
  /** People of each population. */
  readonly users: number
  readonly seed: number
  readonly mind: string
  /** Share of decisions that a parametric mind made in a model's place. */
  readonly fallbackShare: number
  readonly failures: RunResult['failures']
  readonly lateSlates: number
  readonly model?: Usage
  readonly interrupted: boolean
  readonly notes: readonly string[]
  readonly seconds: number
  readonly manifest: Manifest
}

/** What `compare` comes to. */
export interface CompareResult {
  readonly recommenders: readonly { readonly name: string; readonly result: RunResult }[]
  /** b − a, on the same people with the same luck. */
  readonly differences: readonly {
    readonly a: string
    readonly b: string
    readonly metric: string
    readonly difference: number
    readonly low: number
    readonly high: number
    readonly p: number
    readonly n: number
    readonly unit: string
    readonly better: MetricValue['better']
  }[]
  /** What differences are over: people; or whole worlds, where there are replicates, or people who follow each other. */
  readonly unit: 'people' | 'worlds'
  /** Seeds of the worlds; results stand for the first of them. */
  readonly seeds: readonly number[]
  /** Where one looked after every batch of people: when it was decided, if it was. */
  readonly sequential?: Sequential
  /** What a language model was asked, by all of them. */
  readonly model?: Usage
  readonly interrupted: boolean
  readonly notes: readonly string[]
  readonly seconds: number
}

/** A comparison that one may look at after every batch of people: valid however often one looks. */
export interface Sequential {
  readonly metric: string
  /** Differences that were expected, as a standard deviation. */
  readonly tau: number
  readonly looks: readonly {
    readonly n: number
    readonly difference: number
    readonly low: number
    readonly high: number
    readonly p: number
  }[]
  readonly isDecided: boolean
}
