import { EVENT_TYPES, type EventType, type WorldEvent } from '../contract/event.ts'
import { badEvent, type Cells, type Filling, fillingOf, type ScalarFilling, scalarFilling } from './filling.ts'
import { growing } from './growing.ts'
import { TABLES, type Table } from './tables.ts'
import { createTexts, type TextStore, type Texts } from './texts.ts'

/** Columns of every table, and the texts that they tell by number. Plain memory, which can be handed to another thread. */
export interface Volume {
  /** By the place of a type in EVENT_TYPES. */
  readonly tables: readonly (readonly Cells[] | undefined)[]
  readonly texts: Texts
}

/** Rows of one table; `order` is the place of each among all facts that it came with. */
export interface Part {
  readonly volume: Volume
  /** Place of its type in EVENT_TYPES. */
  readonly table: number
  readonly rows: Int32Array<ArrayBuffer>
  readonly order: Int32Array<ArrayBuffer>
}

/** What happened, in the order in which it is to be read. */
export interface Facts {
  readonly count: number
  readonly parts: readonly Part[]
}

/** Where and when, as every fact says. */
export interface Place {
  readonly user: number
  readonly session: number
  readonly turn: number
  readonly at: number
}

/** The event that led to it: of the same turn, or of the one before; null for the first of a session. */
export type Because = EventType | { readonly before: EventType } | null

const FACT = ['id', 'run', 'user', 'session', 'turn', 'at', 'cause'] as const
const NUMBER = new Map<EventType, number>(EVENT_TYPES.map((type, number) => [type, number]))

export const numberOf = (type: EventType): number => NUMBER.get(type) ?? badEvent('type', type)

/** Takes facts in as columns, table by table. */
export function createVolume() {
  const texts = createTexts()
  const sheets = TABLES.map((table) => createSheet(table, texts))
  return {
    /** Of a fact that is told: what it says beside where and when, by the keys of its schema. */
    tell(run: string, type: EventType, place: Place, because: Because, said: object, slot?: number): void {
      const sheet = sheets[numberOf(type)]!
      const { user, session, turn } = place
      const { fact } = sheet
      fact.id.place(texts.ofId(type, user, session, turn, slot))
      fact.run.place(texts.of(run))
      fact.user.place(user)
      fact.session.place(session)
      fact.turn.place(turn)
      fact.at.push(place.at)
      if (because === null) fact.cause.skip()
      else if (typeof because === 'string') fact.cause.place(texts.ofId(because, user, session, turn))
      else fact.cause.place(texts.ofId(because.before, user, session, turn - 1))
      sheet.say(said)
    },
    /** Of a fact that is an event already. */
    add(event: WorldEvent): void {
      const sheet = sheets[numberOf(event.type)]!
      for (const key of FACT) sheet.fact[key].push(event[key])
      sheet.say(event)
    },
    rowsOf: (number: number) => sheets[number]!.rows(),
    take(): Volume {
      return { tables: sheets.map((sheet) => sheet.take()), texts: texts.take() }
    }
  }
}

/** The columns of one table, while they are filled. */
function createSheet({ type, columns }: Table, texts: TextStore) {
  const scalar = (key: string) => scalarFilling(columns.find((column) => column.key === key)!, `${type}.${key}`, texts)
  const fact = Object.fromEntries(FACT.map((key) => [key, scalar(key)])) as Record<(typeof FACT)[number], ScalarFilling>
  const own = columns.filter(({ key }) => !(key in fact))
  const keys = own.map(({ key }) => key)
  const fillings = own.map((column) => fillingOf(column, `${type}.${column.key}`, texts))
  const inOrder = columns.map(({ key }): Filling => fact[key as keyof typeof fact] ?? fillings[keys.indexOf(key)])
  let rows = 0
  return {
    fact,
    rows: () => rows,
    say(said: object): void {
      for (let i = 0; i < keys.length; i++) fillings[i]!.push((said as Record<string, unknown>)[keys[i]!])
      rows++
    },
    take(): readonly Cells[] | undefined {
      if (rows === 0) return undefined
      rows = 0
      return inOrder.map((filling) => filling.take())
    }
  }
}

/** Events as facts, in the order in which they are given. */
export function factsOf(events: readonly WorldEvent[]): Facts {
  const filling = createVolume()
  for (const event of events) filling.add(event)
  const order = TABLES.map(() => growing(Int32Array))
  for (const [i, { type }] of events.entries()) order[numberOf(type)]!.push(i)
  const volume = filling.take()
  const parts = order.flatMap((own, table): Part[] => {
    if (own.count === 0) return []
    const rows = Int32Array.from({ length: own.count }, (_, row) => row)
    return [{ volume, table, rows, order: own.take() }]
  })
  return { count: events.length, parts }
}

/** The memory of facts, each piece once: what can be handed to another thread. */
export function memoryOf({ parts }: Facts): ArrayBuffer[] {
  const memory = new Set<ArrayBufferLike>()
  const visit = ({ values, empty, inner }: Cells): void => {
    memory.add(values.buffer)
    if (empty) memory.add(empty.buffer)
    for (const one of inner) visit(one)
  }
  for (const { volume, rows, order } of parts) {
    memory.add(rows.buffer).add(order.buffer).add(volume.texts.bytes.buffer).add(volume.texts.ends.buffer)
    for (const cells of volume.tables) for (const column of cells ?? []) visit(column)
  }
  return [...memory] as ArrayBuffer[]
}
