import type { RecommenderDefinition } from '../../src/define.ts'
import { createFavourites, createTakes, isTaken, servingScored } from '../../src/ranking/index.ts'
import { createFactors } from './bpr/factors.ts'

const FACTORS = { rank: 12, rate: 0.2, ridge: 0.06 }
/** Pairs that are learnt from for each item taken to: itself, and earlier ones of that person, lest these be forgotten. */
const PAIRS = 6

/**
 * Bayesian personalised ranking: what a person took to should stand above what it did not. Learns online from pairs, by
 * stochastic gradients; what did not please is drawn from what the person was shown and passed, or else from all.
 *
 * @source Rendle, Freudenthaler, Gantner & Schmidt-Thieme, BPR: Bayesian personalized ranking from implicit feedback, UAI 2009
 */
const bpr: RecommenderDefinition = {
  description: 'Matrix factorisation that ranks what a person took to above what it did not, learnt online from pairs',
  splits: true,
  create({ catalogue, chance }) {
    const { size, seconds } = catalogue
    const luck = chance.for('recommender-bpr-pairs')
    const factors = createFactors(size, chance.for('recommender-bpr-start'), FACTORS)
    const favourites = createFavourites(catalogue)
    const takes = createTakes(catalogue)
    const own = new Int32Array(size)

    return {
      ...servingScored(
        catalogue,
        favourites,
        (user, into) => {
          if (takes.listInto(user, own) === 0) return false
          for (let item = 0; item < size; item++) into[item] = factors.of(user, item)
          return true
        },
        'for tastes like yours'
      ),
      gather(reviewed) {
        favourites.gather(reviewed)
        const { count, size: slots, session, turn, users, items, actions, watchSeconds, reached } = reviewed
        for (let row = 0; row < count; row++) {
          const user = users[row]!
          const from = row * slots
          for (let slot = 0; slot < reached[row]!; slot++) {
            const item = items[from + slot]!
            if (!isTaken(actions[from + slot]!, watchSeconds[from + slot]!, seconds[item]!)) continue
            takes.add(user, item)
            const known = takes.listInto(user, own)
            for (let pair = 0; pair < PAIRS; pair++) {
              const u = luck.at(user, session, turn, slot * PAIRS + pair)
              const took = pair === 0 ? item : own[Math.floor(u * known)]!
              const near = items[from + Math.floor(luck.block[1]! * reached[row]!)]!
              const passed = takes.has(user, near) ? Math.floor(luck.block[2]! * size) : near
              if (!takes.has(user, passed)) factors.prefer(user, took, passed)
            }
          }
        }
      },
      recall: takes.recall
    }
  }
}

export default bpr
