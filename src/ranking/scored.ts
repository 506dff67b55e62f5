import type { Catalogue, Recommender } from '../contract/plugin.ts'
import type { Favourites } from './favourites.ts'
import { mixedInto } from './mixed.ts'
import { serving } from './serving.ts'
import { topInto } from './top.ts'
import { freshInto, restInto } from './walk.ts'

/** Says what it thinks of every item for one person: NaN where it thinks nothing. False for somebody it knows nothing of. */
export type Score = (user: number, into: Float64Array) => boolean

/**
 * Serves by scores: the highest of what was not shown lately, then the favourites of all; a stranger gets these from the
 * start, one of each topic.
 *
 * @param because  why an item stands there that was scored, in a few words
 */
export function servingScored(
  { size, topic }: Catalogue,
  favourites: Favourites,
  score: Score,
  because: string
): ReturnType<typeof serving> & Pick<Recommender, 'recommend'> {
  const scores = new Float64Array(size)
  let best = new Int32Array(0)
  let scored: number[] = [] // slots that were scored, by row; −1 for strangers

  return serving(
    size,
    (waiting, place) => {
      const { items, from, propensities } = place
      const isKnown = score(waiting.user, scores)
      let length = 0
      if (isKnown) {
        for (let item = 0; item < size; item++) if (waiting.shown(item)) scores[item] = Number.NaN
        if (best.length < waiting.size) best = new Int32Array(waiting.size)
        length = topInto(scores, size, waiting.size, best)
        for (let slot = 0; slot < length; slot++) items[from + slot] = best[slot]!
      }
      if (place.row === 0) scored = []
      scored[place.row] = isKnown ? length : -1
      if (length < waiting.size) {
        const order = favourites.current()
        if (isKnown) length = freshInto(waiting, order, place, length, waiting.size)
        else length = mixedInto(waiting, order, topic, place)
        length = restInto(order, place, length, waiting.size)
      }
      propensities?.fill(1, from, from + length)
      return length
    },
    (row, slot) => (slot < scored[row]! ? because : scored[row]! < 0 ? 'popular; we have not met' : 'popular')
  )
}
