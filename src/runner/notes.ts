import type { Intervention } from '../contract/intervention.ts'
import { isStop } from '../contract/model.ts'
import type { Representation } from '../contract/plugin.ts'
import type { Manifest } from '../contract/result.ts'
import type { OpenModels } from '../models/index.ts'

/** What was told of the model, and why the run stopped where it was the model's doing. */
export function notesOf({ stopped, usage }: OpenModels): readonly string[] {
  const { reason } = stopped
  const why = stopped.aborted && isStop(reason) ? [`${reason.parts.what} ${reason.parts.fix}`] : []
  return [...usage().notes, ...why]
}

export const WEIGHTED =
  'some segments were drawn more often than their shares say: metrics count everybody by weight; endings, moods, days, spread and the curve of who stays count people as drawn'
export const WEIGHTED_REACTION =
  'some segments were drawn more often than their shares say: rates and the differences between variants count everybody by weight; watch times, reasons, wishes, rankings and spread count people as drawn'

export const missedNote = ({ do: done, session, turn }: Intervention): string =>
  `an intervention was not made: nobody came to turn ${turn} of visit ${session} (${done})`

export const lateNote = (late: number, why: string): string =>
  `${late} ${late === 1 ? 'slate was' : 'slates were'} late, and served from what was at hand; the first: ${why}`

/** What the representation cannot read, so that nobody wonders why it moves no one. */
export function unread(
  phrases: readonly string[],
  posts: NonNullable<Manifest['posts']>,
  { knows }: Representation
): string[] {
  if (!knows) return []
  const strange = (what: string, title: string) =>
    `no word of the ${what} “${title}” is known: it is told apart by its spelling alone`
  return [
    ...phrases.filter((phrase) => !knows({ title: phrase })).map((phrase) => strange('interest', phrase)),
    ...posts.filter((post) => !knows(post)).map((post) => strange('post', post.title))
  ]
}
