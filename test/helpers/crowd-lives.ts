import { expect } from 'vitest'
import { type AnyMachineSnapshot, type AnyStateMachine, createActor } from 'xstate'
import { RecoError } from '../../src/contract/error.ts'
import { compile, type Program } from '../../src/crowd/compile.ts'
import { keyOf, placeOf } from '../../src/crowd/configuration.ts'
import { createReference } from '../../src/crowd/reference.ts'
import { createRows, type Rows } from '../../src/crowd/rows.ts'
import { brokenMindset } from '../../src/streams/broken.ts'
import { createClock } from '../../src/streams/clock.ts'

export type Happening = { type: string; by?: number; after: number }

/** What can be seen of a life after an event. */
export interface Seen {
  readonly place: string
  readonly value: unknown
  readonly history: unknown
  readonly tags: readonly string[]
  readonly output: unknown
  readonly context: unknown
  readonly emitted: readonly unknown[]
  /** Code and words of what was thrown at whoever sent the event. */
  readonly error: string | undefined
}

export interface Way {
  readonly name: string
  send(event: { type: string }, at: number): void
  snapshot(): AnyMachineSnapshot
  readonly emitted: unknown[]
}

/** A real actor, on a simulated clock. */
export function live(machine: AnyStateMachine, input: unknown): Way {
  const clock = createClock()
  const emitted: unknown[] = []
  const actor = createActor(machine, { input, clock } as never)
  actor.on('*', (event) => emitted.push(event))
  actor.subscribe({ error: () => {} })
  actor.start()
  return {
    name: 'live',
    emitted,
    send(event, at) {
      clock.runTo(0, at)
      if ((actor.getSnapshot() as AnyMachineSnapshot).status === 'active') actor.send(event)
      const { status, error } = actor.getSnapshot() as AnyMachineSnapshot
      if (status === 'error') throw brokenMindset(machine.id, event.type, error)
    },
    snapshot: () => actor.getSnapshot() as AnyMachineSnapshot
  }
}

export function reference(machine: AnyStateMachine, input: unknown): Way {
  const emitted: unknown[] = []
  const rows = createReference(machine, 4, (event) => emitted.push(event))
  rows.bear(2, input)
  return { name: 'reference', emitted, send: (event, at) => rows.send(2, event, at), snapshot: () => rows.snapshot(2) }
}

/** A row of the crowd, between two neighbours who live as well. */
export function crowd(
  machine: AnyStateMachine,
  input: unknown,
  program: Program = compile(machine)
): Way & { rows: Rows } {
  const emitted: never[] = []
  const rows = createRows(program, 4, [input, { a: 1 }])
  rows.bear(1, input)
  rows.hear(emitted)
  rows.bear(2, input)
  rows.hear(undefined)
  rows.bear(3, input)
  return {
    name: 'crowd',
    rows,
    emitted,
    send(event, at) {
      rows.hear(emitted)
      try {
        rows.send(2, event, at)
      } finally {
        rows.hear(undefined)
      }
    },
    snapshot: () => rows.snapshot(2)
  }
}

/** All that can be seen, after a way has been sent something. */
export function see({ emitted, snapshot }: Way, error?: unknown): Seen {
  const now = snapshot()
  const history = Object.fromEntries(
    Object.entries(now.historyValue ?? {}).map(([id, nodes]) => [
      id,
      (nodes as { id: string }[]).map((node) => node.id).sort()
    ])
  )
  const seen = {
    place: now._nodes ? `${placeOf(now)} ${now.status === 'error' ? '' : keyOf(now)}` : '',
    value: now.value,
    history,
    tags: [...(now.tags ?? [])].sort(),
    output: now.output,
    context: now.context,
    emitted: [...emitted],
    error:
      error instanceof RecoError
        ? `${error.code} ${error.message}`
        : error === undefined
          ? undefined
          : `strange: ${error}`
  }
  emitted.length = 0
  return seen
}

/** Sends, and sees. */
export function after(way: Way, event: { type: string }, at: number): Seen {
  try {
    way.send(event, at)
    return see(way)
  } catch (error) {
    return see(way, error)
  }
}

/** One life three ways, compared from birth and after every event; where it was, on what. */
export function liveThrice(machine: AnyStateMachine, input: unknown, happenings: readonly Happening[]): string[] {
  const ways = [live, reference, crowd].map((make) => make(machine, input))
  const { rows } = ways[2] as ReturnType<typeof crowd>
  const [born, ...others] = ways.map((way) => see(way))
  for (const other of others) expect(other).toEqual(born)
  let at = 0
  const pairs: string[] = []
  for (const { type, by, after: pause } of happenings) {
    at += pause
    pairs.push(`${rows.configuration(2).status} ${rows.places[2]} ${type}`)
    const [first, ...same] = ways.map((way) => after(way, { type, by } as { type: string }, at))
    for (const other of same) expect(other).toEqual(first)
    if ((rows.timers?.of(2).length ?? 0) > MOST_TIMERS) break
  }
  return pairs
}

/** Timers that arm several others double every few ms; such a life is left alone. */
const MOST_TIMERS = 20
