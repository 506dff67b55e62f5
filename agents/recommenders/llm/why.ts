import { type Catalogue, laws } from '../../../src/define.ts'
import { isIn, sayWish } from '../../../src/ranking/index.ts'
import type { Memory } from './memory.ts'
import { DEFAULT_PLAN } from './plan.ts'
import type { Chosen } from './serve.ts'

/** From this weight on a topic counts as liked. */
const LIKED = 0.12

const BY_RANKER = {
  popular: 'many people watch it',
  fresh: 'new',
  similar: 'like what you watched',
  taste: 'well received'
} as const

/** Says of each item why it is there: what was asked for, what the plan wants, or what it was ranked by. */
export function createWhy(catalogue: Catalogue) {
  const { topic, topics, about } = catalogue

  return function why({ items, explored }: Chosen, memory: Memory | undefined, isLate: boolean): string[] {
    const { wanted, ranker } = memory?.plan ?? DEFAULT_PLAN
    const fresh = (memory?.wishes ?? []).filter(({ isFresh }) => isFresh)
    const phrases = wanted.map(({ phrase }) => ({ phrase, found: about(phrase) }))
    const of = (item: number, slot: number): string => {
      const wish = fresh.find(({ fits }) => isIn(fits, item))
      if (wish) return `you asked for ${sayWish(wish)}`
      if (explored.has(slot)) return 'to find out what you like'
      const met = phrases.find(({ found }) => found[item]! >= laws.obedience.ABOUT)
      if (met) return `planned for you: ${met.phrase}`
      if (ranker === 'taste' && (memory?.taste.mean[topic[item]!] ?? 0) >= LIKED)
        return `you like ${topics[topic[item]!]}`
      return BY_RANKER[ranker]
    }
    return items.map((item, slot) => (isLate ? `late: ${of(item, slot)}` : of(item, slot)))
  }
}
