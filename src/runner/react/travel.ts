import { RecoError } from '../../contract/error.ts'
import type { Item } from '../../contract/item.ts'
import type { Chance, RecommenderDefinition } from '../../contract/plugin.ts'
import type { Measured, RunResult } from '../../contract/result.ts'
import type { Travel } from '../../contract/travel.ts'
import { meanInterval } from '../../experiment/index.ts'
import type { OpenModels } from '../../models/index.ts'
import type { RunNumbers } from '../joining.ts'
import type { RunOptions, WorldOptions } from '../options.ts'
import { type Played, playWorld } from '../playing.ts'
import { seedsOf } from '../seeds.ts'
import type { Setting } from '../setting.ts'
import { graphNamed } from '../social/graph.ts'
import { placing } from './placing.ts'
import type { Plan } from './plans.ts'

/** Worlds that a post is let loose in, when nobody says how many. */
export const WORLDS = 8
/** The share of people whom a post is shown to by whoever publishes it. */
export const REACH = 0.05
/** Slates that people may see, so that what is shared has the time to go on. */
const TURNS = 20

/** How one post went in one world. */
export interface Trip {
  readonly seeded: number
  readonly reached: number
  readonly shares: number
  readonly reproduction: number
  readonly depth: number
  readonly structuralVirality: number
  readonly timeToPeak: number
  readonly byRound: readonly number[]
  readonly result: RunResult
}

/** What of `react` is about letting posts loose. */
export interface Loose {
  readonly options: Omit<WorldOptions, 'log'> & RunOptions & { readonly reach?: number; readonly replicates?: number }
  readonly numbers: RunNumbers
  readonly recommender: string | RecommenderDefinition
  /** The posts, as items. */
  readonly posts: readonly Item[]
  readonly setting: Setting
  /** Shared with all other worlds, so that caps hold for all of them together. */
  readonly models: OpenModels | undefined
}

/** How one post went, over whole worlds. */
export interface Travelled {
  readonly travel: Travel
  readonly trips: readonly Trip[]
}

/** @throws RecoError `run.bad-option` @param most posts that can be let loose */
export function checkTravel(given: Loose['options'] & { readonly posts: readonly unknown[] }, most: number): void {
  const { reach = REACH, replicates = WORLDS, graph, posts } = given
  if (graph === undefined && (given.reach !== undefined || given.replicates !== undefined))
    throw new RecoError('run.bad-option', {
      what: 'reach or replicates are given, and nobody follows anybody.',
      fix: 'Give a graph, such as small-world, or leave them out.'
    })
  if (graph !== undefined && posts.length > most)
    throw new RecoError('run.bad-option', {
      what: `${posts.length} posts are ranked, each met by some; they are not let loose among people who follow each other.`,
      fix: `Give up to ${most} posts with a graph.`
    })
  if (reach > 0 && reach <= 1 && Number.isInteger(replicates) && replicates >= 2 && replicates <= 1_000) return
  throw new RecoError('run.bad-option', {
    what: `reach is ${reach}, and replicates ${replicates}.`,
    fix: 'Give a reach above 0 and up to 1, and 2 to 1,000 replicates.'
  })
}

/** Each post by itself, among all people at once, in several worlds; those that were stopped are left out. */
export async function travelling(about: Loose): Promise<Travelled[]> {
  const { options, numbers, posts, models } = about
  const { graph, reach = REACH, replicates = WORLDS, signal, onProgress } = options
  const { name } = (await graphNamed(graph!)).source
  const seeds = seedsOf(numbers.seed, replicates)
  const found: Travelled[] = []
  const turns = Math.max(TURNS, numbers.turns)
  const all = posts.length * replicates
  for (const post of posts.keys()) {
    const trips: Trip[] = []
    for (const [nth, seed] of seeds.entries()) {
      const done = post * replicates + nth
      const report = (steps: number, left: number) =>
        onProgress?.(done * (steps + left) + steps, left + (all - done - 1) * (steps + left))
      const run = { sessions: 1, turns, ...(signal ? { signal } : {}), onProgress: report }
      if (signal?.aborted || models?.stopped.aborted) return found
      const one = await trip(about, post, seed, reach, run)
      if (!one) return found
      trips.push(one)
    }
    found.push({ travel: travelOf(name, trips, numbers.users), trips })
  }
  return found
}

/** Only some people are shown it, on their first slate: the same for every variant. */
const seeding =
  (post: number, reach: number) =>
  (chance: Chance): Plan => {
    const luck = chance.for('placement/reach')
    return {
      posts({ user, session, turn }) {
        if (session > 0 || turn > 0) return []
        const isSeed = luck.at(user) < reach
        return isSeed ? [{ post, height: luck.block[1]! }] : []
      }
    }
  }

/** One world: the same people and luck for every variant. Nothing where it was stopped. */
async function trip(
  about: Loose,
  post: number,
  seed: number,
  reach: number,
  run: RunOptions
): Promise<Trip | undefined> {
  const { options, numbers, recommender, posts, setting, models } = about
  const { reach: _r, replicates: _n, signal: _s, onProgress: _p, ...world } = options
  const played = await playWorld({ ...world, ...numbers, recommender, gauges: false, seed }, run, undefined, {
    kind: 'react',
    watched: [posts[post]!.id],
    setting: loose(setting, posts, seeding(post, reach)),
    ...(models ? { models } : {})
  })
  return played.result.interrupted ? undefined : tripIn(played, posts[post]!.id)
}

/** All populations at once, with the posts in their catalogue. */
const loose = (setting: Setting, added: readonly Item[], plan: (chance: Chance) => Plan): Setting => ({
  ...setting,
  catalogue: { ...setting.catalogue, definition: [...setting.catalogue.definition, ...added] },
  recommender: { ...setting.recommender, definition: placing(setting.recommender.definition, added.length, plan) }
})

function tripIn({ exposures, catalogue, network, result }: Played, id: string): Trip {
  const met = exposures.get(id) ?? []
  const everybody = new Set(met.map(({ user }) => user))
  const item = catalogue.indexOf(id)
  const nodes = network!.feed.account.cascades().find((one) => one.item === item)
  const { children } = network!.feed.account.sharers(item)
  const came = nodes ? nodes.shape.size - nodes.beginnings : 0 // from others
  return {
    seeded: everybody.size - came,
    reached: everybody.size,
    shares: new Set(met.filter(({ actions }) => actions.includes('share')).map(({ user }) => user)).size,
    reproduction: children.length > 0 ? children.reduce((sum, each) => sum + each, 0) / children.length : 0,
    depth: nodes?.shape.depth ?? 0,
    structuralVirality: nodes?.shape.structuralVirality ?? 0,
    timeToPeak: nodes?.shape.timeToPeak ?? 0,
    byRound: nodes?.shape.byRound ?? [],
    result
  }
}

/** What so many worlds say: each is one unit, since its people are not independent of each other. */
export function travelOf(graph: string, trips: readonly Trip[], users: number): Travel {
  const over = (of: (trip: Trip) => number, most = Number.POSITIVE_INFINITY): Measured => {
    const { value, low, high, n } = meanInterval(trips.map(of), { range: [0, most] })
    return { value, low, high, n }
  }
  const longest = Math.max(1, ...trips.map(({ byRound }) => byRound.length))
  return {
    graph,
    worlds: trips.length,
    people: users,
    seeded: over(({ seeded }) => seeded, users),
    reached: over(({ reached }) => reached, users),
    perSeed: over(({ seeded, reached }) => (seeded > 0 ? reached / seeded : 0)),
    shares: over(({ shares }) => shares, users),
    reproduction: over(({ reproduction }) => reproduction),
    depth: over(({ depth }) => depth),
    structuralVirality: over(({ structuralVirality }) => structuralVirality),
    timeToPeak: over(({ timeToPeak }) => timeToPeak),
    byRound: Array.from(
      { length: longest },
      (_, round) => trips.reduce((sum, { byRound }) => sum + (byRound[round] ?? 0), 0) / trips.length
    )
  }
}
