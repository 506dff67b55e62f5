import type { Chance, RecommenderDefinition } from '../../contract/plugin.ts'
import type { Measured } from '../../contract/result.ts'
import type { GraphOption } from '../../contract/spread.ts'
import type { Travel } from '../../contract/travel.ts'
import { meanInterval } from '../../experiment/index.ts'
import { hashOf } from '../fingerprint.ts'
import type { RunOptions, WorldOptions } from '../options.ts'
import { type Played, playWorld } from '../playing.ts'
import type { Setting } from '../setting.ts'
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
}

export interface TravelOptions {
  readonly world: WorldOptions & { users: number; seed: number }
  readonly graph: string | GraphOption
  readonly run: RunOptions
  readonly reach: number
  /** The setting with the post in its catalogue, met by those whom the plan shows it to. */
  readonly settingFor: (plan: (chance: Chance) => Plan) => Setting
  readonly recommender: string | RecommenderDefinition
  /** The post's id, and its place among the posts. */
  readonly id: string
  readonly post: number
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

/** One world, told apart from others by its number: the same people and luck for every variant. */
export async function trip(options: TravelOptions, nth: number): Promise<Trip | undefined> {
  const { world, graph, run, reach, settingFor, recommender, id, post } = options
  const played = await playWorld(
    { ...world, recommender, graph, gauges: false, seed: seedOf(world.seed, nth) },
    { ...run, sessions: 1, turns: Math.max(TURNS, run.turns ?? 0) },
    undefined,
    { kind: 'react', watched: [id], setting: settingFor(seeding(post, reach)) }
  )
  return played.result.interrupted ? undefined : tripIn(played, id)
}

function tripIn({ exposures, catalogue, network }: Played, id: string): Trip {
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
    byRound: nodes?.shape.byRound ?? []
  }
}

const seedOf = (seed: number, nth: number): number =>
  nth === 0 ? seed : Number.parseInt(hashOf(`${seed}/travel/${nth}`).slice(0, 13), 16)

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
