import { isInColumns } from '../../../agents/serving.ts'
import type { Catalogue, Recommender, RecommenderDefinition, Slate } from '../../contract/plugin.ts'
import type { Chance } from '../../kernel/chance.ts'
import { meet, placeInto, roundWithoutPosts } from './placing-columns.ts'
import type { Placement, Plan } from './plans.ts'

/**
 * A recommender whose slates have posts put in. It knows nothing of them: the catalogue that it sees ends where they begin.
 * A slate that the world would refuse is handed on without posts, so that what is wrong with it is still seen.
 *
 * @param posts  how many items at the end of the catalogue are posts
 */
export function placing(
  { splits: _, ...recommender }: RecommenderDefinition, // who gets which post hangs on all people
  posts: number,
  plan: (chance: Chance) => Plan
): RecommenderDefinition {
  return {
    ...recommender,
    create(setting) {
      const { catalogue } = setting
      const feed = without(catalogue, posts)
      const inner = recommender.create({ ...setting, catalogue: feed })
      const asked = plan(setting.chance)
      const place = (slate: Slate, placements: readonly Placement[]): Slate => {
        if (!slate?.items?.length) return slate
        if (!isSlateOf(slate, feed)) return { ...slate, items: slate.items.map((item) => strange(item)) }
        return placements.length === 0 ? slate : withPosts(slate, placements, feed.size)
      }
      const strange = (item: number) => (item >= feed.size ? item + posts : item) // a post's place is no item of the feed
      const known = (items: Int32Array) => items.map((item) => (item < feed.size ? item : -1))
      const placer: Recommender = {
        recommend(request) {
          const placements = asked.posts(request)
          const slate = inner.recommend(request)
          return slate instanceof Promise ? slate.then((come) => place(come, placements)) : place(slate, placements)
        },
        gather(reviewed) {
          meet(reviewed, feed.size, asked)
          if (inner.gather) inner.gather(roundWithoutPosts(reviewed, feed.size))
        }
      }
      if (inner.plan) placer.plan = (requests) => inner.plan!(requests)
      if (inner.learn) placer.learn = (feedback) => inner.learn!(withoutPosts(feedback, known(feedback.items)))
      if (inner.instructed)
        placer.instructed = (user, instruction, feedback) =>
          inner.instructed!(user, instruction, withoutPosts(feedback, known(feedback.items)))
      if (inner.endOfSession) placer.endOfSession = (user, session) => inner.endOfSession!(user, session)
      if (inner.recommendBatch)
        placer.recommendBatch = (requests) => {
          const placements = requests.map((request) => asked.posts(request))
          const all = (slates: readonly Slate[]) => slates.map((slate, row) => place(slate, placements[row] ?? []))
          const slates = inner.recommendBatch!(requests)
          return slates instanceof Promise ? slates.then(all) : all(slates)
        }
      if (isInColumns(inner)) placer.recommendInto = (round) => placeInto(round, inner, feed.size, posts, asked)
      return placer
    }
  }
}

/** Whether all that is on it is of the feed, and nothing twice. */
const isSlateOf = ({ items }: Slate, { size }: Catalogue): boolean =>
  items.every((item) => Number.isInteger(item) && item >= 0 && item < size) && new Set(items).size === items.length

/** The slate with posts in place of some of its items, as many as it has room for. */
function withPosts(slate: Slate, placements: readonly Placement[], firstPost: number): Slate {
  const items = Array.from(slate.items)
  const why = items.map((_, slot) => (typeof slate.why === 'string' ? slate.why : (slate.why?.[slot] ?? '')))
  const propensities = items.map((_, slot) => slate.propensities?.[slot] ?? null)
  const free = Array.from(items.keys())
  for (const { post, height } of placements.slice(0, items.length)) {
    const slot = free.splice(Math.floor(height * free.length), 1)[0]!
    items[slot] = firstPost + post
    why[slot] = 'the post that is rehearsed'
    propensities[slot] = null
  }
  return { ...slate, items, why, propensities }
}

/** The catalogue without its last items. */
function without(catalogue: Catalogue, last: number): Catalogue {
  const size = catalogue.size - last
  const { topics, dimensions } = catalogue
  return {
    ...catalogue,
    size,
    items: catalogue.items.slice(0, size),
    features: catalogue.features.subarray(0, size * topics.length),
    embeddings: catalogue.embeddings.subarray(0, size * dimensions),
    seconds: catalogue.seconds.subarray(0, size),
    quality: catalogue.quality.subarray(0, size),
    popularity: catalogue.popularity.subarray(0, size),
    freshness: catalogue.freshness.subarray(0, size),
    format: catalogue.format.subarray(0, size),
    topic: catalogue.topic.subarray(0, size),
    channel: catalogue.channel.subarray(0, size),
    indexOf: (id) => {
      const at = catalogue.indexOf(id)
      return at < size ? at : -1
    },
    about: (phrase) => catalogue.about(phrase).subarray(0, size)
  }
}

type Told = Parameters<NonNullable<ReturnType<RecommenderDefinition['create']>['learn']>>[0]

/** Feedback as if the slots of posts had been empty. */
function withoutPosts(feedback: Told, known: Int32Array): Told {
  if (!known.includes(-1)) return feedback
  const kept = Array.from(known.keys()).filter((slot) => known[slot]! >= 0)
  const pick = <Column extends { [slot: number]: number }>(from: Column, into: Column) => {
    for (const [at, slot] of kept.entries()) into[at] = from[slot]!
    return into
  }
  return {
    ...feedback,
    items: pick(known, new Int32Array(known.length)),
    actions: pick(feedback.actions, new Uint8Array(known.length)),
    watchSeconds: pick(feedback.watchSeconds, new Float64Array(known.length)),
    reasons: pick(feedback.reasons, new Uint8Array(known.length)),
    length: kept.filter((slot) => slot < feedback.length).length,
    reached: kept.filter((slot) => slot < feedback.reached).length
  }
}
