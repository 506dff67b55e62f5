import type { RecommenderDefinition } from '../../src/define.ts'
import { createRanker, createRates, isOpened, isWarm } from '../../src/ranking/index.ts'

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
  create({ catalogue }) {
    const { size, popularity } = catalogue
    const { rates, count } = createRates(
      popularity.map((rank) => EXPECTED.least + (EXPECTED.most - EXPECTED.least) * rank),
      STRENGTH
    )
    const ranker = createRanker(size)
    const rateOf = (item: number) => rates[item]!
    return {
      recommend(request) {
        const items = ranker.best(request, rateOf)
        return { items, propensities: items.map(() => 1), why: 'many people open it' }
      },
      learn({ items, actions, reached }) {
        for (let slot = 0; slot < reached; slot++) {
          const acts = actions[slot]!
          count(items[slot]!, isOpened(acts) ? (isWarm(acts) ? 1 : OPENED) : 0)
        }
      }
    }
  }
}

export default popular
