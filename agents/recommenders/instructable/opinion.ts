import { REASONS, type Reason } from '../../../src/define.ts'

/** What a thought says of the topic, −1 … 1. Thoughts that are not named here say nothing of it. */
const ABOUT_TOPIC: Partial<Record<Reason, number>> = {
  'loves-topic': 0.8,
  'curious-about-it': 0.45,
  'in-a-hurry': 0.45,
  weak: 0.35,
  'seen-enough-of-it': 0.3,
  'well-made': 0.2,
  'right-length': 0.15,
  'passing-time': 0.15,
  'not-my-thing': -0.05,
  'dislikes-topic': -0.7
}
const BY_REASON = REASONS.map((reason) => ABOUT_TOPIC[reason])
const SHAPE_AT_FAULT = REASONS.map((reason) => reason === 'too-long' || reason === 'wrong-format')

/** How much the thought counts where there is one; the acts count for the rest. */
const THOUGHT = 0.5

/** Whether the person passed it for its length or its format, which says nothing of what it was about. */
export const isShapeAtFault = (reason: number): boolean => SHAPE_AT_FAULT[reason] ?? false

/**
 * What a person makes of an item, from what it did and what it thought aloud.
 *
 * @param worth   of its acts, −1 … 1
 * @param reason  position in REASONS
 * @returns       −1 … 1
 */
export function opinionOf(worth: number, reason: number): number {
  const said = BY_REASON[reason]
  return said === undefined ? worth : THOUGHT * said + (1 - THOUGHT) * worth
}
