import type { Catalogue, Request } from '../../../src/define.ts'
import { predicateOf } from '../../../src/laws/obedience.ts'
import { sparseDot, topInto, variedInto } from '../../../src/ranking/index.ts'
import type { Beliefs } from './beliefs.ts'
import type { Columns } from './columns.ts'
import { isRecent, type Memory } from './memory.ts'
import { isMust, MANNERS, type StandingWish } from './wish.ts'

/** Optimism per standard deviation of doubt about a topic: how much it explores. */
const CURIOSITY = 0.08
/** Lost per unit of a topic that there was lately. */
const WEARINESS = 0.06
/** Lost per unit of topic that an item shares with what is on the slate already. */
const SAMENESS = 0.2
/** Lost per share of an item's length in `LONG`: people tire by the minute, so that it must be worth its time. */
const TIRING = 0.2
/** Seconds. */
const LONG = 300
/** Candidates per slot among which the slate is spread out. */
const PER_SLOT = 4
/** Rungs of what a slate is filled with when not enough fits: far above any liking. */
const RUNG = { must: 8_000, refused: 4_000, shown: 2_000, recent: 1_000 }

type Test = (item: number) => boolean

/** Chooses the items of a slate: what must be, then what is liked, then the slate spread over topics. */
export function createChooser(catalogue: Catalogue, { rows, width, topics }: Columns, { weightsInto, own }: Beliefs) {
  const { size } = catalogue
  const tiring = catalogue.seconds.map((seconds) => TIRING * Math.min(1, seconds / LONG))
  const weights = new Float64Array(width)
  const shared = new Float64Array(width)
  const scores = new Float64Array(size)
  let candidates = new Int32Array(0)
  let best = new Float64Array(0)
  let picked = new Int32Array(0)

  function weigh(memory: Memory | undefined): void {
    weightsInto(memory, weights)
    if (!memory) return
    const isExploring = memory.wishes.reduce(
      (most, { act, strength }) => (act === 'explore-far' ? Math.max(most, strength) : most),
      0
    )
    const weariness = WEARINESS * (1 + 5 * isExploring)
    for (let topic = 0; topic < topics; topic++)
      weights[topic]! += CURIOSITY * Math.sqrt(memory.taste.variance[topic]!) - weariness * memory.exposure[topic]!
  }

  /** The items of one slate, in order. Reads the memory and changes nothing. */
  return function choose({ size: wanted, shown }: Request, memory: Memory | undefined): number[] {
    weigh(memory)
    const wishes = memory?.wishes ?? []
    const pulls = wishes
      .filter((wish) => MANNERS[wish.act].pull > 0)
      .map((wish) => ({ fits: testOf(wish, catalogue), pull: MANNERS[wish.act].pull * wish.strength }))
    const score = (item: number) => {
      let sum = own[item]! - tiring[item]! + sparseDot(rows, item, weights)
      for (const { fits, pull } of pulls) if (fits(item)) sum += pull
      return sum
    }
    const musts = wishes.filter(isMust)
    const asked = musts.filter(({ isFresh }) => isFresh).map((wish) => testOf(wish, catalogue))
    const refused = musts.filter(({ isFresh }) => !isFresh).map((wish) => testOf(wish, catalogue))
    const passes = (item: number, tests: readonly Test[]) => tests.every((fits) => fits(item))

    let found = 0
    for (let item = 0; item < size; item++) {
      const isIn = !shown(item) && (musts.length === 0 || (passes(item, asked) && passes(item, refused)))
      scores[item] = isIn ? score(item) : Number.NEGATIVE_INFINITY
      if (isIn) found++
    }
    if (found < Math.min(wanted, size))
      for (let item = 0; item < size; item++) {
        let rung = 0
        if (!passes(item, asked)) rung += RUNG.must
        if (!passes(item, refused)) rung += RUNG.refused
        if (shown(item)) rung += RUNG.shown
        if (memory && isRecent(memory, item)) rung += RUNG.recent
        scores[item] = score(item) - rung
      }
    return spread(wanted)
  }

  function spread(wanted: number): number[] {
    const room = Math.min(size, wanted * PER_SLOT)
    if (candidates.length < room) {
      candidates = new Int32Array(room)
      best = new Float64Array(room)
      picked = new Int32Array(room)
    }
    const count = topInto(scores, size, room, candidates)
    for (let at = 0; at < count; at++) best[at] = scores[candidates[at]!]!
    const length = variedInto(rows, candidates, count, best, SAMENESS, wanted, shared, topics, picked)
    return Array.from({ length }, (_, slot) => candidates[picked[slot]!]!)
  }
}

/** Whether an item is what was wished for. */
export const testOf = (wish: StandingWish, catalogue: Catalogue): Test => predicateOf(wish, wish.before, catalogue)
