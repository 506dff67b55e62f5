import { RecoError } from '../../contract/error.ts'
import type { WorldEvent } from '../../contract/event.ts'

/** A slate of the log, with what came of it. */
export interface LoggedSlate {
  readonly person: number
  readonly session: number
  readonly turn: number
  readonly items: readonly string[]
  /** The chance of each slot, given those above it; and of the whole slate. */
  readonly propensities: readonly number[]
  readonly propensity: number
  /** What the person did, slot by slot; fewer than there are items where it did not look so far. */
  readonly slots: readonly { readonly actions: readonly string[]; readonly watchSeconds: number }[]
}

/**
 * Slates of a log whose chances were kept, each with what the person did: what off-policy evaluation starts from.
 *
 * @throws RecoError `off-policy.no-propensities` where a slate came without one
 */
export function loggedSlates(events: Iterable<WorldEvent>): LoggedSlate[] {
  const shown = new Map<string, Extract<WorldEvent, { type: 'slate.shown' }>>()
  const found: LoggedSlate[] = []
  for (const event of events) {
    const key = `${event.user}.${event.session}.${event.turn}`
    if (event.type === 'slate.shown') shown.set(key, event)
    if (event.type !== 'feedback.given') continue
    const slate = shown.get(key)
    if (!slate) continue
    shown.delete(key)
    const propensities = slate.items.map(({ propensity }) => propensity)
    if (propensities.includes(null)) throw withoutChance(slate.recommender, event)
    const chances = propensities as number[]
    found.push({
      person: event.user,
      session: event.session,
      turn: event.turn,
      items: slate.items.map(({ item }) => item),
      propensities: chances,
      propensity: chances.reduce((product, one) => product * one, 1),
      slots: event.slots.map(({ actions, watchSeconds }) => ({ actions, watchSeconds }))
    })
  }
  return found
}

const withoutChance = (who: string, { user, session, turn }: WorldEvent) =>
  new RecoError('off-policy.no-propensities', {
    what: `"${who}" kept no chance of what it showed.`,
    at: { user, session, turn },
    fix: 'Log a recommender that tells propensities, such as random or one of `recoworld train`.'
  })
