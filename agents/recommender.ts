import { type AnyActorRef, createActor } from 'xstate'
import duty from '../machines/recommender.ts'
import {
  isStop,
  RecoError,
  type Recommender,
  type RecommenderDefinition,
  type RecommenderSetting
} from '../src/define.ts'
import { created } from '../src/streams/broken.ts'
import type { Bus } from '../src/streams/bus.ts'
import type { Feed } from '../src/streams/feed.ts'
import { createShown, type Shown } from '../src/streams/shown.ts'
import { brokeServing, messageOf } from '../src/streams/slate.ts'
import type { TurnBatch } from '../src/streams/turn.ts'
import { deliver, heard, type Inbox, learnt, type Pending, type Troubles } from './hearing.ts'
import { type Counter, serve, think } from './serving.ts'
import type { InspectionObserver } from './user.ts'

export interface RecommenderAgent {
  readonly actor: AnyActorRef
  /** The way of recommending that it was joined to. */
  readonly way: Recommender
  /** What people were shown, for whoever comes after it. */
  readonly past: Past
  /** Nobody is to be shown this item any more. */
  withdraw(item: number): void
  /** An item that was withdrawn may be shown from now on. */
  release(item: number): void
  /**
   * Takes in what all did, in parts that are in the order of people: for agents that `gathersLater`, once a turn, when
   * every thread has played it.
   */
  gather(parts: readonly TurnBatch[]): void
  /** How many slates came late so far: there was something to think about, and no time for it. */
  late(): number
  /** What the first of them said of it. */
  whyLate(): string
  /**
   * Nobody will wait again: takes in what was said last and who went last. To be called once, between two rounds.
   *
   * @returns what broke and can spoil no slate any more, so that it is not lost
   */
  finish(): Promise<readonly RecoError[]>
  /** Stops listening. */
  dismiss(): void
}

/** What goes on when one recommender takes over from another. */
export interface Past {
  readonly shown: Shown | undefined
  readonly withdrawn: ReadonlySet<number>
}

export interface AgentOptions {
  /** What the recommender is called. */
  readonly name: string
  /** People whom it may meet: their numbers go from 0 to below this. */
  readonly people: number
  readonly inspect?: InspectionObserver | undefined
  /** Several agents serve one world: each learns of its own people, and `gather` is called for it. */
  readonly gathersLater?: boolean
  /** Of the recommender before it, if there was one. */
  readonly past?: Past | undefined
  /** What comes to people beside what is recommended to them. */
  readonly feed?: Feed | undefined
}

/**
 * A recommender at work: the duty machine joined to one way of recommending. What people said and who has gone waits in
 * its inbox until the next round, and is taken in by the order of people, not of arrival. Where it breaks over what one
 * person did or said, that person goes without a slate once; nobody else does.
 */
export function createRecommenderAgent(
  definition: RecommenderDefinition,
  setting: RecommenderSetting,
  bus: Bus,
  { name, people, inspect, gathersLater = false, past, feed }: AgentOptions
): RecommenderAgent {
  const recommender = created('recommender', name, () => definition.create(setting))
  const kept = definition.repeats && !feed ? undefined : (past?.shown ?? createShown(people, setting.catalogue.size))
  const shown = kept ?? nothingKept(name)
  const withdrawn = new Set(past?.withdrawn)
  if (kept && !past?.shown) for (const item of withdrawn) kept.withdraw(item)
  const learns = Boolean(recommender.learn || recommender.gather || recommender.instructed || feed)
  const inbox: Inbox = { instructions: [], endings: [] }
  const troubles: Troubles = new Map()
  const actor = createActor(duty, inspect ? { id: 'recommender', inspect } : { id: 'recommender' })
  let batch: TurnBatch | undefined
  let busy: Pending // with the step that takes its time
  let lost: unknown // what broke for everybody since the last round
  let chances = new Float64Array(0)
  let late = 0
  let whyLate: string | undefined

  const close = (pending: Pending, done: 'perceiving.done' | 'acting.done' | 'remembering.done') => {
    if (pending) busy = pending.then(() => actor.send({ type: done }))
    else actor.send({ type: done })
  }
  /** The round is lost: whoever has no slate yet goes without. */
  const fail = (asked: TurnBatch, cause: unknown) => {
    for (let row = 0; row < asked.count; row++)
      if (asked.lengths[row] === 0 && !asked.failures.has(row))
        asked.failures.set(row, brokeServing(asked, row, name, cause))
    actor.send({ type: isStop(cause) ? 'run.stopped' : 'recommender.failed' })
  }
  const counterOf = (asked: TurnBatch): Counter => ({
    recommender: name,
    items: setting.catalogue.size,
    shown,
    isSpared: (row) => asked.failures.has(row),
    withdrawn,
    feed,
    room(numbers) {
      if (chances.length < numbers) chances = new Float64Array(numbers)
      return chances.subarray(0, numbers)
    },
    mayBreathe: !gathersLater,
    onLate(slate) {
      late++
      whyLate ??= slate.plan?.plan
    }
  })
  const plan = (asked: TurnBatch) => {
    const broken = lost
    lost = undefined
    const done = (slow: number) =>
      actor.send(slow > 0 ? { type: 'deadline.passed', late: slow } : { type: 'planning.done' })
    const lose = (cause: unknown) => fail(asked, cause instanceof RecoError ? cause : brokePlanning(name, cause))
    try {
      if (broken !== undefined) return fail(asked, broken)
      spare(asked, troubles)
      const pending = think(recommender, asked, counterOf(asked))
      if (typeof pending === 'number') done(pending)
      else busy = pending.then(done, lose)
    } catch (cause) {
      lose(cause)
    }
  }
  const act = (asked: TurnBatch) => {
    try {
      const pending = serve(recommender, asked, counterOf(asked))
      if (pending)
        busy = pending.then(
          () => actor.send({ type: 'acting.done' }),
          (cause) => fail(asked, cause)
        )
      else actor.send({ type: 'acting.done' })
    } catch (cause) {
      fail(asked, cause)
    }
  }
  const gather = (parts: readonly TurnBatch[]) => {
    try {
      for (const part of parts) recommender.gather?.(part)
    } catch (cause) {
      lost = cause
    }
  }
  const remember = (reviewed: TurnBatch): Pending => {
    feed?.took(reviewed)
    const pending = learnt(recommender, reviewed, troubles)
    if (gathersLater) return pending
    if (!pending) return gather([reviewed])
    if (recommender.gather) return pending.then(() => gather([reviewed]))
    return pending
  }
  actor.on('perceive', () => close(deliver(heard(recommender, inbox), troubles), 'perceiving.done'))
  actor.on('plan', () => plan(batch!))
  actor.on('act', () => act(batch!))
  actor.on('remember', () => close(remember(batch!), 'remembering.done'))
  actor.start()

  let answered = true
  actor.subscribe((snapshot) => {
    if (answered || !(snapshot.matches('listening') || snapshot.matches('failed'))) return
    answered = true
    bus.slates.next(batch!)
  })
  const subscriptions = [
    bus.feedback.subscribe((reviewed) => {
      batch = reviewed
      actor.send({ type: 'feedback.given' })
    }),
    bus.requests.subscribe((asked) => {
      batch = asked
      batch.isLearntFrom = learns
      answered = false
      const begin = () => actor.send({ type: 'slates.asked', waiting: asked.count })
      if (busy && actor.getSnapshot().matches('remembering')) busy.then(begin)
      else begin()
    })
  ]
  if (recommender.instructed)
    subscriptions.push(bus.instructions.subscribe((signal) => inbox.instructions.push(signal)))
  if (recommender.endOfSession) subscriptions.push(bus.endings.subscribe((ending) => inbox.endings.push(ending)))
  return {
    actor,
    way: recommender,
    past: { shown: kept ?? past?.shown, withdrawn },
    withdraw(item) {
      withdrawn.add(item)
      kept?.withdraw(item)
    },
    release(item) {
      withdrawn.delete(item)
      kept?.release(item)
    },
    gather,
    late: () => late,
    whyLate: () => whyLate ?? '',
    async finish() {
      await busy // it may still be remembering
      if (actor.getSnapshot().status === 'active') actor.send({ type: 'world.ended' })
      await busy
      const left = [...troubles.values(), ...(lost === undefined ? [] : [lostGathering(name, lost)])]
      troubles.clear()
      return left
    },
    dismiss() {
      for (const subscription of subscriptions) subscription.unsubscribe()
      actor.stop()
    }
  }
}

/** Those who have a trouble are told of it instead of getting a slate, and it is over. */
function spare({ count, users, failures }: TurnBatch, troubles: Troubles): void {
  if (troubles.size === 0) return
  for (let row = 0; row < count; row++) {
    const trouble = troubles.get(users[row]!)
    if (trouble && troubles.delete(users[row]!)) failures.set(row, trouble)
  }
}

const brokePlanning = (name: string, cause: unknown) =>
  new RecoError('recommender.failed', {
    what: `plan() of "${name}" broke: ${messageOf(cause)}`,
    fix: 'Mend plan().',
    cause
  })

const lostGathering = (name: string, cause: unknown) =>
  new RecoError('recommender.failed', {
    what: `gather() of "${name}" broke: ${messageOf(cause)}`,
    fix: 'Mend gather().',
    cause
  })

/** For a recommender that said that it never asks; should it ask all the same, it hears so. */
function nothingKept(name: string): Shown {
  const refuse = (): never => {
    throw new RecoError('recommender.repeats', {
      what: `"${name}" declares that it repeats, and asks what was shown all the same.`,
      fix: 'Leave out `repeats: true`, and what was shown is kept.'
    })
  }
  return {
    get bits() {
      return refuse()
    },
    words: 0,
    has: refuse,
    add: () => undefined,
    withdraw: () => undefined,
    release: () => undefined
  }
}
