import { RecoError } from '../contract/error.ts'
import type { Item, Post } from '../contract/item.ts'
import type { Chance, RecommenderDefinition } from '../contract/plugin.ts'
import type { ReactResult, RunResult } from '../contract/result.ts'
import type { OpenModels } from '../models/index.ts'
import type { Visit } from './attending.ts'
import { modelsFor } from './models.ts'
import { checkKeys, numbersOf, type RunOptions, type WorldOptions } from './options.ts'
import { type Played, playWorld } from './playing.ts'
import { concerns } from './react/concern.ts'
import { placing } from './react/placing.ts'
import { dealing, once, type Plan } from './react/plans.ts'
import { itemsOf, labelsOf, type PostInput, postsOf } from './react/posts.ts'
import { notesOn, ranked } from './react/ranking.ts'
import { type Placed, summarise } from './react/summary.ts'
import { checkTravel, travelling } from './react/travel.ts'
import { type Arm, compareRanked, compareTravels, compareVariants, verdictsOf } from './react/verdict.ts'
import { checkNames, hashOf, type Setting, settingOf } from './setting.ts'

export type { PostInput }

/** Somebody comes to look on at a world that is about to be played. */
export type Visiting = (signal: AbortSignal | undefined) => Visit

export interface ReactOptions extends Omit<WorldOptions, 'log' | 'metrics'>, Omit<RunOptions, 'sessions'> {
  /** One post, variants of one, or many to rank. */
  posts: readonly PostInput[]
  /** People of each population, 1 … 10,000,000. Default 2,000. */
  users?: number
  /** The share of people whom a post is shown to before others send it on, above 0 to 1; where there is a graph. Default 0.05. */
  reach?: number
  /** Worlds in which it is let loose, 2 … 1,000; where there is a graph. Default 8. */
  replicates?: number
}

/** Up to so many posts are variants, each met by everybody; more are ranked, each met by some. */
export const MOST_VARIANTS = 4
const DEFAULTS = { users: 2_000, turns: 6 } as const
/** Whose slates the posts come in. */
const DEFAULT_RECOMMENDER = 'popular'

/**
 * How populations react to posts inside their ordinary feed. Variants are met by the same people with the same luck; people
 * of different populations share no luck, so that figures over all of them rest on as many people as they say. Person i of
 * the first (or only) population is person i of `run` with that population and seed.
 *
 * @throws RecoError `react.no-posts`, `react.bad-post`, and those of `createWorld`
 */
export const react = (options: ReactOptions): Promise<ReactResult> => rehearse(options)

/** The same, and somebody looks on: asked for a visit before each of its worlds. */
export async function rehearse(options: ReactOptions, visit?: Visiting): Promise<ReactResult> {
  const posts = postsOf(options.posts)
  checkKeys(options, ['posts', 'turns', 'signal', 'onProgress', 'reach', 'replicates'])
  checkTravel(options, MOST_VARIANTS)
  numbersOf(options, DEFAULTS)
  checkNames(options)
  const recommender = options.recommender ?? DEFAULT_RECOMMENDER
  const setting = await settingOf({ ...options, recommender })
  const models = await modelsFor(options, [setting.mind, setting.recommender], options.signal)
  try {
    return await reactWith({ ...options, recommender }, posts, setting, models, visit)
  } finally {
    await models?.close()
  }
}

/** Plays the worlds one after the other. */
async function reactWith(
  options: ReactOptions & { recommender: string | RecommenderDefinition },
  posts: readonly Post[],
  setting: Setting,
  models?: OpenModels,
  visit?: Visiting
): Promise<ReactResult> {
  const started = performance.now()
  const { recommender } = options
  const numbers = numbersOf(options, DEFAULTS)
  const added = itemsOf(posts, setting.catalogue.definition)
  const labels = labelsOf(posts)
  const isRanking = posts.length > MOST_VARIANTS
  const worlds = worldsOf(setting.populations, isRanking ? 1 : posts.length, numbers.seed)
  const exposed: Placed[][] = posts.map(() => [])
  const played: (Played & Planned)[] = []
  let isStopped = false // by whoever looks on
  for (const [at, planned] of worlds.entries()) {
    if (options.signal?.aborted || isStopped || models?.stopped.aborted) break
    const shown = isRanking ? added : [added[planned.arm]!]
    const plan = (chance: Chance) =>
      isRanking ? dealing(chance, posts.length) : once(chance, planned.arm, numbers.turns)
    const population = planned.population.definition.definition
    const { graph: _, ...alone } = options // people meet it here by themselves
    const world = { ...alone, ...numbers, recommender, population, gauges: false }
    const { onProgress } = options
    const visited = visit?.(options.signal)
    const signal = visited?.signal ?? options.signal
    const progress = onProgress && progressOf(onProgress, played, worlds.length - at - 1, numbers.users * numbers.turns)
    const run = {
      sessions: 1,
      turns: numbers.turns,
      ...(signal ? { signal } : {}),
      ...(progress ? { onProgress: progress } : {})
    }
    const one = await playWorld({ ...world, seed: planned.seed }, run, undefined, {
      kind: 'react',
      posts,
      watched: shown.map(({ id }) => id),
      setting: withPosts(setting, planned.population, added, plan),
      ...(models ? { models } : {}),
      ...(visited ? { visitor: visited.visitor, onReach: visited.onReach } : {})
    })
    isStopped = signal?.aborted ?? false
    played.push({ ...one, ...planned })
    for (const [post, { id }] of added.entries()) {
      const item = one.catalogue.indexOf(id)
      for (const { instruction, ...exposure } of one.exposures.get(id) ?? []) {
        const place = one.people.segments[one.people.segmentOf(exposure.user)]!
        const isAboutIt = instruction && concerns(instruction, item, one.catalogue)
        const weight = one.people.weight(exposure.user)
        exposed[post]!.push({ ...exposure, ...(isAboutIt ? { instruction } : {}), ...place, weight })
      }
    }
  }
  const [first] = played
  if (!first) throw stopped()
  const names = [...new Set(played.map(({ population }) => population.source.name))]
  const whole = played.filter(({ result }) => !result.interrupted)
  const isWhole = (name: string, arm: number) =>
    whole.some(({ population, arm: other }) => population.source.name === name && other === arm)
  const arms = labels.map((label, post): Arm => {
    const arm = isRanking ? 0 : post
    return { label, exposures: exposed[post]!, stopped: new Set(names.filter((name) => !isWhole(name, arm))) }
  })
  const isLoose = options.graph !== undefined && whole.length === worlds.length
  const travels = isLoose ? await travelling({ options, numbers, recommender, posts: added, setting, models }) : []
  const results = [...played, ...travels.flatMap(({ trips }) => trips)].map(({ result }) => result)
  const segments = distinct(played.flatMap(({ people }) => people.segments))
  const order = isRanking ? ranked(arms) : labels.map((_, at) => at)
  const everybody = names.length === 1 ? names[0]! : 'all'
  const inOrder = order.map((at) => arms[at]!)
  const comparison = isRanking ? compareRanked(inOrder, everybody) : compareVariants(arms, names)
  const summaries = order.map((at) => {
    const summary = summarise(posts[at]!, labels[at]!, exposed[at]!, segments)
    return travels[at] ? { ...summary, spread: { ...summary.spread, travel: travels[at].travel } } : summary
  })
  return {
    posts: summaries,
    comparison: [...comparison, ...compareTravels(labels, travels, everybody)],
    verdicts: isRanking ? [] : verdictsOf(arms, comparison, names),
    populations: names,
    users: numbers.users,
    seed: numbers.seed,
    mind: setting.mind.source.name,
    fallbackShare: parametricShare(results),
    failures: failuresOf(results),
    lateSlates: results.reduce((sum, { lateSlates }) => sum + lateSlates, 0),
    ...(models ? { model: models.usage() } : {}),
    interrupted: whole.length < worlds.length || (isLoose && travels.length < added.length),
    notes: [
      ...new Set(results.flatMap(({ notes }) => notes)),
      ...(isRanking ? notesOn(exposed.map(({ length }) => length)) : [])
    ],
    seconds: (performance.now() - started) / 1_000,
    manifest: {
      ...first.result.manifest,
      populations: setting.populations.map(({ source }) => source).filter(({ name }) => names.includes(name))
    }
  }
}

/** One population that meets one variant, or all posts where they are ranked. */
interface Planned {
  readonly population: Setting['populations'][number]
  readonly arm: number
  readonly seed: number
}

const worldsOf = (populations: Setting['populations'], arms: number, seed: number): Planned[] =>
  populations.flatMap((population, at) =>
    Array.from({ length: arms }, (_, arm) => ({
      population,
      arm,
      seed: at === 0 ? seed : seedOf(seed, population.source.name)
    }))
  )

/** A seed of a population's own: a whole number below 2^52. */
const seedOf = (seed: number, population: string): number =>
  Number.parseInt(hashOf(`${seed}/${population}`).slice(0, 13), 16)

const withPosts = (
  setting: Setting,
  population: Planned['population'],
  added: readonly Item[],
  plan: (chance: Chance) => Plan
): Setting => ({
  ...setting,
  populations: [population],
  catalogue: { ...setting.catalogue, definition: [...setting.catalogue.definition, ...added] },
  recommender: { ...setting.recommender, definition: placing(setting.recommender.definition, added.length, plan) }
})

const distinct = (segments: Played['people']['segments']) => [
  ...new Map(segments.map((one) => [`${one.population}\n${one.segment}`, one])).values()
]

const stopped = () =>
  new RecoError('run.interrupted', {
    what: 'It was stopped before anybody was shown anything.',
    fix: 'Start it again; nothing is known yet.'
  })

function progressOf(
  report: NonNullable<RunOptions['onProgress']>,
  played: readonly Played[],
  worldsLeft: number,
  stepsAWorld: number
) {
  const before = played.reduce((sum, { result }) => sum + result.userSteps, 0)
  return (done: number, left: number) => report(before + done, left + worldsLeft * stepsAWorld)
}

/** What a mind of two halves decided without its model. Else no mind stands in for another: what one cannot decide ends the visit. */
function parametricShare(results: readonly RunResult[]): number {
  const accounts = results.flatMap(({ mindAccount }) => mindAccount ?? [])
  const decisions = accounts.reduce((sum, account) => sum + account.decisions, 0)
  return decisions === 0 ? 0 : accounts.reduce((sum, { byParametric }) => sum + byParametric, 0) / decisions
}

function failuresOf(results: readonly RunResult[]): RunResult['failures'] {
  const all = results.map(({ failures }) => failures)
  return {
    mind: all.reduce((sum, { mind }) => sum + mind, 0),
    recommender: all.reduce((sum, { recommender }) => sum + recommender, 0),
    first: all.find(({ first }) => first !== null)?.first ?? null
  }
}
