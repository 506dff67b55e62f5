import type { RecommenderDefinition } from '../../src/define.ts'
import {
  createDraws,
  createOrder,
  createPersonRows,
  createRates,
  descending,
  freshInto,
  restInto,
  serving,
  type Waiting,
  worthOf
} from '../../src/ranking/index.ts'

/** How many impressions the taste of the others is worth for somebody new. */
const STRENGTH = 4
/** How many impressions it takes until an item's own record counts as much as what was expected of it. */
const ITEM_STRENGTH = 10
const EXPECTED = 0.35
/** Items of one topic in a row: a slate of k has k / 2 topics. */
const OF_EACH = 2

/**
 * Thompson sampling with several plays: what is believed of each topic's rate with a person, starting from how the topic
 * does with all, is a normal law with the mean and the spread of a Beta law; each turn draws a rate from each, and takes
 * the topics with the highest draws; within a topic, the items that do best.
 *
 * @source Agrawal & Goyal, Further optimal regret bounds for Thompson sampling, AISTATS 2013 (normal laws); Komiyama, Honda
 *         & Nakagawa, Optimal regret analysis of Thompson sampling in stochastic multi-armed bandit problem with multiple
 *         plays, ICML 2015
 */
const bandit: RecommenderDefinition = {
  description:
    'Thompson sampling over topics, a bandit per person with a prior that all share; the best items of each topic',
  splits: true,
  create({ catalogue, chance }) {
    const { topic, topics, seconds, size, popularity } = catalogue
    const { armOf, starts } = armsOf(topic, topics.length)
    const arms = starts.length - 1
    const luck = chance.for('recommender-bandit')
    const everybody = createRates(new Float64Array(arms).fill(EXPECTED), STRENGTH)
    const priors = new Float64Array(arms).fill(EXPECTED * STRENGTH) // what the others' taste adds to a person's own worth
    const quality = createRates(
      popularity.map((rank) => EXPECTED + 0.1 * (rank - 0.5)),
      ITEM_STRENGTH
    )
    const place = ranksOf(descending(popularity))
    /** Arm by arm, the items that do best first. */
    const order = createOrder(
      size,
      (a, b) => armOf[a]! - armOf[b]! || quality.of(b) - quality.of(a) || place[a]! - place[b]!
    )
    const people = createPersonRows(2 * arms, (length) => new Float32Array(length)) // per arm: worth, then what it lacked of 1
    const draws = createDraws(arms)
    const best = new Int32Array(arms)

    /** A rate for each arm, from the normal law with the mean and the spread of its Beta law; a block of chance makes four. */
    function draw({ user, session, turn }: Waiting): void {
      const seen = people.of(user)
      const from = people.at(user)
      for (let arm = 0; arm < arms; arm++) {
        if ((arm & 3) === 0) luck.at(user, session, turn, arm >>> 2)
        const worth = priors[arm]! + seen[from + 2 * arm]!
        const all = STRENGTH + seen[from + 2 * arm]! + seen[from + 2 * arm + 1]!
        const mean = worth / all
        draws.lay(arm, mean, Math.sqrt((mean * (1 - mean)) / (all + 1)), luck.block[arm & 3]!)
      }
    }

    return {
      ...serving(
        size,
        (waiting, place) => {
          draw(waiting)
          const items = order.current()
          let length = 0
          let known = 0
          for (; known < arms && length < waiting.size; known++) {
            const arm = draws.next()
            best[known] = arm
            const most = Math.min(waiting.size, length + OF_EACH)
            length = freshInto(waiting, items, place, length, most, starts[arm]!, starts[arm + 1]!)
          }
          for (let at = 0; at < known && length < waiting.size; at++)
            length = freshInto(waiting, items, place, length, waiting.size, starts[best[at]!]!, starts[best[at]! + 1]!)
          for (let at = 0; at < known && length < waiting.size; at++)
            length = restInto(items, place, length, waiting.size, starts[best[at]!]!, starts[best[at]! + 1]!)
          return length
        },
        (_row, _slot, item) => `trying ${topics[topic[item]!]} on you`
      ),
      learn({ user, items, actions, watchSeconds, reached }) {
        const seen = people.of(user)
        const from = people.at(user)
        for (let slot = 0; slot < reached; slot++) {
          const item = items[slot]!
          const worth = Math.max(0, worthOf(actions[slot]!, watchSeconds[slot]!, seconds[item]!))
          seen[from + 2 * armOf[item]!]! += worth
          seen[from + 2 * armOf[item]! + 1]! += 1 - worth
        }
      },
      gather({ count, size: slots, items, actions, watchSeconds, reached }) {
        for (let row = 0; row < count; row++) {
          for (let at = row * slots, end = at + reached[row]!; at < end; at++) {
            const item = items[at]!
            const worth = Math.max(0, worthOf(actions[at]!, watchSeconds[at]!, seconds[item]!))
            everybody.count(armOf[item]!, worth)
            quality.count(item, worth)
            order.touch(item)
          }
        }
        for (let arm = 0; arm < arms; arm++) priors[arm] = everybody.of(arm) * STRENGTH
      }
    }
  }
}

/** The topics that any item is of, in their order; items of arm a take `starts[a] … starts[a + 1]` of an order by arm. */
function armsOf(topic: Int32Array, topics: number): { armOf: Int32Array; starts: Int32Array } {
  const counts = new Int32Array(topics)
  for (const one of topic) counts[one]!++
  const arms = [...counts.keys()].filter((one) => counts[one]! > 0)
  const position = new Int32Array(topics)
  const starts = new Int32Array(arms.length + 1)
  for (const [arm, one] of arms.entries()) {
    position[one] = arm
    starts[arm + 1] = starts[arm]! + counts[one]!
  }
  return { armOf: topic.map((one) => position[one]!), starts }
}

/** Where each item stands in an order. */
function ranksOf(order: Int32Array): Int32Array {
  const ranks = new Int32Array(order.length)
  for (const [rank, item] of order.entries()) ranks[item] = rank
  return ranks
}

export default bandit
