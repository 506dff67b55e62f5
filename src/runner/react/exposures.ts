import type { Instruction } from '../../contract/instruction.ts'
import type { Catalogue, Mind } from '../../contract/plugin.ts'
import { type Action, actionsOf, type Cause, REASONS, type Reason } from '../../contract/session.ts'
import type { Witness } from '../../world/parts.ts'

/** One person at one post: what it did, said and wanted. */
export interface Exposure {
  readonly user: number
  readonly session: number
  readonly turn: number
  readonly actions: readonly Action[]
  readonly watchSeconds: number
  readonly reason: Reason
  readonly thought: string
  /** Why the person left right after the slate, when it did. */
  left?: Cause
  /** What the person asked for right after the slate, when it did. */
  instruction?: Instruction
}

/** What happened around some items, by item, in the order of turns and then of people. */
export type Exposures = ReadonlyMap<string, Exposure[]>

/** Sees a world and keeps what happens around some items. */
export function createExposures(
  ids: readonly string[],
  { catalogue, mind }: { catalogue: Catalogue; mind: Mind }
): Witness & { readonly byItem: Exposures } {
  const byItem = new Map<string, Exposure[]>(ids.map((id) => [id, []]))
  const watched = new Map(ids.map((id) => [catalogue.indexOf(id), byItem.get(id)!]))
  const recent = new Map<number, Exposure[]>()
  const after = (user: number, session: number, turn: number) =>
    (recent.get(user) ?? []).filter((exposure) => exposure.session === session && exposure.turn === turn)
  return {
    byItem,
    reviewed(view, review) {
      const { user, session, turn } = view
      const exposures: Exposure[] = []
      for (let slot = 0; slot < review.reached; slot++) {
        const of = watched.get(view.items[slot]!)
        if (!of) continue
        const exposure: Exposure = {
          user,
          session,
          turn,
          actions: actionsOf(review.actions[slot]!),
          watchSeconds: review.watchSeconds[slot]!,
          reason: REASONS[review.reasons[slot]!]!,
          thought: mind.thought(user, view, review, slot)
        }
        of.push(exposure)
        exposures.push(exposure)
      }
      if (exposures.length > 0) recent.set(user, exposures)
    },
    spoke(user, session, turn, instruction) {
      for (const exposure of after(user, session, turn)) exposure.instruction = instruction
    },
    ended(user, session, turn, how, reason) {
      if (how === 'left') for (const exposure of after(user, session, turn)) exposure.left = reason
      recent.delete(user)
    }
  }
}

/** The exposures of people who were seen apart, as if they had been seen together. */
export function together(parts: readonly Exposures[]): Exposures {
  const ids = [...(parts[0]?.keys() ?? [])]
  return new Map(
    ids.map((id) => [
      id,
      parts.flatMap((part) => part.get(id)!).sort((a, b) => a.session - b.session || a.turn - b.turn || a.user - b.user)
    ])
  )
}
