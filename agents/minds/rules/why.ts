import { REASONS, type Reason } from '../../../src/define.ts'

const reason = (name: Reason) => REASONS.indexOf(name)
const LOVES_TOPIC = reason('loves-topic')
const WELL_MADE = reason('well-made')
const CURIOUS = reason('curious-about-it')
const RIGHT_LENGTH = reason('right-length')
const PASSING_TIME = reason('passing-time')
const DISLIKES_TOPIC = reason('dislikes-topic')
const SEEN_ENOUGH = reason('seen-enough-of-it')
const TOO_LONG = reason('too-long')
const WRONG_FORMAT = reason('wrong-format')
const WEAK = reason('weak')
const IN_A_HURRY = reason('in-a-hurry')
const NOT_MY_THING = reason('not-my-thing')

/** Why somebody opened an item, as a position in REASONS. @param relativeLength its length over the one liked best */
export function whyOpened(match: number, quality: number, relativeLength: number): number {
  if (match > 0.35) return LOVES_TOPIC
  if (quality > 1) return WELL_MADE
  if (match > 0.12) return CURIOUS
  if (relativeLength > 0.6 && relativeLength < 1.6) return RIGHT_LENGTH
  return PASSING_TIME
}

/** Why somebody passed an item by, as a position in REASONS. @param formatLiking −1 … 1 */
export function whyPassed(
  match: number,
  quality: number,
  relativeLength: number,
  full: number,
  times: number,
  formatLiking: number
): number {
  if (match < -0.1) return DISLIKES_TOPIC
  if (times > 0 || (full > 0.35 && match > 0)) return SEEN_ENOUGH
  if (relativeLength > 4) return TOO_LONG
  if (formatLiking < -0.25) return WRONG_FORMAT
  if (match > 0.25) return quality < -0.5 ? WEAK : IN_A_HURRY
  return NOT_MY_THING
}
