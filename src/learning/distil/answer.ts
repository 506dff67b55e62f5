import type { Review } from '../../contract/plugin.ts'

/** What a person is, and how it feels. */
const SELF = [
  'one',
  'interest',
  'satisfaction',
  'satiation',
  'fatigue',
  'patience',
  'trust',
  'activity',
  'pickiness',
  'variety'
] as const

/** What a person brings to a slate, and what the slate is as a whole: the same for all of its slots. */
export const PERSON = [
  ...SELF,
  'conformity',
  'expressiveness',
  'outspokenness',
  /** ln(1 + turn). */
  'turn',
  /** Mean of `match` over the slate: with it, an item is seen against what stands around it. */
  'slate-match'
] as const

/** What an item is to a person. */
export const ITEM = [
  /** Taste for what it is about, −1 … 1. */
  'match',
  'quality',
  /** How far its length is from the one that the person likes best, in log-units of the tolerance of the laws. */
  'mismatch',
  /** ln(seconds / 30): longer or shorter at all. */
  'length',
  /** Rank of its views above the middle; and the same times the person's conformity. */
  'popularity',
  'popularity-to-conformists',
  'freshness',
  'format',
  /** How full the person is of its topics; and the same times the person's love of variety. */
  'full',
  'full-for-variety-seekers',
  /** How often it was seen lately. */
  'times',
  /** ln(1 + slot). */
  'slot'
] as const

/** What reactions to an opened item may hang on beside the item: ln(0.05 + watch ratio). */
export const IMPRESSION = [...PERSON, ...ITEM] as const
export const REACTION = [...IMPRESSION, 'watched'] as const
export const watchedOf = (ratio: number): number => Math.log(0.05 + Math.min(ratio, 5))

/** What a slate came to, in the eyes of its person. `delight` is the last: what delight hangs on is all before it. */
export const TURN = [
  ...SELF,
  'expressiveness',
  'outspokenness',
  'turn',
  /** ln((1 + session)). */
  'session',
  /** ln(slots looked at / 10). */
  'looked',
  /** Parts of what was looked at: opened, disliked, indifferent, much too long, seen before. */
  'opened',
  'disliked',
  'indifferent',
  'long',
  'again',
  /** Means over what was looked at; `held`, `liked` and `put-off` with 0 for what they do not speak of. */
  'match',
  'full',
  'held',
  'liked',
  'put-off',
  /** 0 … 1: how one-sided the slate was; and that, fullness and repetition together times the love of variety. */
  'sameness',
  'stale',
  'found',
  /** The fate of the last instruction; 1 where it was not followed, else 0; 1 where the person spoke lately. */
  'obeyed',
  'ignored',
  'spoke-lately',
  /** What earlier slates left of satisfaction, −0.5 … 0.5. */
  'lasting',
  'delight'
] as const

/** What a teacher did with one slate, as far as it is learnt from. */
export interface Deed {
  /** How many slots were looked at. */
  readonly reached: number
  /** Bits of ACTIONS, of each slot that was looked at. */
  readonly actions: Uint8Array
  /** Seconds watched over the length of the item; 0 for what was passed by. */
  readonly ratios: Float64Array
  /** Seconds for each item that was passed by; NaN where none was. */
  readonly glance: number
  readonly delight: number
  readonly leaveCause: number
  readonly disengageCause: number
}

/** One slate of one person: what there was, in numbers, and what the person did. All arrays are its own. */
export interface Answer {
  readonly user: number
  /** `population/segment`. */
  readonly segment: string
  readonly session: number
  readonly turn: number
  /** Slots of the slate. */
  readonly length: number
  /** In the order of PERSON. */
  readonly person: Float64Array
  /** length × ITEM.length. */
  readonly items: Float64Array
  /** In the order of TURN. */
  readonly after: Float64Array
  readonly deed: Deed
  /** What the same person said when it was asked a second time, where it was. */
  readonly again?: Deed
}

/** A review as a deed; nothing of it is kept. @param seconds length of the item of each slot */
export function deedOf(review: Review, isOpened: (mask: number) => boolean, seconds: (slot: number) => number): Deed {
  const { reached } = review
  const ratios = new Float64Array(reached)
  let watched = 0
  let passed = 0
  for (let slot = 0; slot < reached; slot++) {
    if (!isOpened(review.actions[slot]!)) {
      passed++
      continue
    }
    watched += review.watchSeconds[slot]!
    ratios[slot] = review.watchSeconds[slot]! / seconds(slot)
  }
  return {
    reached,
    actions: review.actions.slice(0, reached),
    ratios,
    glance: passed === 0 ? Number.NaN : Math.max(0, review.seconds - watched) / passed,
    delight: review.delight,
    leaveCause: review.leaveCause,
    disengageCause: review.disengageCause
  }
}
