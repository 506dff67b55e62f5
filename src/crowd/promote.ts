import { type AnyActor, type AnyMachineSnapshot, createActor, type InspectionEvent, type Observer } from 'xstate'
import type { MindsetMachine } from '../mindset.ts'
import { createClock } from '../streams/clock.ts'
import { type Audit, diverged } from './audit.ts'
import { difference, isSame } from './compare.ts'
import { createResolver } from './configuration.ts'
import type { Rows } from './rows.ts'
import type { Event } from './shadow.ts'

export interface PromoteOptions {
  /** Watches the actor, which is the root of a system of its own. */
  readonly inspect?: Observer<InspectionEvent> | ((event: InspectionEvent) => void)
}

/** A person who is alive: an XState actor that gets every event that its row gets, and is compared with it after each. */
export interface Promoted {
  readonly user: number
  readonly actor: AnyActor
  /** Gives an event to row and actor alike, at ms of the person's own clock. Returns what was said, as the cast does. */
  send(event: Event, at: number): number
  /** The actor stops; the row goes on. */
  release(): void
}

interface Life extends Promoted {
  readonly said: Event[]
  readonly options: PromoteOptions
}

export type Promotion = ReturnType<typeof createPromotion>

/** Brings rows to life and lets them go. The row stays the authority; an actor that parts from it is the audit's finding. */
export function createPromotion(machine: MindsetMachine, rows: Rows, audit: Pick<Audit, 'distrust'>) {
  const lives = new Map<number, Life>()
  const isLive = new Uint8Array(rows.places.length)
  const resolve = createResolver(machine)
  const clock = createClock()
  const emitted: Event[] = []
  const waiting = new Map<number, Promoted>()
  // An actor is restored with its states in the order in which it had them, which the machine itself would sort anew.
  const logic = Object.assign(Object.create(machine) as MindsetMachine, {
    restoreSnapshot: (snapshot: AnyMachineSnapshot) => snapshot
  })

  function promote(user: number, { inspect }: PromoteOptions = {}): Promoted {
    const known = lives.get(user)
    if (inspect) waiting.delete(user) // it is alive for more than its waiting now
    if (known && !inspect) return known
    if (known) release(user) // observers are of a system: it is brought to life anew, with one
    const said: Event[] = []
    clock.runTo(user, 0)
    const { status, error } = rows.snapshot(user)
    const here = resolve(rows.configuration(user), rows.context(user))
    const snapshot = status === 'error' ? { ...here, status, error } : here
    const actor = createActor(logic, { id: `user-${user}`, clock, snapshot, ...(inspect ? { inspect } : {}) } as never)
    actor.on('*', (event) => said.push(event as Event))
    actor.subscribe({ error: () => {} }) // without it XState throws what breaks the actor at the whole process
    actor.start()
    rearm(user, actor)
    const life: Life = {
      user,
      actor,
      said,
      options: inspect ? { inspect } : {},
      send: (event, at) => send(user, event, at),
      release: () => release(user)
    }
    lives.set(user, life)
    isLive[user] = 1
    return life
  }

  /**
   * XState restores no timers: they are set again in their order, each for the time at which it was due. An id stands for
   * the one set last; where it stands for none any more, XState is made to forget it, as it had.
   */
  function rearm(user: number, actor: AnyActor): void {
    const { scheduler } = actor.system as unknown as { scheduler: Scheduler }
    const pending = rows.timers?.of(user) ?? []
    for (const [i, { timer, due }] of pending.entries()) {
      const { event, id = `without an id, ${i}` } = rows.timing[timer]!
      scheduler.schedule(actor, actor, event, due, id)
    }
    const current = new Set(pending.filter(({ isCurrent }) => isCurrent).map(({ timer }) => rows.timing[timer]!.id))
    for (const { timer } of pending) {
      const { event, id } = rows.timing[timer]!
      if (id === undefined || current.has(id)) continue
      scheduler.schedule(actor, actor, event, 0, id)
      scheduler.cancel(actor, id)
    }
  }

  function release(user: number): void {
    const life = lives.get(user)
    if (!life) return
    lives.delete(user)
    isLive[user] = 0
    life.actor.stop()
    for (const alarm of [...clock.alarms(user)]) clock.clearTimeout(alarm) // those that XState has lost sight of
  }

  function send(user: number, event: Event, at: number): number {
    const life = lives.get(user)
    if (!life) return rows.send(user, event, at)
    emitted.length = life.said.length = 0
    rows.hear(emitted)
    try {
      return rows.send(user, event, at)
    } finally {
      rows.hear(undefined)
      clock.runTo(user, at)
      if (life.actor.getSnapshot().status === 'active') life.actor.send({ ...event }) // whoever watches may keep it
      compare(user, event, life)
    }
  }

  function compare(user: number, event: Event, { actor, said }: Life): void {
    const snapshot = actor.getSnapshot() as AnyMachineSnapshot
    const found =
      difference(rows, user, snapshot) ??
      (isSame(emitted, said) ? undefined : `it said ${JSON.stringify(emitted)}, the actor ${JSON.stringify(said)}`)
    if (found !== undefined) audit.distrust(diverged(rows, user, event, found))
  }

  return {
    promote,
    send,
    /** Its row was changed from outside: whoever is alive is brought to life anew. */
    renew(user: number): void {
      const life = lives.get(user)
      if (!life) return
      const waits = waiting.has(user)
      release(user)
      const again = promote(user, life.options)
      if (waits) waiting.set(user, again)
    },
    isLive: (user: number) => isLive[user] === 1,
    /** Whoever waits for a mind is alive for so long, unless it is so anyway. */
    awaits(user: number, waits: boolean): void {
      if (waits && isLive[user] === 0) waiting.set(user, promote(user))
      else if (!waits && waiting.delete(user)) release(user)
    }
  }
}

interface Scheduler {
  schedule(source: AnyActor, target: AnyActor, event: Event, delay: number, id: string): void
  cancel(source: AnyActor, id: string): void
}
