import type { Act, Instruction } from '../contract/instruction.ts'
import type { Feedback } from '../contract/plugin.ts'
import { parseInstruction, type Wish } from '../voice/parse.ts'
import type { createFitting, ItemSet } from './fitting.ts'

/** Something that a person asked for and has not taken back. */
export interface StandingWish {
  readonly act: Act
  readonly target: string | null
  readonly seconds?: number | undefined
  /** The items that are what was wished for. */
  readonly fits: ItemSet
  /** When it was said: session and turn of the slate that it was said about. */
  readonly session: number
  readonly turn: number
  /** Whether no slate has answered it yet: the next one must. */
  isFresh: boolean
  /** Whether it was the point of what was said, and not said beside it. */
  readonly isMain: boolean
  /** 1 when it was said, fading to 0. */
  strength: number
}

/** How long a wish is held to after the slate that answers it, and what it is worth against taste. */
interface Manner {
  /** What is left of it after each slate, and after each visit. */
  readonly perSlate: number
  readonly perVisit: number
  /** Worth of an item that fits over one that does not, at full strength, in units of liking. */
  readonly pull: number
}

/** Sizes are ours: what is refused stays refused for the visit, what is wanted is wanted for some slates. */
export const MANNERS: Readonly<Record<Act, Manner>> = {
  exclude: { perSlate: 1, perVisit: 0.7, pull: 1 },
  reduce: { perSlate: 0.9, perVisit: 0.5, pull: 0.4 },
  'diversify-near': { perSlate: 0.8, perVisit: 0.2, pull: 0.25 },
  'explore-far': { perSlate: 0.6, perVisit: 0, pull: 0.2 },
  'more-like': { perSlate: 0.8, perVisit: 0.4, pull: 0.3 },
  novelty: { perSlate: 0.8, perVisit: 0.3, pull: 0.2 },
  trending: { perSlate: 0.8, perVisit: 0.3, pull: 0.2 },
  local: { perSlate: 0.8, perVisit: 0.4, pull: 0.25 },
  length: { perSlate: 0.95, perVisit: 0.5, pull: 0.4 },
  format: { perSlate: 0.9, perVisit: 0.5, pull: 0.3 },
  mood: { perSlate: 0.8, perVisit: 0.2, pull: 0.25 },
  pace: { perSlate: 0.9, perVisit: 0.4, pull: 0.3 },
  reset: { perSlate: 0, perVisit: 0, pull: 0 }
}

/** Below this strength a wish is forgotten. */
const FAINT = 0.1
/** Wishes held to at once; the weakest make room. */
const MOST = 8

/**
 * What a person has just said, as wishes that stand.
 *
 * @param feedback of the slate that it was said about
 * @param fitting  finds the items that are what is wished for
 */
export function heard(
  instruction: Instruction,
  { items, length, session, turn }: Pick<Feedback, 'items' | 'length' | 'session' | 'turn'>,
  topics: readonly string[],
  fitting: ReturnType<typeof createFitting>
): StandingWish[] {
  const before = Array.from(items.subarray(0, length))
  return wishesOf(instruction, topics).map((wish, at) => ({
    ...wish,
    fits: fitting(wish, before),
    session,
    turn,
    isFresh: true,
    isMain: at === 0,
    strength: 1
  }))
}

/** The typed act, what was asked beside it, and what else the words say; the words alone where there is no typed act. */
function wishesOf(instruction: Instruction, topics: readonly string[]): Wish[] {
  const { act, target, seconds, also } = instruction as Partial<Instruction>
  const typed: Wish[] = act ? [{ act, target: target ?? null, ...(seconds === undefined ? {} : { seconds }) }] : []
  if (also) typed.push(also)
  if (typed.length > 1) return typed
  const { text } = instruction // read only here: words may be found when they are asked for
  const said = text ? parseInstruction(text, topics) : []
  return [...typed, ...said.filter((wish) => !typed.some((other) => isSame(wish, other) || areOpposed(wish, other)))]
}

type Aim = Pick<Wish, 'act' | 'target'>
const isSame = (a: Aim, b: Aim) => a.act === b.act && fold(a.target) === fold(b.target)
const fold = (target: string | null) => target?.trim().toLowerCase() ?? null

const ONE_AT_A_TIME: ReadonlySet<Act> = new Set(['length', 'format', 'pace', 'mood', 'local'])
const AWAY: ReadonlySet<Act> = new Set(['exclude', 'reduce', 'diversify-near'])

/** Whether both cannot be had: more of it and less of it, or two lengths. */
function areOpposed(a: Aim, b: Aim): boolean {
  if (a.act === b.act) return ONE_AT_A_TIME.has(a.act) && !isSame(a, b)
  const isPair = (one: Aim, other: Aim) => one.act === 'more-like' && AWAY.has(other.act)
  if (isPair(a, b) || isPair(b, a)) return fold(a.target) === fold(b.target)
  return (a.act === 'novelty' && b.act === 'trending') || (a.act === 'trending' && b.act === 'novelty')
}

/** The wishes that stand after new ones: those said before give way where both cannot be had. */
export function standing(old: readonly StandingWish[], said: readonly StandingWish[]): StandingWish[] {
  const kept = old.filter((wish) => !said.some((newer) => isSame(wish, newer) || areOpposed(wish, newer)))
  for (const wish of kept) wish.isFresh = false // what is said now comes first
  return [...kept.sort((a, b) => b.strength - a.strength).slice(0, Math.max(0, MOST - said.length)), ...said]
}

/** A slate has been looked at: what was said before it has been answered, and fades. */
export function afterSlate(wishes: readonly StandingWish[], session: number, turn: number): StandingWish[] {
  for (const wish of wishes) {
    if (wish.session === session && wish.turn === turn) continue // it was said about this very slate
    wish.isFresh = false
    wish.strength *= MANNERS[wish.act].perSlate
  }
  return wishes.filter(({ isFresh, strength }) => isFresh || strength >= FAINT)
}

/** A visit is over: what stands on is milder, but for what no slate has answered yet. */
export function afterVisit(wishes: readonly StandingWish[]): StandingWish[] {
  for (const wish of wishes) if (!wish.isFresh) wish.strength *= MANNERS[wish.act].perVisit
  return wishes.filter(({ isFresh, strength }) => isFresh || strength >= FAINT)
}

/** Whether no item may break it: what was just asked for, and what was refused in this visit. */
export const isMust = ({ act, isFresh, isMain, strength }: StandingWish): boolean =>
  (isFresh && (isMain || act === 'reduce')) || (act === 'exclude' && strength === 1)

/** A wish, as one would say it. */
export function sayWish({ act, target, seconds }: Pick<StandingWish, 'act' | 'target' | 'seconds'>): string {
  const it = target ?? 'what was just shown'
  switch (act) {
    case 'exclude':
      return `no ${it}`
    case 'reduce':
      return `less ${it}`
    case 'diversify-near':
      return `something near ${it}, but other`
    case 'explore-far':
      return 'something far from what was shown'
    case 'more-like':
      return `more ${it}`
    case 'novelty':
      return 'something new'
    case 'trending':
      return 'what is popular now'
    case 'local':
      return target === null ? 'something local' : `something about ${target}`
    case 'length':
      return seconds === undefined
        ? `something ${target ?? 'shorter'}`
        : `something ${target ?? 'shorter'}, ${seconds} s ${target === 'longer' ? 'or more' : 'at most'}`
    case 'format':
      return target === null ? 'another format' : `the format ${target}`
    case 'mood':
      return target === null ? 'another mood' : `something ${target}`
    case 'pace':
      return `a ${target ?? 'faster'} pace`
    case 'reset':
      return 'a fresh start'
  }
}
