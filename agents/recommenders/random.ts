import type { RecommenderDefinition } from '../../src/define.ts'
import { drawFirst } from '../../src/ranking/index.ts'

/** Draws from what the person has not been shown lately, then, when that does not fill the slate, from the rest. */
const random: RecommenderDefinition = {
  description:
    'Draws from what a person has not seen yet, each item with the same chance: the yardstick for the others',
  create({ catalogue, chance }) {
    const luck = chance.for('recommender-random')
    const fresh = new Int32Array(catalogue.size)
    const shown = new Int32Array(catalogue.size)
    return {
      recommend(request) {
        const { user, session, turn, size } = request
        let [freshCount, shownCount] = [0, 0]
        for (let item = 0; item < catalogue.size; item++) {
          if (request.shown(item)) shown[shownCount++] = item
          else fresh[freshCount++] = item
        }
        const first = Math.min(size, freshCount)
        const rest = Math.min(size - first, shownCount)
        let drawn = 0 // an address gives four numbers
        const uniform = () => {
          if (drawn % 4 === 0) luck.at(user, session, turn, drawn)
          return luck.block[drawn++ % 4]!
        }
        drawFirst(fresh, freshCount, first, uniform)
        drawFirst(shown, shownCount, rest, uniform)
        return {
          items: [...fresh.subarray(0, first), ...shown.subarray(0, rest)],
          propensities: [
            ...new Array<number>(first).fill(1 / freshCount),
            ...new Array<number>(rest).fill(1 / shownCount)
          ],
          why: 'drawn by lot'
        }
      }
    }
  }
}

export default random
