import type { Feedback, ReviewedRound, Round, Slate, Why } from '../contract/plugin.ts'

/**
 * One turn of all who take part, in columns: what the streams carry from the recommender to the people and back.
 * Row r belongs to person `users[r]`; its slots start at r · size. Filled anew each turn: copy what must last.
 */
export interface TurnBatch extends ReviewedRound, Omit<Round, 'shown'> {
  session: number
  turn: number
  count: number
  /** Whether somebody listens, so that words are wanted beside items. */
  isHeard: boolean
  /** 1 for each person of whom somebody wants to know, beside those of whom everybody does. */
  ears: Uint8Array | undefined
  /** Whether whoever recommends wants to know what people do. */
  isLearntFrom: boolean
  propensities: Float64Array | undefined
  /** Why, where the recommender answered for all at once. */
  why: Why | undefined
  /** What it said beside the items, by row, where it answered one by one and somebody listens. */
  readonly words: Map<number, Words>
  /** What the person of a row thought of each slot, where its mind thinks in words of its own. */
  readonly thoughts: Map<number, readonly string[]>
  /** Why a row has no slate. */
  readonly failures: Map<number, unknown>
}

/** What a recommender says of a slate. */
export type Words = Pick<Slate, 'propensities' | 'why' | 'plan' | 'isLate'>

/** Room for numbers, in memory that threads may share. */
export type Memory = (bytes: number) => ArrayBufferLike

/** @param people  rows at most */
export function createTurnBatch(people: number, size: number, memory: Memory = (bytes) => new ArrayBuffer(bytes)) {
  const slots = people * size
  const batch: TurnBatch = {
    session: 0,
    turn: 0,
    count: 0,
    size,
    users: new Int32Array(memory(people * 4)),
    at: new Float64Array(memory(people * 8)),
    items: new Int32Array(memory(slots * 4)),
    lengths: new Uint8Array(memory(people)),
    isHeard: false,
    ears: undefined,
    isLearntFrom: true,
    propensities: undefined,
    why: undefined,
    words: new Map(),
    thoughts: new Map(),
    failures: new Map(),
    actions: new Uint8Array(memory(slots)),
    watchSeconds: new Float64Array(memory(slots * 8)),
    reasons: new Uint8Array(memory(slots)),
    reached: new Uint8Array(memory(people))
  }
  return batch
}

/** One row as a recommender reads it; a view of the batch, which is filled anew each turn. */
export function feedbackOf(batch: TurnBatch, row: number): Feedback {
  const from = row * batch.size
  const to = from + batch.size
  const thoughts = batch.thoughts.get(row)
  return {
    user: batch.users[row]!,
    session: batch.session,
    turn: batch.turn,
    items: batch.items.subarray(from, to),
    length: batch.lengths[row]!,
    actions: batch.actions.subarray(from, to),
    watchSeconds: batch.watchSeconds.subarray(from, to),
    reasons: batch.reasons.subarray(from, to),
    reached: batch.reached[row]!,
    ...(thoughts ? { thoughts } : {})
  }
}

/** A row that stays as it is when the batch is filled anew. */
export function keptFeedbackOf(batch: TurnBatch, row: number): Feedback {
  const { items, actions, watchSeconds, reasons, length, ...rest } = feedbackOf(batch, row)
  return {
    ...rest,
    length,
    items: items.slice(0, length),
    actions: actions.slice(),
    watchSeconds: watchSeconds.slice(),
    reasons: reasons.slice()
  }
}
