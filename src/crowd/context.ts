import type { AnyStateMachine } from 'xstate'
import { cannot, isRefusal, nobody } from './scope.ts'

/** Makes the context that a life starts with, by the machine's own function where it has one. */
export type ContextOf = (input: unknown) => Record<string, number>

export function contextMaker(machine: AnyStateMachine): ContextOf {
  const { context = {} } = machine.config as { context?: unknown }
  if (typeof context !== 'function') return () => context as Record<string, number>
  const [self, spawn] = [nobody('self'), nobody('spawn')]
  return (input) => context({ input, self, spawn }) as Record<string, number>
}

/** The names of a context's numbers, from the first life that can be begun. */
export function keysOf(contextOf: ContextOf, samples: Iterable<unknown>): string[] {
  for (const input of samples) {
    try {
      return Object.keys(contextOf(input))
    } catch (cause) {
      if (isRefusal(cause)) throw cause
    }
  }
  return []
}

const NONE = -1

/**
 * Writes a context into numbers that lie side by side.
 *
 * @throws RecoError `crowd.refused` when it holds anything but a finite number for each of the keys
 */
export function createWriter(keys: readonly string[], numbers: Float64Array) {
  const place = new Map(keys.map((key, k) => [key, k]))
  return (row: number, context: Record<string, number>): void => {
    const from = row * keys.length
    let count = 0
    for (const key in context) {
      const value = context[key]
      const k = keys[count] === key ? count : (place.get(key) ?? NONE)
      if (k === NONE) throw cannot(`A life starts with «${key}», which others have not.`)
      if (!Number.isFinite(value))
        throw cannot(`A life starts with ${String(value)} in «${key}»; a context is finite numbers.`)
      numbers[from + k] = value!
      count++
    }
    if (count < keys.length) throw cannot('A life starts with fewer numbers than others.')
  }
}
