import type { RecommenderDefinition } from '../../src/define.ts'
import { createOrder, createRates, freshInto, isOpened, isWarm, restInto, serving } from '../../src/ranking/index.ts'

/** How many impressions the views of an item before this world are worth. */
const STRENGTH = 20
/** Rate that is expected of the least and of the most viewed item. */
const EXPECTED = { least: 0.2, most: 0.5 }
/** What an opening counts without a like, a comment, a share or a follow. */
const OPENED = 0.8

/** The same list for everybody, less what each has seen. */
const popular: RecommenderDefinition = {
  description:
    'What most people open and like, best first, the same for everybody; it starts from views and learns from all',
  splits: true,
  create({ catalogue }) {
    const { size, popularity } = catalogue
    const rates = createRates(
      popularity.map((rank) => EXPECTED.least + (EXPECTED.most - EXPECTED.least) * rank),
      STRENGTH
    )
    const order = createOrder(size, (a, b) => rates.of(b) - rates.of(a) || a - b)
    return {
      ...serving(
        size,
        (waiting, place) => {
          const best = order.current()
          const length = freshInto(waiting, best, place, 0, waiting.size)
          const whole = restInto(best, place, length, waiting.size)
          place.propensities?.fill(1, place.from, place.from + whole)
          return whole
        },
        'many people open it'
      ),
      gather({ count: rows, size: slots, items, actions, reached }) {
        for (let row = 0; row < rows; row++) {
          for (let at = row * slots, end = at + reached[row]!; at < end; at++) {
            const acts = actions[at]!
            rates.count(items[at]!, isOpened(acts) ? (isWarm(acts) ? 1 : OPENED) : 0)
            order.touch(items[at]!)
          }
        }
      }
    }
  }
}

export default popular
