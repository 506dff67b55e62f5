import { CAUSES, type Cause, ENDINGS, type Ending } from '../../contract/session.ts'
import type { PopulationView } from '../api.ts'
import { type Groups, rowOf } from './groups.ts'

/** How visits ended, and why people left. */
export function createEndings({ of, segments }: Groups) {
  const endings = new Uint32Array(segments.length * ENDINGS.length)
  const causes = new Uint32Array(segments.length * CAUSES.length)
  return {
    ended(person: number, how: Ending, cause: Cause): void {
      endings[of[person]! * ENDINGS.length + ENDINGS.indexOf(how)]!++
      if (how === 'left') causes[of[person]! * CAUSES.length + CAUSES.indexOf(cause)]!++
    },
    view(segment?: number): Pick<PopulationView, 'endings' | 'leaveCauses'> {
      const ended = rowOf(endings, ENDINGS.length, segment)
      const left = rowOf(causes, CAUSES.length, segment)
      return {
        endings: Object.fromEntries(ENDINGS.map((how, at) => [how, ended[at]!])),
        leaveCauses: Object.fromEntries(CAUSES.map((cause, at) => [cause, left[at]!]).filter(([, n]) => n !== 0))
      }
    }
  }
}
