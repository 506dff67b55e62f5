import { ACTIONS } from '../../contract/session.ts'
import type { Groups } from './groups.ts'

const MASKS = 1 << ACTIONS.length
/** Numbers that a segment has of a turn: how often each of ACTIONS, and how many impressions. */
export const ACTION_WIDTH = ACTIONS.length + 1

export interface ActionCount {
  /** @param actions masks of the slots; the first `reached` count */
  reviewed(person: number, actions: Uint8Array, reached: number): void
  /** Segments × ACTION_WIDTH since it was last asked. */
  take(): Float64Array
}

/** What is done in a turn: whole masks are counted as they come, and read when the turn is over. */
export function createActionCount({ of, segments }: Groups): ActionCount {
  const masks = new Uint32Array(segments.length * MASKS)
  return {
    reviewed(person, actions, reached) {
      const from = of[person]! * MASKS
      for (let slot = 0; slot < reached; slot++) masks[from + (actions[slot]! & (MASKS - 1))]!++
    },
    take() {
      const counts = new Float64Array(segments.length * ACTION_WIDTH)
      for (let at = 0; at < masks.length; at++) {
        const times = masks[at]!
        if (times === 0) continue
        const row = Math.floor(at / MASKS) * ACTION_WIDTH
        for (let bit = 0; bit < ACTIONS.length; bit++) if (at & (1 << bit)) counts[row + bit]! += times
        counts[row + ACTIONS.length]! += times
      }
      masks.fill(0)
      return counts
    }
  }
}
