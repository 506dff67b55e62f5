import type { Program } from './compile.ts'
import { generate, type Timer } from './generate.ts'
import { cannot, nobody } from './scope.ts'
import { BIRTH, type Event } from './shadow.ts'

/** Where a program's rows are. */
export interface Memory {
  readonly keys: readonly string[]
  /** The configuration of each row. */
  readonly places: Uint16Array
  /** The numbers of a row begin at row · keys.length. */
  readonly numbers: Float64Array
}

/** A program that runs. */
export interface Loaded {
  /** One macrostep of a row. What throws in it leaves its numbers half changed: see `isKept`. */
  step(row: number, event: number, given: Event): void
  bear(row: number, event: Event): void
  /** What was emitted since it was last asked, as bits. */
  take(): number
  /** What the last step wants of the clock: timers to arm, ids to cancel. */
  readonly timing: (number | string)[]
  /** What a birth wants done once it is over. */
  readonly later: [act: (args: unknown, params: unknown) => void, args: unknown, params: unknown][]
  /** Whether the last step has put the numbers aside, in `old`, before it changed them. */
  isKept(): boolean
  hear(list: Event[] | undefined): void
  /** From now on counts how often each of the program's ways is gone: `into[group of the row · ways + way]`. */
  count(into: Float64Array, groups: Uint16Array): void
  readonly old: Float64Array
  readonly timers: readonly Timer[]
}

/** Makes the text of a program into functions over its rows. */
export function load(program: Program, { keys, places, numbers }: Memory, bitOf: (type: string) => number): Loaded {
  const { source, things, entries, timers } = generate(program, keys, bitOf)
  const place = new Map(keys.map((key, k) => [key, k]))
  const old = new Float64Array(keys.length)
  function noNumber(action: string, key: string, value: unknown): never {
    throw cannot(
      place.has(key)
        ? `The action «${action}» assigns ${String(value)} to «${key}»; a context is numbers.`
        : `The action «${action}» assigns «${key}», which is not in the context that a row starts with.`
    )
  }
  const given = {
    numbers,
    places,
    entries,
    old,
    things,
    bitOf,
    self: nobody('self'),
    system: nobody('system'),
    spawn: nobody('spawn'),
    nothing: BIRTH,
    noNumber,
    mustAgree(context: Readonly<Record<string, unknown>>, base: number): void {
      for (const [key, k] of place)
        if (!Object.is(context[key], numbers[base + k]))
          throw cannot(`A guard or action wrote to «${key}»; the context is changed by assign alone.`)
    },
    put(action: string, update: Record<string, unknown> | undefined, base: number): void {
      const changed = Object.keys(update ?? {})
      for (const key of changed)
        if (typeof update![key] !== 'number' || !place.has(key)) noNumber(action, key, update![key])
      for (const key of changed) numbers[base + place.get(key)!] = update![key] as number
    }
  }
  return { ...(new Function('given', source)(given) as Omit<Loaded, 'old' | 'timers'>), old, timers }
}
