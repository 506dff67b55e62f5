import type { Catalogue, RecommenderDefinition, Request, Slate } from '../../contract/plugin.ts'
import type { Chance } from '../../kernel/chance.ts'

/** Where posts go: for a person's turn, which of the posts, in which slots. */
export type Plan = (request: Request, slots: number) => readonly { readonly post: number; readonly slot: number }[]

/**
 * A recommender whose slates have posts put in. It knows nothing of them: the catalogue that it sees ends where they begin.
 *
 * @param posts  how many items at the end of the catalogue are posts
 */
export function placing(
  recommender: RecommenderDefinition,
  posts: number,
  plan: (chance: Chance) => Plan
): RecommenderDefinition {
  return {
    ...recommender,
    create(setting) {
      const { catalogue } = setting
      const feed = without(catalogue, posts)
      const inner = recommender.create({ ...setting, catalogue: feed })
      const at = plan(setting.chance)
      const place = (slate: Slate, request: Request): Slate => {
        const places = at(request, slate.items.length)
        if (places.length === 0) return slate
        const items = [...slate.items]
        const why = items.map((_, slot) => (typeof slate.why === 'string' ? slate.why : (slate.why?.[slot] ?? '')))
        const propensities = items.map((_, slot) => slate.propensities?.[slot] ?? null)
        for (const { post, slot } of places) {
          items[slot] = feed.size + post
          why[slot] = 'the post that is rehearsed'
          propensities[slot] = null
        }
        return { ...slate, items, why, propensities }
      }
      const later = (slate: Slate | Promise<Slate>, request: Request) =>
        slate instanceof Promise ? slate.then((come) => place(come, request)) : place(slate, request)
      const known = (items: Int32Array) => items.map((item) => (item < feed.size ? item : -1))
      return {
        recommend: (request) => later(inner.recommend(request), request),
        learn: (feedback) => inner.learn?.(withoutPosts(feedback, known(feedback.items))),
        instructed: (user, instruction, feedback) =>
          inner.instructed?.(user, instruction, withoutPosts(feedback, known(feedback.items))),
        endOfSession: (user, session) => inner.endOfSession?.(user, session)
      }
    }
  }
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
