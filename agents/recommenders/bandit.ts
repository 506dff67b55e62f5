import type { RecommenderDefinition } from '../../src/define.ts'
import { createRates, descending, drawBeta, topInto, worthOf } from '../../src/ranking/index.ts'

/** How many impressions the taste of the others is worth for somebody new. */
const STRENGTH = 4
/** How many impressions it takes until an item's own record counts as much as what was expected of it. */
const ITEM_STRENGTH = 10
const EXPECTED = 0.35
/** Items of one topic in a row: a slate of k has k / 2 topics. */
const OF_EACH = 2

/**
 * Thompson sampling with several plays: a Beta law per person and topic, whose prior is how the topic does with all; each
 * turn draws a rate from each, and takes the topics with the highest draws; within a topic, the items that do best.
 *
 * @source Komiyama, Honda & Nakagawa, Optimal regret analysis of Thompson sampling in stochastic multi-armed bandit
 *         problem with multiple plays, ICML 2015
 */
const bandit: RecommenderDefinition = {
  description:
    'Thompson sampling over topics, a bandit per person with a prior that all share; the best items of each topic',
  create({ catalogue, chance }) {
    const { topic, seconds, size, popularity } = catalogue
    const shelves = shelvesOf(topic, descending(popularity))
    const arms = shelves.length
    const armOf = new Int32Array(size)
    for (const [arm, items] of shelves.entries()) for (const item of items) armOf[item] = arm
    const luck = chance.for('recommender-bandit')
    const everybody = createRates(new Float64Array(arms).fill(EXPECTED), STRENGTH)
    const quality = createRates(
      popularity.map((rank) => EXPECTED + 0.1 * (rank - 0.5)),
      ITEM_STRENGTH
    )
    const people = new Map<number, Float32Array>() // per arm: worth, then what it lacked of 1
    const draws = new Float64Array(arms)
    const order = new Int32Array(arms)

    const draw = (user: number, session: number, turn: number) => {
      const seen = people.get(user)
      for (let arm = 0; arm < arms; arm++) {
        const prior = everybody.rates[arm]! * STRENGTH
        const a = prior + (seen?.[2 * arm] ?? 0)
        const b = STRENGTH - prior + (seen?.[2 * arm + 1] ?? 0)
        draws[arm] = drawBeta(a, b, luck, user, session, turn, arm)
      }
      topInto(draws, arms, arms, order)
    }

    return {
      recommend({ user, session, turn, size: wanted, shown }) {
        draw(user, session, turn)
        const slate: number[] = []
        const take = (perArm: number, isIn: (item: number) => boolean) => {
          for (let at = 0; at < arms && slate.length < wanted; at++) {
            const most = Math.min(perArm, wanted - slate.length)
            bestOf(shelves[order[at]!]!, most, quality.rates, (item) => isIn(item) && !slate.includes(item), slate)
          }
        }
        take(OF_EACH, (item) => !shown(item))
        take(wanted, (item) => !shown(item)) // few topics are left with anything new
        take(wanted, () => true)
        return {
          items: slate,
          propensities: slate.map(() => null),
          why: slate.map((item) => `trying ${catalogue.topics[topic[item]!]} on you`)
        }
      },
      learn({ user, items, actions, watchSeconds, reached }) {
        if (reached === 0) return
        let seen = people.get(user)
        if (!seen) {
          seen = new Float32Array(2 * arms)
          people.set(user, seen)
        }
        for (let slot = 0; slot < reached; slot++) {
          const item = items[slot]!
          const arm = armOf[item]!
          const worth = Math.max(0, worthOf(actions[slot]!, watchSeconds[slot]!, seconds[item]!))
          seen[2 * arm]! += worth
          seen[2 * arm + 1]! += 1 - worth
          everybody.count(arm, worth)
          quality.count(item, worth)
        }
      }
    }
  }
}

/** The items of each topic that has any, in the given order. */
function shelvesOf(topic: Int32Array, order: Int32Array): number[][] {
  const shelves = new Map<number, number[]>()
  for (const item of order) {
    const shelf = shelves.get(topic[item]!)
    if (shelf) shelf.push(item)
    else shelves.set(topic[item]!, [item])
  }
  return [...shelves].sort(([a], [b]) => a - b).map(([, items]) => items)
}

/** Adds to `slate` the `most` items with the highest rates among those that may be shown. */
function bestOf(
  shelf: readonly number[],
  most: number,
  rates: Float64Array,
  isIn: (item: number) => boolean,
  slate: number[]
) {
  for (let taken = 0; taken < most; taken++) {
    let best = -1
    for (const item of shelf) if ((best < 0 || rates[item]! > rates[best]!) && isIn(item)) best = item
    if (best < 0) return
    slate.push(best)
  }
}

export default bandit
