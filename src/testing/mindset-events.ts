import { CAUSES, type Cause } from '../contract/session.ts'
import type { MindsetEvent, Reviewed } from '../mindset.ts'

/** What happens to a mindset, in few words. Sessions count from 0, turns from 1; session 0 unless said otherwise. */

/** The first visit begins. */
export const started: MindsetEvent = { type: 'session.started', session: 0, awayDays: 0 }

/** A later visit begins. */
export const returned = (session: number, awayDays: number): MindsetEvent => ({
  type: 'session.started',
  session,
  awayDays
})

/** A slate is there. */
export const shown = (turn: number, { session = 0, obeyed = 0 } = {}): MindsetEvent => ({
  type: 'slate.shown',
  session,
  turn,
  obeyed
})

/** A review's numbers, with causes by name. */
export type ReviewOf = Partial<Omit<Reviewed, 'type' | 'turn' | 'leaveCause' | 'disengageCause'>> & {
  leaveCause?: Cause
  disengageCause?: Cause
}

/** The mind has answered: by default an ordinary slate, after which the person stays. */
export const reviewed = (turn: number, { leaveCause, disengageCause, ...numbers }: ReviewOf = {}): MindsetEvent => ({
  type: 'review.answered',
  session: 0,
  turn,
  delight: 0.05,
  watchRatio: 0.5,
  sameness: 0.25,
  found: 0.4,
  seconds: 60,
  hazard: 0.05,
  ...numbers,
  leaveCause: CAUSES.indexOf(leaveCause ?? 'none'),
  disengageCause: CAUSES.indexOf(disengageCause ?? 'none')
})

/** The mind has put the instruction into words. */
export const spoken = (turn: number, session = 0): MindsetEvent => ({ type: 'instruction.answered', session, turn })

/** The stage ends the visit. */
export const truncated = (turn: number, session = 0): MindsetEvent => ({ type: 'session.truncated', session, turn })

/** The recommender breaks. */
export const failed = (turn: number, session = 0): MindsetEvent => ({ type: 'session.failed', session, turn })

/** The mind breaks. */
export const broken = (turn: number, session = 0): MindsetEvent => ({ type: 'mind.failed', session, turn })

/** The person will not come back. */
export const churned = (turn: number, session = 0): MindsetEvent => ({ type: 'user.churned', session, turn })

/** So many slates in a row, each shown and reviewed alike, from turn `from`. */
export const slates = (count: number, review: ReviewOf = {}, from = 1): MindsetEvent[] =>
  Array.from({ length: count }, (_, i) => [
    shown(from + i, { session: review.session ?? 0 }),
    reviewed(from + i, review)
  ]).flat()
