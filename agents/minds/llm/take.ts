import {
  ACTIONS,
  CAUSES,
  type Catalogue,
  type Cause,
  MENDABLE,
  REASONS,
  type Review,
  type SlateView
} from '../../../src/define.ts'
import type { ReviewAnswer } from './answers.ts'

/** Seconds that an item takes which is passed by: the time to see what it is. */
const GLANCE = 1.6
const CLICK = 1 << ACTIONS.indexOf('click')

/** Writes an answer into the review; what was not reached stays empty. */
export function take(catalogue: Catalogue, view: SlateView, answer: ReviewAnswer, out: Review): void {
  let ratios = 0
  let opened = 0
  for (const [slot, { actions, watched, why, appeal }] of answer.items.entries()) {
    let mask = 0
    for (const action of actions) mask |= 1 << ACTIONS.indexOf(action)
    out.actions[slot] = mask
    out.watchSeconds[slot] = watched
    out.reasons[slot] = REASONS.indexOf(why as (typeof REASONS)[number])
    out.affinity[slot] = appeal - 3
    if (mask & CLICK) {
      opened++
      ratios += watched / catalogue.seconds[view.items[slot]!]!
      out.seconds += watched
    } else out.seconds += GLANCE
  }
  out.reached = answer.items.length
  out.watchRatio = opened === 0 ? 0 : ratios / opened
  out.delight = answer.delight
  out.sameness = answer.sameness
  out.found = answer.found
  out.hazard = answer.hazard
  leaving(out, answer.next, answer.cause)
}

/** Who speaks is about to leave, and would say so; what nobody can mend is left without a word. */
export function leaving(out: Review, next: ReviewAnswer['next'], cause: Cause): void {
  const code = CAUSES.indexOf(cause)
  const isMendable = MENDABLE.has(cause)
  out.leaveCause = next === 'leave' || (next === 'speak' && !isMendable) ? code : 0
  out.disengageCause = next !== 'stay' && isMendable ? code : 0
}
