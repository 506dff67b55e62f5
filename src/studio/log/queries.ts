import { ACTIONS, ENDINGS, SCALARS } from '../../contract/session.ts'
import { from, type Sql } from './reading.ts'

/** What is read of a log, turn by turn; each has the people first. «at» is a word of SQL, and is quoted. */

export const RETURNED = from('user_returned', ', gap_ms')
export const STARTED = from('session_started', ', "at"')
export const SHOWN = from('slate_shown', ', "at"')
export const FELT = from('review_asked', `, enum_code(mood), ${SCALARS.join(', ')}`)
export const TOOK = from('feedback_given', ', seconds')
export const ANSWERED = from(
  'review_answered',
  ', "at", delight, watch_ratio, sameness, found, hazard, enum_code(leave_cause), enum_code(disengage_cause)'
)
export const REPLIED = from('instruction_answered', ', "at"')
export const FATE = from('instruction_followed', ', before, after')
/**
 * Failures of minds that mindsets are told of: not what breaks once the visit has ended, and not the mindset's own, which
 * stays where it was and hears nothing any more.
 */
export const MIND_FAILED = from(
  'mind_failed',
  ', "at"',
  " AND (cause NOT LIKE '%.session.ended') IS NOT FALSE AND message NOT LIKE 'mindset.failed:%'"
)
export const TRUNCATED = from('session_ended', ', "at"', ` AND enum_code(how) = ${ENDINGS.indexOf('truncated')}`)
export const INTERRUPTED = from('session_ended', ', "at"', " AND cause LIKE '%.recommender.failed'")
export const CHURNED = from('user_churned', ', "at"')

export const BROKEN_AT_ONCE = from('mind_failed', '', " AND cause LIKE '%.session.started'")
export const ENDED = from('session_ended', ', enum_code(how), enum_code(reason)')
export const SAID = from('instruction_given', ', enum_code(instruction.act)')
export const HEEDED = from('instruction_followed', ', enum_code(act), before, after')

/** The actions of a slot as the bits of a mask. */
const MASK = ACTIONS.map(
  (action, bit) => `(CASE WHEN list_contains(slot.actions, '${action}') THEN ${1 << bit} ELSE 0 END)`
).join(' + ')
export const DONE: Sql = (where) =>
  `SELECT turn, "user", ${MASK} FROM (SELECT turn, "user", unnest(slots) AS slot FROM feedback_given WHERE ${where})`
