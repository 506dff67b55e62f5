import type { Observable, Subscription } from 'rxjs'
import type { WorldEvent } from '../../contract/event.ts'
import type { Instruction } from '../../contract/instruction.ts'
import type { Action, Cause, Reason } from '../../contract/session.ts'

/** One person at one post: what it did, said and wanted. */
export interface Exposure {
  readonly user: number
  readonly actions: readonly Action[]
  readonly watchSeconds: number
  readonly reason: Reason
  readonly thought: string
  /** Why the person left right after the slate, when it did. */
  left?: Cause
  /** What the person asked for right after the slate, when it did. */
  instruction?: Instruction
}

/** Listens to a world and keeps what happens around some items, by item. */
export function collectExposures(
  events$: Observable<WorldEvent>,
  ids: readonly string[]
): { byItem: ReadonlyMap<string, Exposure[]>; subscription: Subscription } {
  const byItem = new Map<string, Exposure[]>(ids.map((id) => [id, []]))
  const recent = new Map<number, { turn: number; session: number; exposures: Exposure[] }>()
  const after = ({ user, session, turn }: WorldEvent) => {
    const last = recent.get(user)
    return last && last.session === session && last.turn === turn ? last.exposures : []
  }
  const subscription = events$.subscribe((event) => {
    const { user, session, turn } = event
    if (event.type === 'feedback.given') {
      const exposures: Exposure[] = []
      for (const { item, actions, watchSeconds, reason, thought } of event.slots) {
        const of = byItem.get(item)
        if (!of) continue
        const exposure: Exposure = { user, actions, watchSeconds, reason, thought }
        of.push(exposure)
        exposures.push(exposure)
      }
      if (exposures.length > 0) recent.set(user, { session, turn, exposures })
    } else if (event.type === 'session.ended' && event.how === 'left')
      for (const exposure of after(event)) exposure.left = event.reason
    else if (event.type === 'instruction.given')
      for (const exposure of after(event)) exposure.instruction = event.instruction
  })
  return { byItem, subscription }
}
