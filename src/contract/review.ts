import type { Review, SlateView } from './mind.ts'
import { SCALARS } from './session.ts'

/** An empty review of so many slots. */
export function createReview(slots: number): Review {
  return {
    actions: new Uint8Array(slots),
    watchSeconds: new Float64Array(slots),
    reasons: new Uint8Array(slots),
    affinity: new Float64Array(slots),
    reached: 0,
    seconds: 0,
    delight: 0,
    watchRatio: 0,
    sameness: 0,
    found: 0,
    leaveCause: 0,
    disengageCause: 0,
    hazard: 0
  }
}

/** As it was when it was made. */
export function clearReview(review: Review): void {
  const { actions, watchSeconds, reasons, affinity } = review
  for (let slot = 0; slot < actions.length; slot++) {
    watchSeconds[slot] = affinity[slot] = 0
    actions[slot] = reasons[slot] = 0
  }
  review.reached = review.seconds = review.delight = review.watchRatio = review.sameness = 0
  review.found = review.leaveCause = review.disengageCause = review.hazard = 0
}

/** A view of a slate that nobody looks at yet. */
export function createSlateView(slots: number): SlateView {
  return {
    user: 0,
    session: 0,
    turn: 0,
    turnsLeft: 0,
    at: 0,
    items: new Int32Array(slots),
    length: 0,
    felt: new Float64Array(SCALARS.length),
    obeyed: 0,
    mood: -1
  }
}
