import * as z from 'zod'
import { RecoError } from '../contract/error.ts'
import { ENGINES } from '../contract/result.ts'
import type { ModelOptions } from '../models/options.ts'
import { MOST_THREADS, NUMBERS, NUMBERS_OF_RUNNING, type RunOptions, type WorldOptions } from '../runner/options.ts'
import { fromShelf } from '../shelf.ts'
import { pairsIn } from './pairs.ts'

/** Where statecharts are looked at: in our own page, or in the one that Stately hosts. */
export const INSPECTORS = ['here', 'stately'] as const

const GROUPED = /^\d{1,3}(?:[,_]\d{3})+$/

/** A number as people write it: 2000, 2,000 or 2_000. Anything else is left for the schema to refuse. */
function numberIn(text: unknown): unknown {
  if (typeof text !== 'string') return text
  const bare = GROUPED.test(text) ? text.replaceAll(/[,_]/g, '') : text
  return /^-?\d+(?:\.\d+)?$/.test(bare) ? Number(bare) : text
}

const whole = (name: keyof typeof NUMBERS) => z.preprocess(numberIn, NUMBERS[name].optional())
const decimal = (range: z.ZodNumber) => z.preprocess(numberIn, range.optional())
/** Numbers with commas between them. */
const numbersIn = (text: unknown): unknown =>
  typeof text === 'string' ? text.split(',').map((one) => numberIn(one.trim())) : text
const name = z.string().trim().min(1).optional()
/** Turns a second; null for as many as there can be. */
const pace = z.preprocess(
  (text) => (text === 'max' ? null : numberIn(text)),
  z.number().positive().max(1_000).nullable().optional()
)

/** All options of the command line, as they were typed. */
const Given = z.object({
  population: name,
  recommender: name,
  mindset: name,
  mind: name,
  catalogue: name,
  representation: name,
  users: whole('users'),
  sessions: whole('sessions'),
  days: decimal(z.number().int().min(1).max(3_650)),
  turns: whole('turns'),
  slate: whole('slateSize'),
  seed: whole('seed'),
  metric: z.array(z.string().trim().min(1)).optional(),
  measure: name,
  posts: name,
  threads: z.preprocess(numberIn, NUMBERS_OF_RUNNING.threads.optional()),
  engine: z.enum(ENGINES).optional(),
  model: name,
  baseUrl: name,
  temperature: decimal(z.number().min(0).max(2)),
  concurrency: decimal(z.number().int().min(1).max(4_096)),
  timeout: decimal(z.number().positive().max(86_400)),
  retries: decimal(z.number().int().min(0).max(10)),
  answers: name,
  offline: z.boolean().default(false),
  price: z.preprocess(numbersIn, z.array(z.number().min(0)).min(2).max(3).optional()),
  maxCalls: decimal(z.number().int().min(1)),
  maxTokens: decimal(z.number().int().min(1)),
  maxMoney: decimal(z.number().positive()),
  maxMinutes: decimal(z.number().positive()),
  gauges: z.boolean().optional(),
  calibrate: name,
  inspect: z.enum(INSPECTORS).optional(),
  follow: z.preprocess(numbersIn, z.array(z.number().int().min(0)).min(1).max(64).optional()),
  port: decimal(z.number().int().min(0).max(65_535)),
  host: name,
  pace,
  open: z.boolean().default(true),
  start: z.boolean().default(false),
  graph: name,
  creators: name,
  past: name,
  vary: z.array(z.string()).optional(),
  sequential: z.union([z.boolean(), z.string()]).optional(),
  plan: z.boolean().default(false),
  detect: decimal(z.number().positive()),
  reach: decimal(z.number().gt(0).max(1)),
  replicates: decimal(z.number().int().min(1).max(1_000)),
  log: name,
  logShare: z.preprocess(numberIn, NUMBERS_OF_RUNNING.logShare.optional()),
  out: name,
  json: z.boolean().default(false),
  quiet: z.boolean().default(false)
})
export type Given = z.output<typeof Given>

/**
 * The options, checked once, all that is wrong at once.
 *
 * @throws RecoError `run.bad-option`
 */
export function parseGiven(typed: Readonly<Record<string, unknown>>): Given {
  const read = Given.safeParse(typed)
  if (!read.success) {
    const names = [...new Set(read.error.issues.map(({ path }) => String(path[0])))]
    const what = names
      .map((option) => `--${dashed(option)} is ${JSON.stringify(typed[option])}; ${wanted(option)}.`)
      .join('\n  ')
    throw new RecoError('run.bad-option', { what, fix: 'Give it in that range, or leave it out.' })
  }
  return read.data
}

const dashed = (option: string) => option.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const RANGES: Readonly<Record<string, string>> = {
  temperature: 'a number from 0 to 2',
  concurrency: 'a whole number from 1 to 4,096',
  timeout: 'seconds, above 0 and up to 86,400',
  retries: 'a whole number from 0 to 10',
  maxCalls: 'a whole number from 1',
  maxTokens: 'a whole number from 1',
  maxMoney: 'a number above 0',
  maxMinutes: 'a number above 0',
  days: 'a whole number from 1 to 3,650',
  reach: 'a number above 0 and up to 1',
  detect: 'a number above 0',
  replicates: 'a whole number from 1 to 1,000',
  port: 'a whole number from 0 to 65,535',
  follow: 'up to 64 numbers of people, with commas: 17,42',
  pace: 'a number of turns a second, above 0 and up to 1,000, or max',
  inspect: 'no value, or =stately'
}

function wanted(option: string): string {
  if (option === 'engine') return `it is one of ${ENGINES.join(', ')}`
  if (option === 'threads') return `it takes a whole number from 1 to ${MOST_THREADS}`
  if (option === 'price') return 'it takes two prices, or three with that of kept tokens: 0.15,0.60'
  if (option in RANGES) return `it takes ${RANGES[option]}`
  if (option === 'logShare') return 'it takes a number above 0, up to 1'
  const numbers = NUMBERS[(option === 'slate' ? 'slateSize' : option) as keyof typeof NUMBERS]
  if (!numbers) return 'it takes a name or a file'
  const { minValue, maxValue } = numbers
  const most = maxValue === Number.MAX_SAFE_INTEGER ? '' : ` to ${maxValue!.toLocaleString('en')}`
  return `it takes a whole number from ${minValue}${most}`
}

/** What a world is made of, as the library takes it; nothing where nothing was typed. */
export function worldOf(given: Given): WorldOptions {
  const {
    population,
    recommender,
    mindset,
    mind,
    catalogue,
    representation,
    users,
    seed,
    engine,
    threads,
    log,
    logShare,
    slate: slateSize
  } = given
  const measure = given.measure?.split(',').map((one) => one.trim())
  const parts = { population, recommender, mindset, mind, catalogue, representation, model: modelOf(given) }
  const graph = given.graph === undefined ? undefined : graphIn(given.graph)
  return typed({
    ...parts,
    graph,
    creators: given.creators,
    users,
    seed,
    engine,
    threads,
    log,
    logShare,
    measure,
    slateSize
  })
}

/** A kind with options behind a colon, or a name or file as it is. */
function graphIn(text: string): NonNullable<WorldOptions['graph']> {
  const [kind, options] = /^([a-z-]+):(.+)$/.exec(text)?.slice(1) ?? []
  if (kind === undefined || options === undefined) return text
  return { kind, ...pairsIn('graph', options.split(',')) } as NonNullable<WorldOptions['graph']>
}

const KEPT = '.recoworld/answers.jsonl'

/** The language model; nothing where none is spoken of. A recording alone will do. */
export function modelOf(given: Given): ModelOptions | undefined {
  const { model, baseUrl, temperature, concurrency, timeout, retries, offline, price, mind } = given
  const { maxCalls, maxTokens, maxMoney, maxMinutes, answers } = given
  const isReplay = mind === 'replay' || offline
  const caps = typed({ calls: maxCalls, tokens: maxTokens, money: maxMoney, minutes: maxMinutes })
  const [input, output, cachedInput] = price ?? []
  const options = typed({
    name: model,
    baseUrl,
    concurrency,
    timeoutSeconds: timeout,
    retries,
    answers,
    replay: isReplay || undefined,
    prices: price && typed({ input, output, cachedInput }),
    caps: Object.keys(caps).length > 0 ? caps : undefined,
    body: temperature === undefined ? undefined : { temperature }
  }) as ModelOptions
  return Object.keys(options).length > 0 ? { ...options, answers: answers ?? KEPT } : undefined
}

export const runOf = ({ sessions, turns, days }: Given): Pick<RunOptions, 'sessions' | 'turns' | 'days'> =>
  typed({ sessions, turns, days })

/** Metrics of one's own, by the name of their file. @throws RecoError of the shelf */
export function metricsOf({ metric = [] }: Given): { metrics?: Record<string, string> } {
  if (metric.length === 0) return {}
  return { metrics: Object.fromEntries(metric.map((file) => [fromShelf('metrics', file).name, file])) }
}

type Typed<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> }
const typed = <T extends object>(options: T): Typed<T> =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Typed<T>
