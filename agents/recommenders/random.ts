import type { RecommenderDefinition } from '../../src/define.ts'
import { createLot, serving } from '../../src/ranking/index.ts'

/** Draws from what the person has not been shown lately, then, when that does not fill the slate, from the rest. */
const random: RecommenderDefinition = {
  description:
    'Draws from what a person has not seen yet, each item with the same chance: the yardstick for the others',
  splits: true,
  create({ catalogue, chance }) {
    const luck = chance.for('recommender-random')
    const lot = createLot(catalogue.size)
    let [user, session, turn, drawn] = [0, 0, 0, 0]
    const uniform = () => {
      if ((drawn & 3) === 0) luck.at(user, session, turn, drawn) // an address gives four numbers
      return luck.block[drawn++ & 3]!
    }
    return serving(
      catalogue.size,
      (waiting, place) => {
        user = waiting.user
        session = waiting.session
        turn = waiting.turn
        drawn = 0
        const length = lot.drawInto(waiting, place, uniform)
        const { propensities, from } = place
        if (propensities) {
          const shown = waiting.countShown()
          const fresh = catalogue.size - shown
          for (let slot = 0; slot < length; slot++) propensities[from + slot] = 1 / (slot < fresh ? fresh : shown)
        }
        return length
      },
      'drawn by lot'
    )
  }
}

export default random
