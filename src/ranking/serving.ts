import type { Recommender, Request, Round, ShownItems } from '../contract/plugin.ts'

/** One person who waits. Reused from one to the next: copy what must last. */
export interface Waiting extends Request {
  /** How many items this person has been shown lately: one count of bits where all are served in columns. */
  countShown(): number
}

/** Where its slate goes: slot s at `from` + s. */
export interface Place {
  /** The row of the round; 0 for somebody who is served alone. */
  readonly row: number
  readonly from: number
  readonly items: Int32Array
  /** To be filled where it is there and a chance is known: 0 … 1; it comes as NaN, for none. */
  readonly propensities: Float64Array | undefined
}

/** Writes one slate, and returns how many slots of it hold an item. */
export type Fill = (waiting: Waiting, place: Place) => number

/** Why an item stands in a slot: words for all, or asked for each, of what was served in the last round. */
export type Reason = string | ((row: number, slot: number, item: number) => string)

/**
 * Both ways of serving from one: `recommend` for a person alone, and the same slates for all who wait, in columns.
 *
 * @param items  size of the catalogue
 */
export function serving(
  items: number,
  fill: Fill,
  why: Reason
): Required<Pick<Recommender, 'recommendInto'>> & Pick<Recommender, 'recommend'> {
  let shown: ShownItems
  const waiting = {
    ...{ user: 0, session: 0, turn: 0, at: 0, size: 0 },
    shown: (item: number) => shown.has(waiting.user, item),
    countShown: () => countBits(shown.bits, waiting.user * shown.words, shown.words)
  }
  let room = { row: 0, from: 0, items: new Int32Array(0), propensities: new Float64Array(0) }
  let alone: Request
  const countAlone = () => {
    let count = 0
    for (let item = 0; item < items; item++) if (alone.shown(item)) count++
    return count
  }

  const recommend: Recommender['recommend'] = (request) => {
    const { user, session, turn, at, size, shown: wasShown } = request
    if (room.items.length < size)
      room = { row: 0, from: 0, items: new Int32Array(size), propensities: new Float64Array(size) }
    alone = request
    room.propensities.fill(Number.NaN)
    const length = fill({ user, session, turn, at, size, shown: wasShown, countShown: countAlone }, room)
    const slate = Array.from(room.items.subarray(0, length))
    return {
      items: slate,
      propensities: slate.map((_, slot) => (Number.isNaN(room.propensities[slot]!) ? null : room.propensities[slot]!)),
      why: typeof why === 'string' ? why : slate.map((item, slot) => why(0, slot, item))
    }
  }

  const recommendInto = (round: Round) => {
    const { session, turn, size, count, users, at, lengths, items, propensities } = round
    shown = round.shown
    waiting.session = session
    waiting.turn = turn
    waiting.size = size
    const place = { row: 0, from: 0, items, propensities }
    for (let row = 0; row < count; row++) {
      waiting.user = users[row]!
      waiting.at = at[row]!
      place.row = row
      place.from = row * size
      lengths[row] = fill(waiting, place)
    }
    return typeof why === 'string' ? why : (row: number, slot: number) => why(row, slot, items[row * size + slot]!)
  }
  return { recommend, recommendInto: Object.assign(recommendInto, { alike: recommend }) }
}

/** Bits that are set in `count` words from one on. */
function countBits(words: Uint32Array, from: number, count: number): number {
  let sum = 0
  for (let at = from; at < from + count; at++) {
    let word = words[at]!
    word -= (word >>> 1) & 0x55555555
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333)
    sum += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
  }
  return sum
}
