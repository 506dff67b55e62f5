import type { Catalogue, Request } from '../../../src/define.ts'
import {
  createVariety,
  include,
  isIn,
  isMust,
  keepOnly,
  MANNERS,
  newSet,
  type StandingWish,
  sparseDot,
  topInto
} from '../../../src/ranking/index.ts'
import type { Beliefs } from './beliefs.ts'
import type { Columns } from './columns.ts'
import type { Memory } from './memory.ts'

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

const NONE: readonly StandingWish[] = []

/** Chooses the items of a slate: what must be, then what is liked, then the slate spread over topics. */
export function createChooser(
  catalogue: Catalogue,
  { rows, topical, width, topics }: Columns,
  { weightsInto, own }: Beliefs
) {
  const { size } = catalogue
  const tiring = catalogue.seconds.map((seconds) => TIRING * Math.min(1, seconds / LONG))
  const variety = createVariety(topical, topics)
  const weights = new Float64Array(width)
  const scores = new Float64Array(size)
  const [asked, refused, allowed, recent] = [newSet(size), newSet(size), newSet(size), newSet(size)]
  let candidates = new Int32Array(0)
  let best = new Float64Array(0)
  let picked = new Int32Array(0)

  function weigh(memory: Memory | undefined): void {
    weightsInto(memory, weights)
    if (!memory) return
    let isExploring = 0
    for (const { act, strength } of memory.wishes)
      if (act === 'explore-far' && strength > isExploring) isExploring = strength
    const weariness = WEARINESS * (1 + 5 * isExploring)
    const { variance } = memory.taste
    for (let topic = 0; topic < topics; topic++)
      weights[topic]! += CURIOSITY * Math.sqrt(variance[topic]!) - weariness * memory.exposure[topic]!
  }

  const liking = (item: number): number => own[item]! - tiring[item]! + sparseDot(rows, item, weights)

  /** The items of one slate, in order. Reads the memory and changes nothing. */
  return function choose({ size: wanted, shown }: Request, memory: Memory | undefined): number[] {
    weigh(memory)
    const wishes = memory?.wishes ?? NONE
    sort(wishes)
    let found = 0
    for (let item = 0; item < size; item++) {
      const isFree = isIn(allowed, item) && !shown(item)
      scores[item] = isFree ? liking(item) : Number.NEGATIVE_INFINITY
      if (isFree) found++
    }
    const isEnough = found >= Math.min(wanted, size)
    if (!isEnough)
      for (let item = 0; item < size; item++) if (scores[item] === Number.NEGATIVE_INFINITY) scores[item] = liking(item)
    for (const wish of wishes) pull(wish)
    if (!isEnough) climbDown(shown, memory)
    return spread(wanted)
  }

  /** What the wishes that must be heeded leave: of those just asked for, of those refused before, of both. */
  function sort(wishes: readonly StandingWish[]): void {
    asked.fill(0xffffffff)
    refused.fill(0xffffffff)
    for (const wish of wishes) if (isMust(wish)) keepOnly(wish.isFresh ? asked : refused, wish.fits)
    allowed.set(asked)
    keepOnly(allowed, refused)
  }

  /** What is wished for is worth more. */
  function pull({ act, fits, strength }: StandingWish): void {
    const worth = MANNERS[act].pull * strength
    if (!(worth > 0)) return
    for (let item = 0; item < size; item++) scores[item]! += worth * ((fits[item >>> 5]! >>> (item & 31)) & 1)
  }

  /** There is not enough of what must be: what comes nearest to it comes after it. */
  function climbDown(shown: Request['shown'], memory: Memory | undefined): void {
    markRecent(memory)
    for (let item = 0; item < size; item++) {
      let rung = 0
      if (!isIn(asked, item)) rung += RUNG.must
      if (!isIn(refused, item)) rung += RUNG.refused
      if (shown(item)) rung += RUNG.shown
      if (isIn(recent, item)) rung += RUNG.recent
      scores[item]! -= rung
    }
  }

  function markRecent(memory: Memory | undefined): void {
    recent.fill(0)
    if (memory) for (const item of memory.items) if (item >= 0) include(recent, item)
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
    const length = variety.pickInto(candidates, count, best, SAMENESS, wanted, picked)
    const slate = new Array<number>(length)
    for (let slot = 0; slot < length; slot++) slate[slot] = candidates[picked[slot]!]!
    return slate
  }
}
