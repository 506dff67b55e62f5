import { type Feedback, RecoError, type Recommender } from '../src/define.ts'
import type { EndingSignal, InstructionSignal } from '../src/streams/bus.ts'
import { feedbackOf, keptFeedbackOf, type TurnBatch } from '../src/streams/turn.ts'

/** A step is over at once, or later. */
export type Pending = void | Promise<void>

/** What waits to be told to a recommender. */
export interface Inbox {
  readonly instructions: InstructionSignal[]
  readonly endings: EndingSignal[]
}

/** What broke for a person since its last slate; the next one is lost to it. */
export type Troubles = Map<number, RecoError>

/** Something that a method of the recommender is to be told about one person. */
interface Delivery {
  readonly method: 'learn' | 'instructed' | 'endOfSession'
  readonly at: { readonly user: number; readonly session: number; readonly turn?: number }
  readonly tell: () => Pending
}

const byUser = (a: { user: number }, b: { user: number }) => a.user - b.user

/** Empties the inbox. */
export function* heard(recommender: Recommender, { instructions, endings }: Inbox): Generator<Delivery> {
  const said = instructions.splice(0).sort(byUser)
  const gone = endings.splice(0).sort(byUser)
  for (const { user, instruction, feedback } of said)
    yield {
      method: 'instructed',
      at: { user, session: feedback.session, turn: feedback.turn },
      tell: () => recommender.instructed?.(user, instruction, feedback)
    }
  for (const { user, session } of gone)
    yield { method: 'endOfSession', at: { user, session }, tell: () => recommender.endOfSession?.(user, session) }
}

/** Tells what everybody did who looked at a slate. When one takes its time, the others are told from copies: rows are filled anew. */
export function learnt(recommender: Recommender, batch: TurnBatch, troubles: Troubles): Pending {
  if (!recommender.learn) return
  for (let row = 0; row < batch.count; row++) {
    if (batch.reached[row] === 0) continue
    const pending = deliverOne(lesson(recommender, feedbackOf(batch, row)), troubles)
    if (!pending) continue
    const rest: Delivery[] = []
    for (let later = row + 1; later < batch.count; later++)
      if (batch.reached[later]! > 0) rest.push(lesson(recommender, keptFeedbackOf(batch, later)))
    return deliverAfter(pending, rest, troubles)
  }
}

const lesson = (recommender: Recommender, feedback: Feedback): Delivery => ({
  method: 'learn',
  at: feedback,
  tell: () => recommender.learn!(feedback)
})

/** One after the other. */
export function deliver(deliveries: Generator<Delivery>, troubles: Troubles): Pending {
  for (let next = deliveries.next(); !next.done; next = deliveries.next()) {
    const pending = deliverOne(next.value, troubles)
    if (pending) return deliverAfter(pending, [...deliveries], troubles)
  }
}

async function deliverAfter(pending: Promise<void>, rest: readonly Delivery[], troubles: Troubles): Promise<void> {
  await pending
  for (const delivery of rest) await deliverOne(delivery, troubles)
}

/** Never throws: what breaks is the trouble of one person. */
function deliverOne({ method, at, tell }: Delivery, troubles: Troubles): Pending {
  const fail = (cause: unknown) => {
    if (troubles.has(at.user)) return
    const { user, session, turn } = at
    const message = cause instanceof Error ? cause.message : String(cause)
    const what = `${method}() broke for person ${user}: ${message}`
    const where = { user, session, ...(turn === undefined ? {} : { turn }) }
    troubles.set(user, new RecoError('recommender.failed', { what, at: where, fix: `Mend ${method}().`, cause }))
  }
  try {
    const pending = tell()
    if (pending instanceof Promise) return pending.catch(fail)
  } catch (cause) {
    fail(cause)
  }
}
