import { type AnyActorRef, createActor } from 'xstate'
import duty from '../machines/recommender.ts'
import { RecoError, type Recommender, type RecommenderDefinition, type RecommenderSetting } from '../src/define.ts'
import type { Bus, EndingSignal, InstructionSignal } from '../src/streams/bus.ts'
import { feedbackOf, type TurnBatch } from '../src/streams/turn.ts'
import { type Shown, serve } from './serving.ts'
import type { InspectionObserver } from './user.ts'

export interface RecommenderAgent {
  readonly actor: AnyActorRef
  /**
   * Nobody will wait again: takes in what was said last and who went last. To be called once, between two rounds.
   *
   * @returns what broke and can spoil no slate any more, so that it is not lost
   */
  finish(): Promise<readonly RecoError[]>
  /** Stops listening. */
  dismiss(): void
}

/** A step is over at once, or later. */
type Pending = void | Promise<void>

/** Something that a method of the recommender is to be told about one person. */
interface Delivery {
  readonly method: 'learn' | 'instructed' | 'endOfSession'
  readonly at: { readonly user: number; readonly session: number; readonly turn?: number }
  readonly tell: () => Pending
}

/** What broke for a person since its last slate; the next one is lost to it. */
type Troubles = Map<number, RecoError>

/**
 * A recommender at work: the duty machine joined to one way of recommending. What people said and who has gone waits in
 * its inbox until the next round, and is taken in by the order of people, not of arrival. Where it breaks over what one
 * person did or said, that person goes without a slate once; nobody else does.
 */
export function createRecommenderAgent(
  definition: RecommenderDefinition,
  setting: RecommenderSetting,
  bus: Bus,
  shown: Shown,
  inspect?: InspectionObserver
): RecommenderAgent {
  const recommender = definition.create(setting)
  const inbox: Inbox = { instructions: [], endings: [] }
  const troubles: Troubles = new Map()
  const actor = createActor(duty, inspect ? { id: 'recommender', inspect } : { id: 'recommender' })
  let batch: TurnBatch | undefined
  let busy: Pending // with the step that takes its time

  const close = (pending: Pending, done: 'perceiving.done' | 'acting.done' | 'remembering.done') => {
    if (pending) busy = pending.then(() => actor.send({ type: done }))
    else actor.send({ type: done })
  }
  /** The round is lost: whoever has no slate yet goes without. */
  const fail = (asked: TurnBatch) => (cause: unknown) => {
    for (let row = 0; row < asked.count; row++) if (!asked.slates[row]) asked.failures[row] ??= cause
    actor.send({ type: 'recommender.failed' })
  }
  const act = (asked: TurnBatch) => {
    try {
      const pending = serve(recommender, asked, spared(asked, troubles), setting.slateSize, shown)
      if (pending) busy = pending.then(() => actor.send({ type: 'acting.done' }), fail(asked))
      else actor.send({ type: 'acting.done' })
    } catch (cause) {
      fail(asked)(cause)
    }
  }
  actor.on('perceive', () => close(deliver(heard(recommender, inbox), troubles), 'perceiving.done'))
  actor.on('plan', () => actor.send({ type: 'planning.done' })) // what is planned comes with the slate it led to
  actor.on('act', () => act(batch!))
  actor.on('remember', () => close(deliver(done(recommender, batch!), troubles), 'remembering.done'))
  actor.start()

  let answered = true
  actor.subscribe((snapshot) => {
    if (answered || !(snapshot.matches('listening') || snapshot.matches('failed'))) return
    answered = true
    bus.slates.next(batch!)
  })
  const subscriptions = [
    bus.instructions.subscribe((signal) => inbox.instructions.push(signal)),
    bus.endings.subscribe((ending) => inbox.endings.push(ending)),
    bus.feedback.subscribe((reviewed) => {
      batch = reviewed
      actor.send({ type: 'feedback.given' })
    }),
    bus.requests.subscribe((asked) => {
      batch = asked
      answered = false
      const begin = () => actor.send({ type: 'slates.asked', waiting: asked.count })
      if (busy && actor.getSnapshot().matches('remembering')) busy.then(begin)
      else begin()
    })
  ]
  return {
    actor,
    async finish() {
      await busy // it may still be remembering
      if (actor.getSnapshot().status === 'active') actor.send({ type: 'world.ended' })
      await busy
      const left = [...troubles.values()]
      troubles.clear()
      return left
    },
    dismiss() {
      for (const subscription of subscriptions) subscription.unsubscribe()
      actor.stop()
    }
  }
}

interface Inbox {
  readonly instructions: InstructionSignal[]
  readonly endings: EndingSignal[]
}

const byUser = (a: { user: number }, b: { user: number }) => a.user - b.user

/** Empties the inbox. */
function* heard(recommender: Recommender, { instructions, endings }: Inbox): Generator<Delivery> {
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

/** What everybody did who looked at a slate. */
function* done(recommender: Recommender, batch: TurnBatch): Generator<Delivery> {
  if (!recommender.learn) return
  for (let row = 0; row < batch.count; row++) {
    if (batch.reached[row] === 0) continue
    const feedback = feedbackOf(batch, row)
    const { user, session, turn } = feedback
    yield { method: 'learn', at: { user, session, turn }, tell: () => recommender.learn?.(feedback) }
  }
}

/** One after the other. When one takes its time, what is to come is read from the batch at once: rows are filled anew. */
function deliver(deliveries: Generator<Delivery>, troubles: Troubles): Pending {
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
    const message = cause instanceof Error ? cause.message : String(cause)
    const what = `${method}() broke for person ${at.user}: ${message}`
    troubles.set(at.user, new RecoError('recommender.failed', { what, at, fix: `Mend ${method}().`, cause }))
  }
  try {
    const pending = tell()
    if (pending instanceof Promise) return pending.catch(fail)
  } catch (cause) {
    fail(cause)
  }
}

/** The rows of those who have no trouble; the others are told of theirs, and it is over. */
function spared({ count, users, failures }: TurnBatch, troubles: Troubles): number[] {
  const rows: number[] = []
  for (let row = 0; row < count; row++) {
    const user = users[row]!
    const trouble = troubles.get(user)
    if (!trouble) rows.push(row)
    else {
      failures[row] = trouble
      troubles.delete(user)
    }
  }
  return rows
}
