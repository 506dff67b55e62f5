import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate'
import { createScope, type Deed } from './scope.ts'
import type { Event } from './shadow.ts'

/** What a machine had its clock do in one step. */
export type Timing =
  | { readonly event: Event; readonly delay: number; readonly id: string | undefined }
  | { readonly id: string }

/** XState's own interpreter over snapshots that no actor holds: what all else is measured by. */
export interface Interpreter {
  /** A machine's first step. What breaks it is in its snapshot, as in an actor's. */
  birth(input: unknown): AnyMachineSnapshot
  /** One event. Throws what an action or guard throws. */
  step(from: AnyMachineSnapshot, event: Event): AnyMachineSnapshot
  /** What the last of these steps emitted, and what it wanted of its clock; kept until the next one. */
  readonly emitted: readonly Event[]
  readonly timing: readonly Timing[]
}

export function createInterpreter(machine: AnyStateMachine): Interpreter {
  const emitted: Event[] = []
  const timing: Timing[] = []
  let deferred: (() => void)[] = []
  let isBorn = true
  const scope = createScope({
    act(deed: Deed) {
      const act = () => deed.exec?.(deed.info, deed.params)
      if (isBorn) act()
      else deferred.push(act) // an actor carries its first actions out once it has started
    },
    defer: (task) => void deferred.push(task),
    emit: (event) => void emitted.push(event as Event),
    scheduler: {
      schedule: (_source: unknown, _target: unknown, event: Event, delay: number, id?: string) =>
        void timing.push({ event, delay, id }),
      cancel: (_source: unknown, id: string) => void timing.push({ id })
    }
  })

  function begin(born: boolean): void {
    isBorn = born
    deferred = []
    emitted.length = timing.length = 0
  }
  function carryOut(): void {
    for (let task = deferred.shift(); task; task = deferred.shift()) task()
  }

  return {
    emitted,
    timing,
    birth(input) {
      begin(false)
      const born = machine.getInitialSnapshot(scope, input)
      if (born.status === 'error') return born
      try {
        carryOut()
        return born
      } catch (error) {
        return { ...born, status: 'error', error } as AnyMachineSnapshot
      }
    },
    step(from, event) {
      begin(true)
      const next = machine.transition(from, event, scope)
      carryOut()
      return next
    }
  }
}

/** The same machine, but that its plain actions, which may reach out into the world, are not carried out. */
export function withoutDeeds(machine: AnyStateMachine): AnyStateMachine {
  const actions = machine.implementations.actions as unknown as Record<string, unknown>
  const plain = Object.keys(actions).filter((name) => !('resolve' in (actions[name] as object)))
  if (plain.length === 0) return machine
  return machine.provide({
    actions: Object.fromEntries(plain.map((name) => [name, () => {}]))
  } as never) as AnyStateMachine
}
