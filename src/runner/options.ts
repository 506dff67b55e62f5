import * as z from 'zod'
import type { InspectionObserver } from '../../agents/user.ts'
import type { CreatorInput } from '../contract/creator.ts'
import { RecoError } from '../contract/error.ts'
import type { ActionCounts } from '../contract/gauges.ts'
import type { Intervention } from '../contract/intervention.ts'
import type { Item } from '../contract/item.ts'
import { didYouMean } from '../contract/nearest.ts'
import type {
  MetricDefinition,
  MindDefinition,
  PopulationDefinition,
  RecommenderDefinition,
  RepresentationDefinition
} from '../contract/plugin.ts'
import { ENGINES, type EngineName } from '../contract/result.ts'
import type { GraphOption } from '../contract/spread.ts'
import type { MindsetMachine } from '../mindset.ts'
import type { ModelOptions } from '../models/options.ts'

type OneOrMany<T> = T | readonly T[]

/** What a world is made of. Each is a name (see `recoworld list`), the path of a file of one's own, or the thing itself. */
export interface WorldOptions {
  /** Several share the people evenly. Default `everyone`. */
  population?: OneOrMany<string | PopulationDefinition>
  /** Default `instructable`. */
  recommender?: string | RecommenderDefinition
  /** Default `attention`. */
  mindset?: string | MindsetMachine
  /** Default `rules`. */
  mind?: string | MindDefinition
  /** The language model that minds and recommenders ask which say `asksModel`, and what it may cost. */
  model?: ModelOptions
  /** `default`, a file (CSV, JSON, JSONL, Parquet), or items. */
  catalogue?: string | readonly Item[]
  /** Default `text`. */
  representation?: string | RepresentationDefinition
  /** People in all, 1 … 10,000,000. Default 1,000. */
  users?: number
  /** Items on a slate, 1 … 100. Default 10. */
  slateSize?: number
  /** Any whole number from 0. Default 7. */
  seed?: number
  /** How statecharts are run. It decides what a run costs, and nothing of what comes of it. Left out: what suits the run. */
  engine?: EngineName
  /** Workers that the people are spread over, 1 … 64; the result is the same. Left out: what suits the run. */
  threads?: number
  /** A DuckDB file that must not exist yet; every event goes there. */
  log?: string
  /** The share of people whose events go there, above 0 … 1. Default 1. */
  logShare?: number
  /** Metrics beside those of the shelf, by name: themselves, or paths of files. */
  metrics?: Readonly<Record<string, string | MetricDefinition>>
  /** Which metrics of the shelf are kept; left out, all. Fewer cost less where there are very many people. */
  measure?: readonly string[]
  /** Whether people are held against people: positivity, activity, alikeness, drift. Default: where a model decides. */
  gauges?: boolean
  /** What a mind does too often is thinned out: by the counts of an earlier run (its `gauges.counts`). */
  calibrate?: ActionCounts
  /**
   * Who follows whom: then what one shares comes to its followers. `small-world`, `preferential`, `blocks`, a file of ties
   * (from, to, weight), or a description. Default: nobody follows anybody.
   */
  graph?: string | GraphOption
  /** Who publishes in it, day by day (`days`): a file (YAML or JSON), or a list. What they publish is in nobody's feed before. */
  creators?: string | readonly CreatorInput[]
  /** What is done to the world while it runs, each before a turn; with the same ones, the same comes of it. */
  interventions?: readonly z.input<typeof Intervention>[]
  /** Watches the recommender and some people (person 0 if none is named) through XState's own inspection. */
  inspect?: InspectionObserver | { readonly observer: InspectionObserver; readonly users: readonly number[] }
}

export interface RunOptions {
  /** Visits that a person may have, 1 … 10,000. Default 1. */
  sessions?: number
  /** Slates that a visit may have, 1 … 10,000. Default 20. */
  turns?: number
  /**
   * Simulated days, 1 … 3,650, in place of `sessions`: everybody comes on day 0, and again on the days that its mind says. A
   * visit has the number of its day.
   */
  days?: number
  /** Stops between two turns and gives what is known. */
  signal?: AbortSignal
  /** User-steps done, and the most that are left. */
  onProgress?: (done: number, left: number) => void
}

/** What a world is made of, apart from how long it lasts. */
export function apartOf<Told extends Pick<RunOptions, 'sessions' | 'turns' | 'days'>>({
  sessions,
  turns,
  days,
  ...world
}: Told): { world: Omit<Told, 'sessions' | 'turns' | 'days'>; run: Pick<RunOptions, 'sessions' | 'turns' | 'days'> } {
  return {
    world,
    run: {
      ...(sessions === undefined ? {} : { sessions }),
      ...(turns === undefined ? {} : { turns }),
      ...(days === undefined ? {} : { days })
    }
  }
}

const whole = (low: number, high: number) => z.number().int().min(low).max(high)

/** Every number that a run takes, with its range. */
export const NUMBERS = {
  users: whole(1, 10_000_000),
  sessions: whole(1, 10_000),
  turns: whole(1, 10_000),
  slateSize: whole(1, 100),
  seed: whole(0, Number.MAX_SAFE_INTEGER)
} as const

const DEFAULTS = { users: 1_000, sessions: 1, turns: 20, slateSize: 10, seed: 7 } as const

/** Those that are given; what else an object holds is not looked at. */
export type Numbers = { readonly [Name in keyof typeof NUMBERS | 'days']?: number | undefined }

const DAYS = whole(1, 3_650)

/**
 * The numbers of a run, checked, defaults filled in.
 *
 * @throws RecoError `run.bad-option`, naming all that are out of range
 */
export function numbersOf(
  given: Numbers,
  defaults: Numbers = {}
): Record<keyof typeof NUMBERS, number> & { readonly days?: number } {
  const names = Object.keys(NUMBERS) as (keyof typeof NUMBERS)[]
  const numbers = Object.fromEntries(
    names.map((name) => [name, given[name] ?? defaults[name] ?? DEFAULTS[name]])
  ) as Record<keyof typeof NUMBERS, number>
  const wrong = names.filter((name) => !NUMBERS[name].safeParse(numbers[name]).success)
  if (wrong.length > 0) {
    const said = wrong.map(
      (name) =>
        `${name} is ${String(numbers[name])}; it goes from ${NUMBERS[name].minValue} to ${NUMBERS[name].maxValue?.toLocaleString('en')}, whole.`
    )
    throw new RecoError('run.bad-option', {
      what: said.join(' '),
      fix: 'Give a whole number in the range, or leave it out.'
    })
  }
  return given.days === undefined ? numbers : { ...numbers, ...daysOf(given.days, given.sessions) }
}

/** Everybody may come once a day, the first included. */
function daysOf(days: number, sessions: number | undefined): { days: number; sessions: number } {
  if (!DAYS.safeParse(days).success)
    throw new RecoError('run.bad-option', {
      what: `days is ${String(days)}; it goes from 1 to 3,650, whole.`,
      fix: 'Give a whole number in the range, or leave it out.'
    })
  if (sessions !== undefined && sessions !== days + 1)
    throw new RecoError('run.bad-option', {
      what: `days is ${days} and sessions ${sessions}; how often people come in so many days is for their minds to say.`,
      fix: 'Give one of the two.'
    })
  return { days, sessions: days + 1 }
}

const WORLD_KEYS = [
  'population',
  'recommender',
  'mindset',
  'mind',
  'model',
  'catalogue',
  'representation',
  'users',
  'slateSize',
  'seed',
  'log',
  'logShare',
  'metrics',
  'measure',
  'gauges',
  'calibrate',
  'inspect',
  'interventions',
  'graph',
  'creators',
  'engine',
  'threads'
]

/**
 * Refuses an option that there is not, which a program without types would never notice.
 *
 * @throws RecoError `run.unknown-option`, with the nearest name; `run.bad-option`
 */
export function checkKeys(given: object, also: readonly string[] = []): void {
  checkRunning(given as Record<string, unknown>)
  const known = [...WORLD_KEYS, ...also]
  const unknown = Object.keys(given).find((key) => !known.includes(key))
  if (unknown === undefined) return
  throw new RecoError('run.unknown-option', {
    what: `There is no option "${unknown}" here.`,
    fix: didYouMean(unknown, known)
  })
}

export const MOST_THREADS = 64

/** How a run is run, which changes nothing of what comes of it but for how much of it is kept. */
export const NUMBERS_OF_RUNNING = {
  threads: whole(1, MOST_THREADS),
  logShare: z.number().gt(0).max(1)
} as const

function checkRunning({ engine, threads, log, logShare }: Readonly<Record<string, unknown>>): void {
  const wrong = []
  if (engine !== undefined && !(ENGINES as readonly unknown[]).includes(engine))
    wrong.push(`engine is ${String(engine)}; it is one of ${ENGINES.join(', ')}.`)
  if (!NUMBERS_OF_RUNNING.threads.optional().safeParse(threads).success)
    wrong.push(`threads is ${String(threads)}; it goes from 1 to ${MOST_THREADS}, whole.`)
  if (!NUMBERS_OF_RUNNING.logShare.optional().safeParse(logShare).success)
    wrong.push(`logShare is ${String(logShare)}; it goes from above 0 to 1.`)
  if (logShare !== undefined && log === undefined) wrong.push('logShare is given, and no log to keep it in.')
  if (wrong.length > 0)
    throw new RecoError('run.bad-option', { what: wrong.join(' '), fix: 'Give a value in the range, or leave it out.' })
}
