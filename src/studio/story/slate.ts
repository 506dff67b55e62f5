import type { EventOf } from '../../contract/event.ts'
import type { Line } from '../api.ts'
import { because, DEEDS, percent, plural, REASONS_WHY, span } from './words.ts'

type Titles = (itemId: string) => string

/** A slate, and each of its items with why it is there. */
export function slateLines(event: EventOf<'slate.shown'>, titles: Titles): Line[] {
  const { items, recommender, id, session, turn, at } = event
  const head: Line = {
    id,
    session,
    turn,
    at,
    kind: 'slate',
    text: `Slate ${turn + 1}: ${plural(items.length, 'item')} from “${recommender}”`
  }
  const shown = items.map(({ item, slot, why, propensity }): Line => {
    return {
      id: `${id}.${slot}`,
      session,
      turn,
      at,
      kind: 'slate',
      text: [why, chance(propensity)].filter((part) => part !== '').join(' · ') || 'no reason given',
      item: { title: titles(item), slot, actions: [], watchSeconds: 0 }
    }
  })
  return [head, ...shown]
}

/** The recommender's own chance of this choice; one that throws no dice is not told of. */
const chance = (propensity: number | null): string =>
  propensity === null || propensity === 1 ? '' : `a chance of ${percent(propensity)}`

/** What was done with each item, why, and what was thought; then how many were not looked at. */
export function reactionLines(event: EventOf<'feedback.given'>, length: number, titles: Titles): Line[] {
  const { slots, id, session, turn, at } = event
  const lines = slots.map(
    ({ item, slot, actions, watchSeconds, reason, thought }): Line => ({
      id: `${id}.${slot}`,
      session,
      turn,
      at,
      kind: 'reaction',
      text: deed(actions, watchSeconds) + because(REASONS_WHY[reason]),
      item: { title: titles(item), slot, actions, watchSeconds },
      ...(thought === '' ? {} : { words: thought })
    })
  )
  const unseen = length - slots.length
  if (unseen <= 0) return lines
  const text =
    slots.length === 0
      ? 'looks at none of it'
      : `does not get to the last ${unseen === 1 ? 'item' : plural(unseen, 'item')}`
  return [...lines, { id, session, turn, at, kind: 'reaction', text }]
}

function deed(actions: readonly EventOf<'feedback.given'>['slots'][number]['actions'][number][], seconds: number) {
  const deeds = actions.map((action) => (action === 'click' ? opening(seconds) : DEEDS[action]))
  if (deeds.length < 2) return deeds[0] ?? 'does nothing'
  return `${deeds.slice(0, -1).join(', ')} and ${deeds.at(-1)}`
}

const opening = (seconds: number): string => (seconds > 0 ? `opens it, stays ${span(seconds)}` : 'opens it')
