import { setMaxListeners } from 'node:events'
import type { EndSignal } from '../streams/lanes.ts'
import { End } from './end.ts'

/** Questions under way: equal ones share one answer. */
export interface Flights<Value> {
  /**
   * Joins the question under way, or begins it.
   *
   * @param cancel  who asked does not wait any longer; when nobody does, the question ends
   */
  join(key: string, cancel: AbortSignal | undefined, begin: (end: EndSignal) => Promise<Value>): Joined<Value>
  /** When none is under way. */
  landed(): Promise<void>
}

export interface Joined<Value> {
  readonly answer: Promise<Value>
  readonly isFirst: boolean
}

/** Who asks what has been under way for longer does not join it, ms: it may never come. */
const FRESH = 10_000

interface Flight<Value> {
  readonly since: number
  readonly end: End
  readonly answer: Promise<Value>
  waiting: number
}

/** @param stopped  ends all of them, with its reason */
export function createFlights<Value>(stopped: AbortSignal): Flights<Value> {
  const flights = new Map<string, Flight<Value>>()
  const all = new Set<Flight<Value>>() // those that nobody waits for included, until they have ended
  stopped.addEventListener('abort', () => {
    for (const flight of all) flight.end.abort(stopped.reason)
  })

  function start(key: string, begin: (end: EndSignal) => Promise<Value>): Flight<Value> {
    const end = new End()
    const flight: Flight<Value> = { end, since: performance.now(), answer: begin(end), waiting: 0 }
    flights.set(key, flight)
    all.add(flight)
    if (stopped.aborted) end.abort(stopped.reason) // a first call that no cap has room for stops all while it begins
    const land = () => {
      all.delete(flight)
      if (flights.get(key) === flight) flights.delete(key)
    }
    flight.answer.then(land, land)
    return flight
  }

  return {
    join(key, cancel, begin) {
      const under = flights.get(key)
      const known = under && performance.now() - under.since < FRESH ? under : undefined
      const flight = known ?? start(key, begin)
      flight.waiting++
      return { isFirst: !known, answer: cancel ? untilCancelled(flight, key, cancel) : flight.answer }
    },
    async landed() {
      await Promise.allSettled([...all].map(({ answer }) => answer))
    }
  }

  function untilCancelled(flight: Flight<Value>, key: string, cancel: AbortSignal): Promise<Value> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        reject(cancel.reason)
        if (--flight.waiting > 0) return
        if (flights.get(key) === flight) flights.delete(key) // who asks now begins anew
        flight.end.abort(cancel.reason)
      }
      setMaxListeners(0, cancel) // one signal may stand for all who ask
      cancel.addEventListener('abort', leave, { once: true })
      flight.answer.then(resolve, reject).finally(() => cancel.removeEventListener('abort', leave))
    })
  }
}
