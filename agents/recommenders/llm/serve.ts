import type { Catalogue, Luck, Request } from '../../../src/define.ts'
import { isIn, isMust, keepOnly, MANNERS, newSet, type StandingWish } from '../../../src/ranking/index.ts'
import type { Memory } from './memory.ts'
import { DEFAULT_PLAN, type Plan } from './plan.ts'
import type { Selection } from './selection.ts'

/** Worth of an item that is wholly about a wanted phrase of full weight, in units of liking. */
const WANTED = 0.6
/** Rungs of what a slate is filled with when not enough fits, each above all below it together. */
const RUNG = { asked: 16_000, refused: 8_000, shown: 4_000, planned: 2_000 }

const NONE: readonly StandingWish[] = []

/** A slate, and which of its slots were given away to explore. */
export interface Chosen {
  readonly items: number[]
  readonly explored: ReadonlySet<number>
}

/** Makes slates from plans: what was asked for must be, then what is new to the person, then what the plan leaves in. */
export function createServer({ size, topics, freshness, about }: Catalogue, selection: Selection, luck: Luck) {
  const scores = new Float64Array(size)
  const isEligible = new Uint8Array(size)
  const [asked, refused] = [newSet(size), newSet(size)]

  function weigh(plan: Plan, memory: Memory | undefined, wishes: readonly StandingWish[]): void {
    const ranked = selection.ranked(plan.ranker, memory)
    const share = plan.settings.freshness
    for (let item = 0; item < size; item++) scores[item] = (1 - share) * ranked(item) + share * freshness[item]!
    for (const { phrase, weight } of plan.wanted) {
      const found = about(phrase)
      for (let item = 0; item < size; item++) scores[item]! += WANTED * weight * found[item]!
    }
    for (const { act, fits, strength } of wishes) {
      const pull = MANNERS[act].pull * strength
      for (let item = 0; item < size; item++) if (isIn(fits, item)) scores[item]! += pull
    }
  }

  function sort(wishes: readonly StandingWish[]): void {
    asked.fill(0xffffffff)
    refused.fill(0xffffffff)
    for (const wish of wishes) if (isMust(wish)) keepOnly(wish.isFresh ? asked : refused, wish.fits)
  }

  function climbDown(plan: Plan, shown: Request['shown']): void {
    const isPlanned = selection.within(plan)
    for (let item = 0; item < size; item++) {
      let rung = 0
      if (!isIn(asked, item)) rung += RUNG.asked
      if (!isIn(refused, item)) rung += RUNG.refused
      if (shown(item)) rung += RUNG.shown
      if (!isPlanned(item)) rung += RUNG.planned
      scores[item]! -= rung
      isEligible[item] = rung === 0 ? 1 : 0
    }
  }

  /** One of those that nothing speaks against, each as likely, or none where there is none. */
  function drawn(uniform: number, isFree: (item: number) => boolean): number | undefined {
    const pool: number[] = []
    for (let item = 0; item < size; item++) if (isEligible[item] !== 0 && isFree(item)) pool.push(item)
    return pool[Math.floor(uniform * pool.length)]
  }

  /** Reads the memory and changes nothing. */
  return function choose({ user, session, turn, size: wanted, shown }: Request, memory: Memory | undefined): Chosen {
    const plan = memory?.plan ?? DEFAULT_PLAN
    const { explorationRate, topicCap } = plan.settings
    const wishes = memory?.wishes ?? NONE
    weigh(plan, memory, wishes)
    sort(wishes)
    climbDown(plan, shown)
    const explored = new Set<number>()
    const items = selection.spread(scores, {
      strength: plan.diversity,
      most: topics.length < 2 ? wanted : Math.max(1, Math.round(topicCap * wanted)),
      size: wanted,
      instead(slot, isFree) {
        if (explorationRate === 0 || luck.at(user, session, turn, slot) >= explorationRate) return undefined
        const item = drawn(luck.block[1]!, isFree)
        if (item !== undefined) explored.add(slot)
        return item
      }
    })
    return { items, explored }
  }
}
