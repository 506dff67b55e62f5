import type { RecommenderDefinition } from '../../src/define.ts'
import { createFavourites, freshInto, restInto, serving } from '../../src/ranking/index.ts'

/** The same list for everybody, less what each has seen. */
const popular: RecommenderDefinition = {
  description:
    'What most people open and like, best first, the same for everybody; it starts from views and learns from all',
  splits: true,
  create({ catalogue }) {
    const favourites = createFavourites(catalogue)
    return {
      ...serving(
        catalogue.size,
        (waiting, place) => {
          const best = favourites.current()
          const length = freshInto(waiting, best, place, 0, waiting.size)
          const whole = restInto(best, place, length, waiting.size)
          place.propensities?.fill(1, place.from, place.from + whole)
          return whole
        },
        'many people open it'
      ),
      gather: favourites.gather
    }
  }
}

export default popular
