import type { RecommenderDefinition } from '../contract/plugin.ts'
import { serving } from './serving.ts'
import { isOpened } from './signal.ts'
import { topInto } from './top.ts'

export interface ChartsOptions {
  /** How much what others opened draws: 0 not at all, 1 in proportion, more: the first take all. 0 or more. */
  readonly influence: number
  /** What each thing draws before anybody has opened it, above 0. 1 if not given. */
  readonly appeal?: number
}

/**
 * A market whose counts decide what is seen: slates are drawn without putting back, each item with a chance in proportion to
 * appeal + openings^influence. What draws is what was drawn before; the better its luck at first, the more it is seen.
 *
 * @source Maldonado et al., EJOR 2018 (trial and offer); Salganik, Dodds & Watts, Science 311, 2006
 */
export const chartsRecommender = ({ influence, appeal = 1 }: ChartsOptions): RecommenderDefinition => ({
  description: 'Draws what others have opened, the more the more often: a market in which success breeds success',
  splits: true,
  create({ catalogue: { size }, chance }) {
    const luck = chance.for('recommender-charts')
    const openings = new Float64Array(size)
    const weights = new Float64Array(size).fill(appeal + (influence === 0 ? 1 : 0))
    const keys = new Float64Array(size)
    return {
      ...serving(
        size,
        (waiting, place) => {
          const { user, session, turn, shown } = waiting
          let fresh = 0
          // the first of exponential clocks, each as fast as its item is heavy, is a draw in proportion to weights
          for (let item = 0; item < size; item++) {
            if ((item & 3) === 0) luck.at(user, session, turn, item)
            const clock = Math.log(luck.block[item & 3]!) / weights[item]!
            const wasShown = shown(item)
            keys[item] = wasShown ? clock - 1e12 : clock
            if (!wasShown) fresh += weights[item]!
          }
          const slots = place.items.subarray(place.from, place.from + waiting.size)
          const length = topInto(keys, size, waiting.size, slots)
          if (place.propensities && fresh > 0) place.propensities[place.from] = weights[slots[0]!]! / fresh
          return length
        },
        'others opened it'
      ),
      gather({ count, size: slots, items, actions, reached }) {
        for (let row = 0; row < count; row++)
          for (let at = row * slots, end = at + reached[row]!; at < end; at++)
            if (isOpened(actions[at]!)) openings[items[at]!]!++
        for (let item = 0; item < size; item++) weights[item] = appeal + openings[item]! ** influence
      }
    }
  }
})
