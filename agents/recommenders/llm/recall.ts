import { actionsOf, type Catalogue } from '../../../src/define.ts'
import { brief, rounded } from './data.ts'
import type { Memory } from './memory.ts'

/** What is remembered of a person, as a model reads it. */
export function recall({ slates, visits, asked }: Memory, catalogue: Catalogue) {
  const { topics } = catalogue
  return {
    slates: () =>
      slates.map(({ session, turn, engagement, items }) => ({
        session,
        turn,
        engagement: rounded(engagement),
        items: items.map(({ item, actions, seconds, reason, thought }) => ({
          ...brief(catalogue, item),
          did: actionsOf(actions).join(' '),
          watched: Math.round(seconds),
          reason,
          ...(thought === '' ? {} : { thought })
        }))
      })),
    visits: () =>
      visits.map(({ session, slates: count, opened, began, ended, liked }) => ({
        session,
        slates: count,
        opened,
        mood: { began: rounded(began), ended: rounded(ended) },
        liked: liked.map((topic) => topics[topic])
      })),
    asked: () =>
      asked.map(({ instruction: { text, act, target }, before, after }) => ({
        text,
        act,
        target,
        followed: { before: rounded(before), after: after === null ? null : rounded(after) }
      }))
  }
}
