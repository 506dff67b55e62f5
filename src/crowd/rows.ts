import type { AnyMachineSnapshot } from 'xstate'
import type { RecoError } from '../contract/error.ts'
import { brokenMindset } from '../streams/broken.ts'
import type { Program } from './compile.ts'
import { type Configuration, createResolver } from './configuration.ts'
import { contextMaker, createWriter, keysOf } from './context.ts'
import { createExplainer, type Explainer } from './explain.ts'
import type { Timer } from './generate.ts'
import { load } from './load.ts'
import { isRefusal } from './scope.ts'
import { BIRTH, type Event } from './shadow.ts'
import { createTimers, type Timers } from './timers.ts'

/** Looks steps over that it is shown. */
export interface Auditor {
  wants(row: number, event: number, at: number): boolean
  /** Called before a step that it wants. */
  before(row: number, event: Event): void
  /** Called after it, with what was emitted, and what was wanted of the clock: timers to arm, ids to cancel. */
  after(row: number, emitted: readonly Event[], timing: readonly (number | string)[]): void
  /** What has shown that the crowd cannot be trusted. */
  distrust(error: RecoError): void
}

/** A row as plain data. */
export interface SavedRow {
  readonly place: number
  readonly numbers: Float64Array
  /** Delayed events that are armed, in their order, and when each is due. */
  readonly armed: readonly { readonly timer: number; readonly due: number }[]
}

/** Many lives of one machine, each a row: a configuration, and a few numbers side by side. */
export interface Rows {
  readonly program: Program
  readonly keys: readonly string[]
  /** The configuration of each row. */
  readonly places: Uint16Array
  /** The context: the numbers of a row begin at row · keys.length, in the order of keys. */
  readonly numbers: Float64Array
  /** Delayed events, where the machine has any. */
  readonly timers: Timers | undefined
  readonly timing: readonly Timer[]
  /** Begins a life. What its machine throws is thrown at the first event. */
  bear(row: number, input: unknown): void
  /**
   * Gives a row what its timers owe until `at`, in ms, and then an event. Returns what it emitted, as bits.
   *
   * @throws RecoError `mindset.failed` when it is broken
   */
  send(row: number, event: Event, at: number): number
  /** The same for an event whose position among those of the program is known. */
  sendAt(row: number, index: number, event: Event, at: number): number
  configuration(row: number): Configuration
  context(row: number): Record<string, number>
  isBroken(row: number): boolean
  /** The snapshot that XState would hold. */
  snapshot(row: number): AnyMachineSnapshot
  /** All that there is to a row, as plain data; and a row made to be so again. */
  save(row: number): SavedRow
  load(row: number, saved: SavedRow): void
  /** From now on events that are emitted are put into this list, or into none. */
  hear(list: Event[] | undefined): void
  audit(auditor: Auditor): void
  /** Counts from now on how often each of the program's ways is gone, by group of rows. */
  count(into: Float64Array, groups: Uint16Array): void
}

/**
 * @param rows    how many there is room for; rows that nobody bears cost nothing
 * @param samples inputs of some rows, from which the names of the numbers are learnt
 * @param bitOf   what `send` tells of an event that was emitted, as bits
 */
export function createRows(
  program: Program,
  rows: number,
  samples: Iterable<unknown>,
  bitOf: (type: string) => number = () => 0
): Rows {
  const { machine, configurations, indexOf } = program
  const contextOf = contextMaker(machine)
  const keys = keysOf(contextOf, samples)
  const width = keys.length
  const places = new Uint16Array(rows)
  const numbers = new Float64Array(rows * width)
  const crowd = load(program, { keys, places, numbers }, bitOf)
  const { step, take, timers: timing } = crowd
  const write = createWriter(keys, numbers)
  const broken = new Map<number, unknown>()
  const blank = new Set<number>() // rows that broke before they had a context
  const timers = timing.length > 0 ? createTimers(rows, timing) : undefined
  const timerEvents = timing.map(({ event }) => indexOf(event.type))
  const isOver = Uint8Array.from(configurations, ({ status }) => (status === 'active' ? 0 : 1))
  const resolve = createResolver(machine)
  const emitted: Event[] = []
  let list: Event[] | undefined
  let auditor: Auditor | undefined
  let explain: Explainer | undefined

  /** One macrostep. What breaks in it leaves the row as it was. */
  function run(row: number, index: number, event: Event, at: number): void {
    const isLookedAt = auditor?.wants(row, index, at) === true
    if (isLookedAt) {
      auditor!.before(row, event)
      crowd.hear(emitted)
    }
    try {
      step(row, index, event)
    } catch (cause) {
      restore(row)
      breakDown(row, event, cause)
    }
    if (isLookedAt) {
      auditor!.after(row, emitted, crowd.timing)
      crowd.hear(list && emitted)
    }
    if (emitted.length > 0) tellOn()
    if (timers !== undefined) settle(row, at)
  }

  function tellOn(): void {
    list?.push(...emitted)
    emitted.length = 0
  }

  function restore(row: number): void {
    if (crowd.isKept()) numbers.set(crowd.old, row * width)
    forget()
  }

  /** What came of a step that broke is not told, and starts no timers. */
  function forget(): void {
    crowd.timing.length = crowd.later.length = emitted.length = 0
    take()
  }

  /** Notes why a row is broken, in XState's own words. */
  function breakDown(row: number, event: Event, cause: unknown): void {
    broken.set(row, cause)
    if (isRefusal(cause)) {
      auditor?.distrust(cause)
      throw cause
    }
    explain ??= createExplainer(machine)
    const found = explain(configurations[places[row]!]!, contextIn(row), event)
    if (found !== undefined) broken.set(row, found.error)
  }

  /** What a step wanted of the clock; a life that is over waits for nothing. */
  function settle(row: number, at: number): void {
    for (const wanted of crowd.timing) {
      if (typeof wanted === 'string') timers!.cancel(row, wanted)
      else timers!.arm(row, wanted, at)
    }
    crowd.timing.length = 0
    if (isOver[places[row]!] === 1 || broken.has(row)) timers!.clear(row)
  }

  function ring(row: number, at: number): void {
    while (timers!.next[row]! <= at) {
      const due = timers!.next[row]!
      const timer = timers!.take(row)
      run(row, timerEvents[timer]!, timing[timer]!.event, due)
    }
  }

  function contextIn(row: number): Record<string, number> {
    const found: Record<string, number> = {}
    if (blank.size > 0 && blank.has(row)) return found
    for (let k = 0; k < width; k++) found[keys[k]!] = numbers[row * width + k]!
    return found
  }

  // a stage says two things by turns, nearly always: their positions are kept at hand
  let [lately, before] = ['', '']
  let [latelyAt, beforeAt] = [0, 0]
  function positionOf(type: string): number {
    if (type === lately) return latelyAt
    if (type === before) return beforeAt
    before = lately
    beforeAt = latelyAt
    latelyAt = indexOf(type)
    lately = type
    return latelyAt
  }

  const send = (row: number, event: Event, at: number): number => sendAt(row, positionOf(event.type), event, at)

  function sendAt(row: number, index: number, event: Event, at: number): number {
    if (timers !== undefined && timers.next[row]! <= at) ring(row, at)
    if (broken.size > 0 && broken.has(row)) throw failure(row, event)
    run(row, index, event, at)
    if (broken.size > 0 && broken.has(row)) throw failure(row, event)
    return take()
  }

  /** The life's first context; false when its machine throws instead of making one. */
  function begin(row: number, input: unknown): boolean {
    let context: Record<string, number>
    try {
      context = contextOf(input)
    } catch (cause) {
      if (isRefusal(cause)) throw cause
      numbers.fill(Number.NaN, row * width, (row + 1) * width)
      blank.add(row)
      broken.set(row, cause)
      return false
    }
    if (blank.size > 0) blank.delete(row)
    write(row, context)
    return true
  }

  /** The first step of all; plain actions come after it, as an actor carries them out once it has started. */
  function bear(row: number, input: unknown): void {
    places[row] = 0
    timers?.clear(row)
    if (broken.size > 0) broken.delete(row)
    if (!begin(row, input)) return
    try {
      crowd.bear(row, { type: BIRTH.type, input } as Event)
    } catch (cause) {
      restore(row)
      if (isRefusal(cause)) throw cause
      broken.set(row, cause)
    }
    try {
      for (const [act, args, params] of crowd.later) act(args, params)
    } catch (cause) {
      forget()
      broken.set(row, cause)
    }
    if (crowd.later.length > 0) crowd.later.length = 0
    take()
    if (emitted.length > 0) tellOn()
    if (timers !== undefined) settle(row, 0)
  }

  const failure = (row: number, { type }: Event): unknown => {
    const cause = broken.get(row)
    take()
    return isRefusal(cause) ? cause : brokenMindset(machine.id, type, cause)
  }

  return {
    program,
    keys,
    places,
    numbers,
    timers,
    timing,
    send,
    sendAt,
    bear,
    configuration: (row) => configurations[places[row]!]!,
    context: contextIn,
    isBroken: (row) => broken.has(row),
    snapshot(row) {
      const snapshot = resolve(configurations[places[row]!]!, contextIn(row))
      return broken.has(row)
        ? ({ ...snapshot, status: 'error', error: broken.get(row) } as AnyMachineSnapshot)
        : snapshot
    },
    save: (row) => ({
      place: places[row]!,
      numbers: numbers.slice(row * width, (row + 1) * width),
      armed: timers?.of(row).map(({ timer, due }) => ({ timer, due })) ?? []
    }),
    load(row, saved) {
      broken.delete(row)
      blank.delete(row)
      places[row] = saved.place
      numbers.set(saved.numbers, row * width)
      timers?.clear(row)
      for (const { timer, due } of saved.armed) timers!.arm(row, timer, due - Math.max(0, timing[timer]!.delay))
    },
    hear(given) {
      list = given
      crowd.hear(list && emitted)
    },
    audit(given) {
      auditor = given
    },
    count: crowd.count
  }
}
