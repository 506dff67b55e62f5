import { ACTIONS, actionsOf, CAUSES, REASONS, type Review } from '../../../src/define.ts'
import type { ReviewAnswer } from './answers.ts'

/** What another mind decided, in the words of a model. */
export function answerOf(review: Review, thought: (slot: number) => string): ReviewAnswer {
  const { reached, actions, watchSeconds, reasons, delight, sameness, found, hazard, leaveCause, disengageCause } =
    review
  const rounded = (value: number) => Math.round(100 * value) / 100
  return {
    items: Array.from({ length: reached }, (_, slot) => ({
      slot: slot + 1,
      appeal: 3,
      actions: actionsOf(actions[slot]! || 1 << ACTIONS.indexOf('skip')),
      watched: rounded(watchSeconds[slot]!),
      why: REASONS[reasons[slot]!]!,
      thought: thought(slot)
    })),
    delight: rounded(delight),
    sameness: rounded(sameness),
    found: rounded(found),
    hazard: rounded(hazard),
    next: leaveCause > 0 ? 'leave' : disengageCause > 0 ? 'speak' : 'stay',
    cause: CAUSES[leaveCause || disengageCause]!
  }
}
