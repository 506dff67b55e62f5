import { type AnyActorRef, createActor } from 'xstate'
import duty from '../machines/recommender.ts'
import type { Feedback, Recommender, RecommenderDefinition, RecommenderSetting, Request, Slate } from '../src/define.ts'
import type { Bus, InstructionSignal } from '../src/streams/bus.ts'
import { feedbackOf, type TurnBatch } from '../src/streams/turn.ts'
import type { InspectionObserver } from './user.ts'

export interface RecommenderAgent {
  readonly actor: AnyActorRef
  /** Stops listening. */
  dismiss(): void
}

/** Whether a person has been shown an item lately. */
type Shown = (user: number, item: number) => boolean

/**
 * A recommender at work: the duty machine joined to one way of recommending. What people said and who has gone waits in
 * its inbox until the next round, and is taken in by the order of people, not of arrival.
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
  const actor = createActor(duty, inspect ? { id: 'recommender', inspect } : { id: 'recommender' })
  let batch: TurnBatch | undefined
  let broken: { cause: unknown } | undefined // it could not learn: what it would serve now is nobody's

  /** Does a step of the duty and says that it is done, or that it broke: whoever has no slate yet goes without. */
  const attempt =
    (
      work: (batch: TurnBatch) => void | Promise<void>,
      done: 'perceiving.done' | 'planning.done' | 'acting.done' | 'remembering.done'
    ) =>
    () => {
      const fail = (cause: unknown) => {
        if (done === 'remembering.done') broken = { cause }
        for (let row = 0; row < batch!.count; row++) if (!batch!.slates[row]) batch!.failures[row] ??= cause
        actor.send({ type: 'recommender.failed' })
      }
      try {
        const pending = work(batch!)
        if (pending) pending.then(() => actor.send({ type: done }), fail)
        else actor.send({ type: done })
      } catch (cause) {
        fail(cause)
      }
    }
  actor.on(
    'perceive',
    attempt(() => perceive(recommender, inbox), 'perceiving.done')
  )
  actor.on(
    'plan',
    attempt(() => {}, 'planning.done')
  ) // what is planned comes with the slate it led to
  actor.on(
    'act',
    attempt((asked) => {
      if (broken) throw broken.cause
      return serve(recommender, asked, setting.slateSize, shown)
    }, 'acting.done')
  )
  actor.on(
    'remember',
    attempt((reviewed) => learn(recommender, reviewed), 'remembering.done')
  )
  actor.start()

  let answered = true
  actor.subscribe((snapshot) => {
    if (answered || !(snapshot.matches('listening') || snapshot.matches('failed'))) return
    answered = true
    bus.slates.next(batch!)
  })
  const heard = [
    bus.instructions.subscribe((signal) => inbox.instructions.push(signal)),
    bus.endings.subscribe((ending) => inbox.endings.push(ending)),
    bus.feedback.subscribe((reviewed) => {
      batch = reviewed
      actor.send({ type: 'feedback.given' })
    }),
    bus.requests.subscribe((asked) => {
      batch = asked
      answered = false
      actor.send({ type: 'slates.asked', waiting: asked.count })
    })
  ]
  return {
    actor,
    dismiss() {
      for (const subscription of heard) subscription.unsubscribe()
      actor.stop()
    }
  }
}

interface Inbox {
  instructions: InstructionSignal[]
  endings: { readonly user: number; readonly session: number }[]
}

function perceive(recommender: Recommender, inbox: Inbox): void {
  const byUser = (a: { user: number }, b: { user: number }) => a.user - b.user
  for (const { user, instruction, feedback } of inbox.instructions.sort(byUser))
    recommender.instructed?.(user, instruction, feedback)
  for (const { user, session } of inbox.endings.sort(byUser)) recommender.endOfSession?.(user, session)
  inbox.instructions = []
  inbox.endings = []
}

function serve(recommender: Recommender, batch: TurnBatch, size: number, shown: Shown): void | Promise<void> {
  const requests = Array.from({ length: batch.count }, (_, row): Request => {
    const user = batch.users[row]!
    return {
      user,
      session: batch.session,
      turn: batch.turn,
      at: batch.at[row]!,
      size,
      shown: (item) => shown(user, item)
    }
  })
  if (!recommender.recommendBatch) return serveEach(recommender, requests, batch)
  const keep = (slates: readonly Slate[]) => {
    for (const [row, slate] of slates.entries()) batch.slates[row] = slate
  }
  const slates = recommender.recommendBatch(requests)
  return slates instanceof Promise ? slates.then(keep) : keep(slates)
}

/** One after the other; one that breaks does not take the others with it. */
function serveEach(recommender: Recommender, requests: readonly Request[], batch: TurnBatch): void | Promise<void> {
  const pending: Promise<void>[] = []
  for (const [row, request] of requests.entries()) {
    const fail = (cause: unknown) => {
      batch.failures[row] = cause
    }
    const keep = (slate: Slate) => {
      batch.slates[row] = slate
    }
    try {
      const slate = recommender.recommend(request)
      if (slate instanceof Promise) pending.push(slate.then(keep, fail))
      else keep(slate)
    } catch (cause) {
      fail(cause)
    }
  }
  if (pending.length > 0) return Promise.all(pending).then(() => {})
}

function learn(recommender: Recommender, batch: TurnBatch): void {
  if (!recommender.learn) return
  for (let row = 0; row < batch.count; row++)
    if (batch.reached[row]! > 0) recommender.learn(feedbackOf(batch, row) satisfies Feedback)
}
