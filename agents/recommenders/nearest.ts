import type { RecommenderDefinition } from '../../src/define.ts'
import {
  createNeighbours,
  createSigns,
  createVotes,
  descending,
  freshInto,
  includes,
  mixedInto,
  type Place,
  restInto,
  serving,
  type Waiting,
  worthOf
} from '../../src/ranking/index.ts'

/** What is left of an item that a person took to, after each other that it looked at. */
const DECAY = 0.995
/** What an item counts that was looked at and passed. */
const PASSED = -0.15
/** By how many items a person is known, and for how many each of them speaks. */
const SIGNS = 12
const NEIGHBOURS = 16

/** Content-based: each item that a person took to speaks for those nearest to it, each that it passed against them. */
const nearest: RecommenderDefinition = {
  description:
    'More of what a person watched and liked, and less like what it passed, by the meaning of titles and tags',
  splits: true,
  create({ catalogue }) {
    const { embeddings, dimensions, popularity, seconds, topic, size } = catalogue
    const signs = createSigns(SIGNS, DECAY)
    const votes = createVotes(size, signs, createNeighbours(embeddings, dimensions, NEIGHBOURS))
    const byPopularity = descending(popularity)
    let near = new Int32Array(1) // slots that were filled by votes, by row; −1 for strangers

    /** What is left is filled with what is popular, and not near to what was passed while there is anything else. */
    function fillUp(waiting: Waiting, place: Place, found: number): number {
      const { items, from } = place
      let length = found
      for (let at = 0; at < size && length < waiting.size; at++) {
        const item = byPopularity[at]!
        if (!votes.isAgainst(item) && !waiting.shown(item) && !includes(items, from, found, item))
          items[from + length++] = item
      }
      length = freshInto(waiting, byPopularity, place, length, waiting.size)
      return restInto(byPopularity, place, length, waiting.size)
    }

    function fill(waiting: Waiting, place: Place): number {
      if (place.row >= near.length) near = grown(near, place.row)
      if (!signs.has(waiting.user)) {
        near[place.row] = -1
        return mixedInto(waiting, byPopularity, topic, place)
      }
      votes.count(waiting.user)
      const found = votes.bestInto(waiting, place)
      near[place.row] = found
      return found < waiting.size ? fillUp(waiting, place, found) : found
    }

    return {
      ...serving(
        size,
        (waiting, place) => {
          const length = fill(waiting, place)
          place.propensities?.fill(1, place.from, place.from + length)
          return length
        },
        (row, slot) =>
          slot < near[row]! ? 'like what you watched' : near[row]! < 0 ? 'popular; we have not met' : 'popular'
      ),
      learn({ user, items, actions, watchSeconds, reached }) {
        for (let slot = 0; slot < reached; slot++) {
          const item = items[slot]!
          signs.add(user, item, worthOf(actions[slot]!, watchSeconds[slot]!, seconds[item]!) || PASSED)
        }
      }
    }
  }
}

/** The same numbers, and room for a row that is not there yet. */
function grown(numbers: Int32Array<ArrayBuffer>, row: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(Math.max(row + 1, 2 * numbers.length))
  wider.set(numbers)
  return wider
}

export default nearest
