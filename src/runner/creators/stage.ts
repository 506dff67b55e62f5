import { createCreator } from '../../../agents/creator.ts'
import type { CreatorResult, DraftView, PostFigures } from '../../contract/creator.ts'
import type { Models } from '../../contract/model.ts'
import type { Catalogue, Chance } from '../../contract/plugin.ts'
import { ACTIONS } from '../../contract/session.ts'
import type { SharedFeed } from '../../social/index.ts'
import type { Feed } from '../../streams/feed.ts'
import type { FoundCreator } from './found.ts'

const BIT = Object.fromEntries(ACTIONS.map((action, bit) => [action, 1 << bit])) as Record<
  (typeof ACTIONS)[number],
  number
>

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }

interface Published extends Mutable<PostFigures> {
  readonly item: number
  readonly why: string
}

export interface CreatorsOptions {
  readonly creators: readonly FoundCreator[]
  readonly users: number
  readonly catalogue: Catalogue
  readonly chance: Chance
  readonly feed: SharedFeed
  readonly models?: Models | undefined
  /** Lets people be shown an item, from now on. */
  readonly release: (item: number) => void
}

/** Those who publish in a world, and what becomes of it. */
export interface CreatorStage extends Feed {
  /** Items that nobody may be shown before they are published. */
  readonly unpublished: readonly number[]
  /** A day begins: creators see the figures of their last post, and publish. */
  dayBegins(day: number): Promise<void>
  results(): readonly CreatorResult[]
  /** What broke when strategies decided. */
  troubles(): readonly unknown[]
}

export function createCreatorStage(options: CreatorsOptions): CreatorStage {
  const { creators, users, catalogue, chance, feed, models, release } = options
  const byItem = new Map<number, { stand: Stand; post: Published }>()
  /** Of a creator alone: others who publish change nothing of it. */
  const chanceOf = (name: string): Chance => ({
    seed: chance.seed,
    for: (purpose) => chance.for(`creators/${name}/${purpose}`)
  })
  const stands = creators.map((found, index) => standOf(found, index))

  function standOf({ creator, strategy, items, source }: FoundCreator, index: number) {
    const places = items.map(({ id }) => catalogue.indexOf(id))
    const drafts = places.map((item): DraftView => {
      const { title, format, durationSeconds, category } = catalogue.items[item]!
      return { title, format, durationSeconds, topic: category || catalogue.topics[catalogue.topic[item]!]! }
    })
    const luck = chance.for(`creators/followers/${creator.name}`)
    const followers = new Set<number>()
    for (let user = 0; user < users; user++) if (luck.at(user) < creator.followers) followers.add(user)
    const posts: Published[] = []
    const stand = {
      creator,
      source,
      places,
      drafts,
      followers,
      first: followers.size,
      posts,
      last: undefined as Published | undefined
    }
    const agent = createCreator({
      strategy,
      setting: { creator, drafts, models, index, chance: chanceOf(creator.name) },
      publish({ draft, why = '' }, day) {
        const post = {
          draft,
          day,
          item: places[draft]!,
          why,
          impressions: 0,
          views: 0,
          likes: 0,
          comments: 0,
          shares: 0,
          watchSeconds: 0,
          follows: 0
        }
        posts.push(post)
        stand.last = post
        byItem.set(post.item, { stand: whole, post })
        release(post.item)
        feed.deliver(
          [...followers].sort((a, b) => a - b),
          post.item,
          creator.name
        )
      }
    })
    const whole = Object.assign(stand, { agent })
    return whole
  }

  return {
    unpublished: stands.flatMap(({ places }) => places),
    fill: () => undefined,
    took({ count, size, users: rows, items, actions, reached, watchSeconds }) {
      for (let row = 0; row < count; row++)
        for (let at = row * size, end = at + reached[row]!; at < end; at++) {
          const found = byItem.get(items[at]!)
          if (found) note(found, rows[row]!, actions[at]!, watchSeconds[at]!)
        }
    },
    async dayBegins(day) {
      for (const stand of stands) {
        if (stand.last) {
          stand.agent.sees(figuresOf(stand.last))
          stand.last = undefined
        }
        const used = new Set(stand.posts.map(({ draft }) => draft))
        const unused = stand.drafts.map((_, at) => at).filter((at) => !used.has(at))
        await stand.agent.dayBegins(day, stand.posts.map(figuresOf), unused)
      }
    },
    troubles: () => stands.flatMap(({ agent }) => agent.troubles),
    results() {
      const spent = ({ posts }: Stand) => posts.reduce((sum, { watchSeconds }) => sum + watchSeconds, 0)
      const all = stands.reduce((sum, stand) => sum + spent(stand), 0)
      return stands.map((stand) => {
        const { creator, source, posts, drafts, followers, first, agent } = stand
        const sum = (of: 'views' | 'likes' | 'shares') => posts.reduce((total, post) => total + post[of], 0)
        return {
          name: creator.name,
          strategy: source.strategy.name,
          posts: posts.map((post) => ({ ...figuresOf(post), ...drafts[post.draft]!, why: post.why })),
          views: sum('views'),
          likes: sum('likes'),
          shares: sum('shares'),
          followersFirst: first,
          followersLast: followers.size,
          attention: all > 0 ? spent(stand) / all : 0,
          morale: agent.morale()
        }
      })
    }
  }

  type Stand = ReturnType<typeof standOf>

  function note(
    { stand, post }: { stand: Stand; post: Published },
    user: number,
    actions: number,
    seconds: number
  ): void {
    post.impressions++
    post.watchSeconds += seconds
    if (actions & BIT.click) post.views++
    if (actions & BIT.like) post.likes++
    if (actions & BIT.comment) post.comments++
    if (actions & BIT.share) post.shares++
    if (actions & BIT.follow && !stand.followers.has(user)) {
      stand.followers.add(user)
      post.follows++
    }
  }
}

const figuresOf = ({ item: _i, why: _w, ...figures }: Published): PostFigures => ({ ...figures })
