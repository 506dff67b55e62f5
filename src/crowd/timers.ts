import type { Timer } from './generate.ts'

/** Delayed events that have been armed, row by row, as XState keeps them: due time, order, and which one an id stands for. */
export interface Timers {
  /** When each row's next one is due; Infinity for none. */
  readonly next: Float64Array
  /** Arms a timer of the list. One that is armed again under its id stays armed, and can no longer be cancelled. */
  arm(row: number, timer: number, at: number): void
  cancel(row: number, id: string): void
  /** Takes the next one out: its position in the list. */
  take(row: number): number
  clear(row: number): void
  /** Those of a row, the first armed first. */
  of(row: number): { readonly timer: number; readonly due: number; readonly isCurrent: boolean }[]
}

const NONE = -1
const FIRST_ROOM = 64

/** Timers of many rows as linked lists in shared arrays: rows without any cost twelve bytes. */
export function createTimers(rows: number, list: readonly Timer[]): Timers {
  const next = new Float64Array(rows).fill(Number.POSITIVE_INFINITY)
  const heads = new Int32Array(rows).fill(NONE)
  let room = FIRST_ROOM
  let due = new Float64Array(room)
  let timers = new Uint16Array(room)
  let current = new Uint8Array(room)
  let links = new Int32Array(room)
  let used = 0
  let free = NONE

  function place(): number {
    if (free !== NONE) {
      const found = free
      free = links[found]!
      return found
    }
    if (used === room) {
      room *= 2
      due = grown(due, new Float64Array(room))
      timers = grown(timers, new Uint16Array(room))
      current = grown(current, new Uint8Array(room))
      links = grown(links, new Int32Array(room))
    }
    return used++
  }

  /** The latest of this id is no longer what the id stands for. */
  function forget(row: number, id: string | undefined): number {
    for (let at = heads[row]!; at !== NONE; at = links[at]!) {
      if (current[at] === 0 || id === undefined || list[timers[at]!]!.id !== id) continue
      current[at] = 0
      return at
    }
    return NONE
  }

  function remove(row: number, gone: number): void {
    let before = NONE
    for (let at = heads[row]!; at !== gone; at = links[at]!) before = at
    if (before === NONE) heads[row] = links[gone]!
    else links[before] = links[gone]!
    links[gone] = free
    free = gone
    const first = earliest(row)
    next[row] = first === NONE ? Number.POSITIVE_INFINITY : due[first]!
  }

  /** Rows stand in the order in which they were armed; of those due at once the first one is taken. */
  function earliest(row: number): number {
    let first = heads[row]!
    for (let at = first; at !== NONE; at = links[at]!) if (due[at]! < due[first]!) first = at
    return first
  }

  return {
    next,
    arm(row, timer, at) {
      forget(row, list[timer]!.id)
      const fresh = place()
      due[fresh] = at + Math.max(0, list[timer]!.delay)
      timers[fresh] = timer
      current[fresh] = 1
      links[fresh] = NONE
      let last = heads[row]!
      while (last !== NONE && links[last] !== NONE) last = links[last]!
      if (last === NONE) heads[row] = fresh
      else links[last] = fresh
      if (due[fresh]! < next[row]!) next[row] = due[fresh]!
    },
    cancel(row, id) {
      const found = forget(row, id)
      if (found !== NONE) remove(row, found)
    },
    take(row) {
      const first = earliest(row)
      const timer = timers[first]!
      remove(row, first)
      forget(row, list[timer]!.id)
      return timer
    },
    clear(row) {
      while (heads[row] !== NONE) remove(row, heads[row]!)
    },
    of(row) {
      const found = []
      for (let at = heads[row]!; at !== NONE; at = links[at]!)
        found.push({ timer: timers[at]!, due: due[at]!, isCurrent: current[at] === 1 })
      return found
    }
  }
}

function grown<Numbers extends Float64Array | Uint16Array | Uint8Array | Int32Array>(old: Numbers, fresh: Numbers) {
  fresh.set(old)
  return fresh
}
