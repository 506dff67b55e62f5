import type { Space, Spaces } from '../../contract/environment.ts'
import { ACTS } from '../../contract/instruction.ts'
import type { ItemId } from '../../contract/item.ts'
import { ACTIONS, MOODS, REASONS, SCALARS } from '../../contract/session.ts'

/** What bounds there are. */
interface Shape {
  readonly ids: readonly ItemId[]
  readonly slots: number
  readonly candidates: number
  readonly turns: number
  readonly sessions: number
  readonly history: number
}

/** What may be observed of a person, and what it may be shown. */
export function spacesOf({ ids, slots, candidates, turns, sessions, history }: Shape): Spaces {
  const unit: Space = { kind: 'box', shape: [], low: 0, high: 1 }
  const item: Space = { kind: 'word', of: ids }
  const from0: Space = { kind: 'box', shape: [], low: 0, high: null }
  const visit = { session: { kind: 'index', n: sessions }, turn: { kind: 'whole', low: 0, high: turns } } as const
  const reacted: Space = {
    kind: 'record',
    of: {
      item,
      actions: { kind: 'list', of: { kind: 'word', of: ACTIONS }, least: 0, most: ACTIONS.length, distinct: true },
      watchSeconds: from0,
      reason: { kind: 'word', of: REASONS }
    }
  }
  const gone: Space = {
    kind: 'record',
    of: { ...visit, slots: { kind: 'list', of: reacted, least: 0, most: slots }, seconds: from0 }
  }
  const act: Space = { kind: 'word', of: ACTS }
  const target: Space = { kind: 'maybe', of: { kind: 'word', most: 200 } }
  const instruction: Space = {
    kind: 'maybe',
    of: { kind: 'record', of: { text: { kind: 'word', most: 2_000 }, act, target } }
  }
  const observation: Space = {
    kind: 'record',
    of: {
      user: {
        kind: 'record',
        of: { id: { kind: 'whole', low: 0, high: null }, ...visit, at: from0, awayDays: from0 }
      },
      candidates: { kind: 'list', of: item, least: candidates, most: candidates, distinct: true },
      history: { kind: 'list', of: gone, least: 0, most: history },
      mindset: {
        kind: 'record',
        of: { mood: { kind: 'word', of: MOODS }, ...Object.fromEntries(SCALARS.map((name) => [name, unit])) }
      },
      instruction
    }
  }
  const action: Space = { kind: 'list', of: item, least: 1, most: slots, distinct: true }
  return { observation, action }
}
