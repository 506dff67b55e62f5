import type { Request } from '../../contract/plugin.ts'
import type { Chance } from '../../kernel/chance.ts'

/** A post on its way into a slate. */
export interface Placement {
  /** Position among the posts. */
  readonly post: number
  /** Where on the slate, from 0 (the top) to below 1. */
  readonly height: number
}

/** Which posts people get to see, and when. */
export interface Plan {
  /** Asked of each person once a turn, in the order of people, before the slate has come. */
  posts(request: Request): readonly Placement[]
  /** Told of the posts that a person has gone through. */
  met?(user: number, posts: readonly number[]): void
}

/** Everybody meets the post once, early in the visit, wherever luck puts it: in the same place for every variant. */
export function once(chance: Chance, post: number, turns: number): Plan {
  const luck = chance.for('placement')
  const early = Math.min(3, turns)
  return {
    posts({ user, turn }) {
      luck.at(user)
      const [when, height] = luck.block
      return turn === Math.floor(when! * early) ? [{ post, height: height! }] : []
    }
  }
}

/** Posts on one slate at most when many are ranked. */
const PER_SLATE = 2

/**
 * Posts are dealt like cards: each person, each turn, gets those that the fewest people have met so far, never one that
 * it has met already; among equals the order is shuffled anew each time round. So all are met about equally often, early
 * and late in a visit, by every sort of people, and what was lost (people left, or did not look down so far) is made up for.
 */
export function dealing(chance: Chance, posts: number): Plan {
  const heights = chance.for('placement')
  const shuffle = chance.for('placement/order')
  const meetings = new Float64Array(posts)
  const rounds = new Uint32Array(posts) // how often each has been dealt
  const lots = Float64Array.from(rounds, (_, post) => shuffle.at(post)) // which of two equals goes first
  const keys = new Float64Array(posts) // the lowest is dealt next
  const metBy = new Map<number, Set<number>>()
  let now: Pick<Request, 'session' | 'turn'> | undefined

  /** A new turn: what was dealt and not met is forgotten. */
  function takeStock({ session, turn }: Request): void {
    if (now?.session === session && now.turn === turn) return
    now = { session, turn }
    for (let post = 0; post < posts; post++) keys[post] = meetings[post]! + lots[post]!
  }

  function lowest(wanted: number, met: ReadonlySet<number> | undefined): number[] {
    const found: number[] = []
    for (let post = 0; post < posts; post++) {
      if (found.length === wanted && keys[post]! >= keys[found.at(-1)!]!) continue
      if (met?.has(post)) continue
      const at = found.findIndex((other) => keys[post]! < keys[other]!)
      found.splice(at < 0 ? found.length : at, 0, post)
      if (found.length > wanted) found.pop()
    }
    return found
  }

  return {
    posts(request) {
      takeStock(request)
      const { user, session, turn, size } = request
      const dealt = lowest(Math.min(PER_SLATE, size), metBy.get(user))
      heights.at(user, session, turn)
      return dealt.map((post, i) => {
        lots[post] = shuffle.at(post, ++rounds[post]!)
        keys[post] = Math.floor(keys[post]!) + 1 + lots[post]!
        return { post, height: heights.block[i]! }
      })
    },
    met(user, those) {
      for (const post of those) {
        meetings[post]!++
        const met = metBy.get(user)
        if (met) met.add(post)
        else metBy.set(user, new Set(those))
      }
    }
  }
}
