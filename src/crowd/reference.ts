import { type AnyMachineSnapshot, type AnyStateMachine, createActor, fromTransition } from 'xstate'
import { MOODS, SCALARS } from '../contract/session.ts'
import type { MindsetInput, MindsetMachine } from '../mindset.ts'
import { brokenMindset } from '../streams/broken.ts'
import type { Cast } from '../streams/cast.ts'
import { createClock } from '../streams/clock.ts'
import { bitOf } from '../streams/saying.ts'
import type { Range } from './cast.ts'
import { type Configuration, configurationOf, createResolver, keyOf } from './configuration.ts'
import { cannot, createScope, type Deed } from './scope.ts'
import type { Event } from './shadow.ts'

/** XState's own interpreter over rows: what a crowd is measured by, and runs machines that no crowd can. */
export interface Reference {
  bear(row: number, input: unknown): void
  /** @throws RecoError `mindset.failed` when the row is broken */
  send(row: number, event: Event, at: number): void
  snapshot(row: number): AnyMachineSnapshot
  /** Sets a number of a context; false where it has none of that name. */
  set(row: number, name: string, value: number): boolean
}

/**
 * @param rows how many there is room for
 * @param hear called with what they emit
 */
export function createReference(machine: AnyStateMachine, rows: number, hear: (event: Event) => void): Reference {
  const clock = createClock()
  const system = createActor(
    fromTransition(() => null, null),
    { clock: clock as never }
  ).system as unknown as { scheduler: { cancelAll(self: unknown): void } }
  const resolve = createResolver(machine)
  const configurations: Configuration[] = []
  const index = new Map<string, number>()
  const places = new Uint32Array(rows)
  const broken = new Map<number, unknown>()
  const selves = new Map<number, Self>()
  let keys: readonly string[] = []
  let numbers = new Float64Array(0)
  let deferred: (() => void)[] = []
  let isBorn = true
  const hands = {
    act({ exec, info, params }: Deed) {
      if (isBorn) exec?.(info, params)
      else deferred.push(() => exec?.(info, params))
    },
    defer: (task: () => void) => void deferred.push(task),
    emit: (event: unknown) => hear(event as Event),
    scheduler: system.scheduler
  }

  function scopeOf(row: number) {
    let self = selves.get(row)
    if (!self) {
      self = selfOf(row, (event) => take(row, event))
      selves.set(row, self)
    }
    deferred = []
    return createScope({ ...hands, self })
  }

  function carryOut(): void {
    for (let task = deferred.shift(); task; task = deferred.shift()) task()
  }

  function write(row: number, snapshot: AnyMachineSnapshot): void {
    const key = keyOf(snapshot)
    const place = index.get(key) ?? configurations.push(configurationOf(snapshot)) - 1
    index.set(key, place)
    places[row] = place
    const context = snapshot.context as Record<string, number>
    if (keys.length === 0) {
      keys = Object.keys(context)
      numbers = new Float64Array(rows * keys.length)
    }
    for (const [key, value] of Object.entries(context)) {
      const k = keys.indexOf(key)
      if (k < 0 || typeof value !== 'number')
        throw cannot(`The context came to hold ${String(value)} in «${key}»; a row holds the numbers it began with.`)
      numbers[row * keys.length + k] = value
    }
  }

  function read(row: number): AnyMachineSnapshot {
    const own = keys.map((key, k) => [key, numbers[row * keys.length + k]!])
    return resolve(configurations[places[row]!]!, Object.fromEntries(own))
  }

  function over(row: number): void {
    const self = selves.get(row)
    if (self) system.scheduler.cancelAll(self)
  }

  /** One macrostep, as an actor takes it. */
  function take(row: number, event: Event): void {
    if (broken.has(row)) return
    const before = read(row)
    if (before.status !== 'active') return
    isBorn = true
    try {
      write(row, machine.transition(before, event, scopeOf(row)))
    } catch (error) {
      broken.set(row, error)
      over(row)
      return
    }
    carryOut()
    if (configurations[places[row]!]!.status !== 'active') over(row)
  }

  return {
    bear(row, input) {
      broken.delete(row)
      clock.runTo(row, 0)
      isBorn = false
      const born = machine.getInitialSnapshot(scopeOf(row), input)
      write(row, { ...born, status: born.status === 'error' ? 'active' : born.status } as AnyMachineSnapshot)
      if (born.status === 'error') {
        broken.set(row, born.error)
        return
      }
      try {
        carryOut()
      } catch (error) {
        broken.set(row, error)
      }
      if (born.status === 'done' || broken.has(row)) over(row)
    },
    send(row, event, at) {
      clock.runTo(row, at)
      take(row, event)
      if (broken.has(row)) throw brokenMindset(machine.id, event.type, broken.get(row))
    },
    set(row, name, value) {
      const key = keys.indexOf(name)
      if (key < 0) return false
      numbers[row * keys.length + key] = value
      return true
    },
    snapshot(row) {
      const snapshot = read(row)
      return broken.has(row)
        ? ({ ...snapshot, status: 'error', error: broken.get(row) } as AnyMachineSnapshot)
        : snapshot
    }
  }
}

/** What XState's scheduler wants of an actor: a name, and somebody who takes an event. */
interface Self {
  readonly sessionId: string
  _send(event: Event): void
}
const selfOf = (row: number, take: (event: Event) => void): Self => ({ sessionId: `row-${row}`, _send: take })

/** Everybody as a row, run by XState's own interpreter. */
export function createReferenceCast(
  mindset: MindsetMachine,
  inputs: (user: number) => MindsetInput,
  people: number,
  { range = { from: 0, to: people } }: { range?: Range } = {}
): Cast {
  let said = 0
  const rows = createReference(mindset, people, ({ type }) => {
    said |= bitOf(type)
  })
  for (let user = range.from; user < range.to; user++) rows.bear(user, inputs(user))
  return {
    send(user, event, at) {
      said = 0
      rows.send(user, event, at)
      return said
    },
    felt(user, into) {
      const { context } = rows.snapshot(user)
      for (let i = 0; i < SCALARS.length; i++) into[i] = context[SCALARS[i]!]
    },
    mood(user) {
      const { tags } = rows.snapshot(user)
      return MOODS.findIndex((mood) => tags.has(mood))
    },
    snapshot: rows.snapshot,
    set: rows.set
  }
}
