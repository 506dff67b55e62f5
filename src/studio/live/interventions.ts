import type { EventOf } from '../../contract/event.ts'
import type { Intervention } from '../../contract/intervention.ts'
import type { Frame } from '../api.ts'
import type { Groups } from '../record/index.ts'
import { changeOf, readIntervention } from '../story/index.ts'

/** What was done to the world so far. */
export interface Changes {
  /** Notes it, and tells whom it concerns. */
  made(event: EventOf<'intervention.made'>): (user: number) => boolean
  readonly list: Frame['interventions']
}

export function createChanges({ of, segments }: Groups, titles: (item: string) => string): Changes {
  let list: Frame['interventions'] = []

  function concerned(change: Intervention): (user: number) => boolean {
    if (change.do !== 'set-trait' || change.whom === 'everyone') return () => true
    const { whom } = change
    if ('user' in whom) return (user) => user === whom.user
    return (user) => {
      const { population, segment } = segments[of[user]!]!
      return population === whom.population && segment === whom.segment
    }
  }

  return {
    made(event) {
      const change = readIntervention(event.change)
      list = [...list, changeOf(event, change, titles)]
      return change ? concerned(change) : () => true
    },
    get list() {
      return list
    }
  }
}
