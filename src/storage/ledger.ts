import type { EventType } from '../contract/event.ts'
import { type Because, createVolume, type Facts, numberOf, type Part, type Place, type Volume } from './facts.ts'
import { type Growing, growing } from './growing.ts'
import { TABLES } from './tables.ts'

type Places = Int32Array<ArrayBuffer>

export const BATCH = 60_000
/** About 60 MB. */
const CROWDED = 200_000
/** After these a person has more to say in the same turn. */
const IS_OPEN = TABLES.map(({ type }) => Number(type === 'session.started' || type.endsWith('.asked')))

/** Takes in what happens as columns, and writes it turn by turn, person by person, each in the order in which it happened. */
export interface Ledger {
  tell(type: EventType, place: Place, because: Because, said: object, slot?: number): void
  /** The turn is over. Resolves when all that is to be written is; a small turn waits for the next ones, unless it is `all`. */
  turnOver(all: boolean): Promise<void> | undefined
  /** Resolves when what is under way is written. */
  keepUp(): Promise<void> | undefined
}

export interface LedgerOptions {
  /** The name that every fact carries. */
  readonly run: string
  /** Where facts go, batch by batch. */
  readonly write: (facts: Facts) => Promise<void>
  /** Facts that make a batch; fewer wait for those of the next turns. */
  readonly batch?: number
  /** Facts of a turn under way that are kept before those of people who are through with it are written. */
  readonly crowded?: number
}

export function createLedger({ run, write, batch = BATCH, crowded = CROWDED }: LedgerOptions): Ledger {
  const filling = createVolume()
  let volumes: (Volume | undefined)[] = [] // full ones; the one being filled comes next
  let told = createTold()
  let from = 0 // where the turn begins in what was told
  let limit = crowded
  const ready = growing(Int32Array) // what can be written, in order
  let writing: Promise<unknown> | undefined

  /** Those of this turn who come before a person are through with it. */
  function conclude(before: number): void {
    const chosen = told.byUser(from, before)
    for (const fact of chosen) ready.push(fact)
  }

  function flush(): void {
    const order = ready.take()
    if (order.length === 0) return
    volumes.push(filling.take())
    const parts = partsOf(order)
    const rest = told.without(order)
    volumes = rest.count() === 0 ? [] : volumes.map((volume, i) => (rest.hasOf(i) ? volume : undefined))
    told = rest
    from = 0
    const written = Promise.all([writing, write({ count: order.length, parts })])
    written.catch(() => undefined) // whoever ends the turn is told
    writing = written
  }

  function partsOf(order: Int32Array): Part[] {
    const byPlace = new Map<number, { rows: Growing<Places>; order: Growing<Places> }>()
    for (let i = 0; i < order.length; i++) {
      const fact = order[i]!
      const place = told.volume(fact) * TABLES.length + told.table(fact)
      let part = byPlace.get(place)
      if (!part) {
        part = { rows: growing<Places>(Int32Array), order: growing<Places>(Int32Array) }
        byPlace.set(place, part)
      }
      part.rows.push(told.row(fact))
      part.order.push(i)
    }
    return [...byPlace].map(([place, { rows, order }]) => ({
      volume: volumes[Math.floor(place / TABLES.length)]!,
      table: place % TABLES.length,
      rows: rows.take(),
      order: order.take()
    }))
  }

  return {
    tell(type, place, because, said, slot) {
      const table = numberOf(type)
      told.push(place.user, table, filling.rowsOf(table), volumes.length)
      filling.tell(run, type, place, because, said, slot)
      if (told.count() < limit) return
      conclude(told.firstOpen(from))
      flush()
      limit = told.count() + crowded
    },
    turnOver(all) {
      conclude(Number.POSITIVE_INFINITY)
      from = told.count()
      limit = crowded
      if (ready.count >= batch || all) flush()
      const written = writing
      writing = undefined
      return written?.then(() => undefined)
    },
    keepUp: () => writing?.then(() => undefined)
  }
}

/** Of each fact whose it is, and where its row is. */
function createTold() {
  const users = growing(Int32Array)
  const tables = growing(Uint8Array)
  const rows = growing(Int32Array)
  const volumes = growing(Int32Array)
  const told = {
    count: () => users.count,
    table: tables.at,
    row: rows.at,
    volume: volumes.at,
    hasOf: volumes.has,
    push(user: number, table: number, row: number, volume: number): void {
      users.push(user)
      tables.push(table)
      rows.push(row)
      volumes.push(volume)
    },
    /** The facts of people before one of them, by person; of one person as they were told. */
    byUser(from: number, before: number): Int32Array {
      const chosen = growing(Int32Array)
      let last = -1
      let isSorted = true
      for (let fact = from; fact < users.count; fact++) {
        const user = users.at(fact)
        if (user >= before) continue
        chosen.push(fact)
        isSorted &&= user >= last
        last = user
      }
      const facts = chosen.take()
      return isSorted ? facts : facts.sort((a, b) => users.at(a) - users.at(b) || a - b)
    },
    /** The first person who is not through with its turn: the one who spoke last, or one who still has to. */
    firstOpen(from: number): number {
      let last = 0
      for (let fact = from; fact < users.count; fact++) last = Math.max(last, users.at(fact))
      const open = new Uint8Array(last + 1)
      for (let fact = from; fact < users.count; fact++) open[users.at(fact)] = IS_OPEN[tables.at(fact)]!
      open[users.at(users.count - 1)] = 1
      return open.indexOf(1)
    },
    /** What is left when some are gone. */
    without(facts: Int32Array) {
      const gone = new Uint8Array(users.count)
      for (const fact of facts) gone[fact] = 1
      const rest = createTold()
      for (let fact = 0; fact < users.count; fact++)
        if (!gone[fact]) rest.push(users.at(fact), tables.at(fact), rows.at(fact), volumes.at(fact))
      return rest
    }
  }
  return told
}
