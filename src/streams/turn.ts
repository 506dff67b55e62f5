import type { Feedback, Slate } from '../contract/plugin.ts'

/**
 * One turn of all who take part, in columns: what the streams carry from the recommender to the people and back.
 * Row r belongs to person `users[r]`; its slots start at r · slateSize. Filled anew each turn: copy what must last.
 */
export interface TurnBatch {
  session: number
  turn: number
  /** Rows in use. */
  count: number
  readonly slateSize: number
  readonly users: Int32Array
  /** Simulated ms at which the person gets its slate. */
  readonly at: Float64Array
  readonly items: Int32Array
  /** 0 where no slate came. */
  readonly lengths: Uint8Array
  /** What the recommender gave for the row; undefined where it failed. */
  readonly slates: (Slate | undefined)[]
  /** What it threw instead. */
  readonly failures: (unknown | undefined)[]
  readonly actions: Uint8Array
  readonly watchSeconds: Float64Array
  readonly reasons: Uint8Array
  readonly reached: Uint8Array
}

export function createTurnBatch(people: number, slateSize: number): TurnBatch {
  const slots = people * slateSize
  return {
    session: 0,
    turn: 0,
    count: 0,
    slateSize,
    users: new Int32Array(people),
    at: new Float64Array(people),
    items: new Int32Array(slots),
    lengths: new Uint8Array(people),
    slates: [],
    failures: [],
    actions: new Uint8Array(slots),
    watchSeconds: new Float64Array(slots),
    reasons: new Uint8Array(slots),
    reached: new Uint8Array(people)
  }
}

/** One row as a recommender reads it. */
export function feedbackOf(batch: TurnBatch, row: number): Feedback {
  const from = row * batch.slateSize
  const to = from + batch.slateSize
  return {
    user: batch.users[row]!,
    session: batch.session,
    turn: batch.turn,
    items: batch.items.subarray(from, to),
    length: batch.lengths[row]!,
    actions: batch.actions.subarray(from, to),
    watchSeconds: batch.watchSeconds.subarray(from, to),
    reasons: batch.reasons.subarray(from, to),
    reached: batch.reached[row]!
  }
}
