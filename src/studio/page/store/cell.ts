import { useEffect, useState } from 'preact/hooks'

/** One value that may change, and who wants to know. */
export interface Cell<Value> {
  get(): Value
  set(value: Value): void
  /** Returns what ends it. Not called for the value that there is already. */
  subscribe(listener: (value: Value) => void): () => void
}

export function createCell<Value>(initial: Value): Cell<Value> {
  let held = initial
  const listeners = new Set<(value: Value) => void>()
  return {
    get: () => held,
    set(value) {
      if (Object.is(value, held)) return
      held = value
      for (const listener of [...listeners]) listener(value)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    }
  }
}

/** The value now; the component is drawn again when it changes. */
export function useCell<Value>(cell: Cell<Value>): Value {
  const [value, take] = useState(() => cell.get())
  useEffect(() => {
    take(() => cell.get())
    return cell.subscribe((next) => take(() => next))
  }, [cell])
  return value
}
