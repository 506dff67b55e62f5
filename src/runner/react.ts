import { RecoError } from '../contract/error.ts'
import { itemOf, Post } from '../contract/item.ts'
import type { Chance } from '../contract/plugin.ts'
import type { ReactResult, RunResult } from '../contract/result.ts'
import { createBus } from '../streams/bus.ts'
import { numbersOf, type RunOptions, type WorldOptions } from './options.ts'
import { collectExposures, type Exposure } from './react/exposures.ts'
import { type Plan, placing } from './react/placing.ts'
import { isOpened, type Placed, summarise } from './react/summary.ts'
import { type Arm, compareRanked, compareVariants, verdictsOf } from './react/verdict.ts'
import { populationsIn, type Setting } from './setting.ts'
import { type Played, playWorld } from './world.ts'

export interface ReactOptions extends Omit<WorldOptions, 'log' | 'metrics'>, Omit<RunOptions, 'sessions'> {
  /** One post, variants of one, or many to rank. */
  posts: readonly PostInput[]
  /** People of each population, 1 … 10,000,000. Default 2,000. */
  users?: number
}
export type PostInput = Partial<Post> & Pick<Post, 'title'>

/** Up to so many posts are variants, each met by everybody; more are ranked, each met by some. */
export const MOST_VARIANTS = 4
const DEFAULTS = { users: 2_000, turns: 6 } as const
/** Whose slates the posts come in. */
const DEFAULT_RECOMMENDER = 'popular'
/** Posts on one slate when many are ranked. */
const RANKED_PER_SLATE = 2

/**
 * How populations react to posts inside their ordinary feed. Variants are met by the same people with the same luck.
 *
 * @throws RecoError `react.no-posts`, `react.bad-post`, and those of `createWorld`
 */
export async function react(options: ReactOptions): Promise<ReactResult> {
  const started = performance.now()
  const posts = options.posts.map(postOf)
  if (posts.length === 0)
    throw new RecoError('react.no-posts', { what: 'No post was given.', fix: 'Give at least one post with a title.' })
  const numbers = numbersOf(options, DEFAULTS)
  const labels = labelsOf(posts)
  const ids = posts.map((_, at) => `post-${at + 1}`)
  const isRanking = posts.length > MOST_VARIANTS
  const arms: Placed[][] = posts.map(() => [])
  const played: Played[] = []
  const populations = populationsIn(options.population ?? 'everyone')
  const worlds = populations.flatMap((population) =>
    isRanking ? [{ population, post: -1 }] : posts.map((_, post) => ({ population, post }))
  )
  for (const [at, { population, post }] of worlds.entries()) {
    if (options.signal?.aborted) break
    const bus = createBus()
    const shown = isRanking ? ids : [ids[post]!]
    const { byItem, subscription } = collectExposures(bus.events, shown)
    const change = (setting: Setting): Setting => {
      const items = [...setting.catalogue.definition, ...posts.map((one, i) => itemOf(one, ids[i]!))]
      const definition = placing(setting.recommender.definition, posts.length, (chance) =>
        isRanking ? ranking(chance, posts.length) : once(chance, post, numbers.turns)
      )
      return {
        ...setting,
        catalogue: { ...setting.catalogue, definition: items },
        recommender: { ...setting.recommender, definition }
      }
    }
    const world = {
      ...options,
      recommender: options.recommender ?? DEFAULT_RECOMMENDER,
      population,
      users: numbers.users,
      slateSize: numbers.slateSize,
      seed: numbers.seed
    }
    const run: RunOptions = {
      sessions: 1,
      turns: numbers.turns,
      ...(options.signal ? { signal: options.signal } : {}),
      ...(options.onProgress
        ? { onProgress: progressOf(options.onProgress, played, worlds.length - at - 1, numbers.users * numbers.turns) }
        : {})
    }
    const one = await playWorld(world, run, bus, { kind: 'react', posts, change })
    subscription.unsubscribe()
    played.push(one)
    const placed = (exposure: Exposure): Placed => ({
      ...exposure,
      ...one.people.segments[one.people.segmentOf(exposure.user)]!
    })
    for (const [index, id] of ids.entries()) arms[index]!.push(...(byItem.get(id) ?? []).map(placed))
  }
  return resultOf()

  function resultOf(): ReactResult {
    const labelled: Arm[] = labels.map((label, at) => ({ label, exposures: arms[at]! }))
    const names = [...new Set(played.flatMap(({ people }) => people.names))]
    const order = isRanking ? ranked(labelled) : labels.map((_, at) => at)
    const everybody = names.length === 1 ? names[0]! : 'all'
    const comparison = isRanking
      ? compareRanked(
          order.map((at) => labelled[at]!),
          everybody
        )
      : compareVariants(labelled, names)
    const [first] = played
    if (!first) throw stopped()
    return {
      posts: order.map((at) => summarise(posts[at]!, labels[at]!, arms[at]!)),
      comparison,
      verdicts: isRanking ? [] : verdictsOf(labelled, comparison, names),
      populations: names,
      users: numbers.users,
      seed: numbers.seed,
      mind: first.result.manifest.mind.name,
      fallbackShare: 0,
      failures: failuresOf(played),
      interrupted: played.length < worlds.length || played.some(({ result }) => result.interrupted),
      notes: first.result.notes,
      seconds: (performance.now() - started) / 1_000,
      manifest: { ...first.result.manifest, populations: uniqueSources(played) }
    }
  }
}

const stopped = () =>
  new RecoError('run.interrupted', {
    what: 'It was stopped before anybody was shown anything.',
    fix: 'Start it again; nothing is known yet.'
  })

function postOf(given: PostInput, at: number): Post {
  const read = Post.safeParse(given)
  if (read.success) return read.data
  const problems = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new RecoError('react.bad-post', {
    what: `Post ${at + 1}: ${problems.join('; ')}`,
    fix: 'Give it a title, and the other fields as the schema of posts says.'
  })
}

/** Titles, told apart where two are the same. */
function labelsOf(posts: readonly Post[]): string[] {
  const seen = new Map<string, number>()
  return posts.map(({ title }) => {
    const count = (seen.get(title) ?? 0) + 1
    seen.set(title, count)
    return count === 1 ? title : `${title} (${count})`
  })
}

/** Everybody meets the post once, early in the visit, wherever luck puts it: in the same place for every variant. */
function once(chance: Chance, post: number, turns: number): Plan {
  const luck = chance.for('placement')
  const early = Math.min(3, turns)
  return ({ user, turn }, slots) => {
    luck.at(user)
    return turn === Math.floor(luck.block[0]! * early) ? [{ post, slot: Math.floor(luck.block[1]! * slots) }] : []
  }
}

/** Posts go round: person after person and turn after turn, so that each is met about as often, at most once by a person. */
function ranking(chance: Chance, posts: number): Plan {
  const luck = chance.for('placement')
  const perSlate = Math.min(RANKED_PER_SLATE, posts)
  return ({ user, turn }, slots) => {
    const first = user * 5 + turn * perSlate // 5 and the length of most lists have no factor in common; those that do only start elsewhere
    if ((turn + 1) * perSlate > posts) return []
    luck.at(user, 0, turn)
    const one = Math.floor(luck.block[0]! * slots)
    const other = (one + 1 + Math.floor(luck.block[1]! * (slots - 1))) % slots
    const places = [one, other].slice(0, Math.min(perSlate, slots))
    return places.map((slot, i) => ({ post: (first + i) % posts, slot }))
  }
}

/** Positions of the posts, the most opened first. */
function ranked(arms: readonly Arm[]): number[] {
  const rate = ({ exposures }: Arm) => (exposures.filter(isOpened).length + 0.5) / (exposures.length + 1)
  return arms.map((_, at) => at).sort((a, b) => rate(arms[b]!) - rate(arms[a]!) || a - b)
}

function progressOf(
  report: NonNullable<RunOptions['onProgress']>,
  played: readonly Played[],
  worldsLeft: number,
  stepsAWorld: number
) {
  const before = played.reduce((sum, { result }) => sum + result.userSteps, 0)
  return (done: number, left: number) => report(before + done, left + worldsLeft * stepsAWorld)
}

function failuresOf(played: readonly Played[]): RunResult['failures'] {
  const all = played.map(({ result }) => result.failures)
  return {
    mind: all.reduce((sum, { mind }) => sum + mind, 0),
    recommender: all.reduce((sum, { recommender }) => sum + recommender, 0),
    first: all.find(({ first }) => first !== null)?.first ?? null
  }
}

function uniqueSources(played: readonly Played[]) {
  const all = played.flatMap(({ result }) => result.manifest.populations)
  return [...new Map(all.map((source) => [source.name, source])).values()]
}
