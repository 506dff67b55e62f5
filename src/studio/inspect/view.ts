import type { ActorsTold, DroppedTold, HistoryTold } from '../api-inspect.ts'
import type { Limits } from './limits.ts'
import { type ActorRecord, actorMessage, rowOf, snapshotMessage } from './record.ts'

/** The line to somebody who looks on. */
export interface Line {
  send(text: string): void
  /** Bytes that were sent and have not gone yet. */
  unsent(): number
}

/** Official tools know three types of messages and get no others; our page gets rows, histories and arrows too. */
export type Protocol = 'stately' | 'recoworld'

export type Kind = '@xstate.actor' | '@xstate.event' | '@xstate.snapshot' | '@xstate.microstep'

/** One who looks on. What it cannot take in now is not kept for it: it is told later where everybody is. */
export interface View {
  /** Whether this would be sent, or owed. */
  wants(record: ActorRecord, kind: Kind): boolean
  /** Whether it can take something in now. */
  readonly isListening: boolean
  /** Said to it now, or left out and made good later. */
  tell(record: ActorRecord, kind: Kind, text: () => string): void
  /** It missed something of it. */
  owe(record: ActorRecord, kind: Kind): void
  changed(record: ActorRecord): void
  forgotten(record: ActorRecord): void
  /** From now on it hears of these alone. */
  focus(ids: readonly string[]): void
  /** Nothing that this source says is told to it. */
  deafTo(source: number): void
  /** Pays what is owed as far as the line takes it. Returns whether something is left. */
  pay(): boolean
  /** Something is owed beside rows, which wait for their time. */
  readonly owes: boolean
  /** Messages left out so far. */
  readonly lost: number
}

export interface ViewOptions {
  readonly protocol: Protocol
  readonly all: () => Iterable<ActorRecord>
  readonly get: (id: string) => ActorRecord | undefined
  readonly notes: () => readonly string[]
  readonly limits: Limits
}

export function createView(line: Line, { protocol, all, get, notes, limits }: ViewOptions): View {
  const isOurs = protocol === 'recoworld'
  const owed = new Map<ActorRecord, 'all' | 'snapshot'>()
  const rows = new Set<ActorRecord>()
  const forgotten = new Set<string>()
  let focused: ReadonlySet<string> | undefined = isOurs ? new Set() : undefined
  let deaf = -1
  let isWhole = true
  let told = ''
  let lost = 0
  let unsaid = 0

  if (isOurs) for (const record of all()) rows.add(record)
  else for (const record of all()) owed.set(record, 'all')

  const hears = (record: ActorRecord) => record.source !== deaf && (focused?.has(record.id) ?? true)
  const canHear = (most = limits.unsent) => line.unsent() < most
  const say = (message: unknown) => line.send(JSON.stringify(message))

  function payFor(record: ActorRecord, what: 'all' | 'snapshot'): void {
    owed.delete(record)
    if (what === 'all') say(actorMessage(record))
    say(snapshotMessage(record))
  }

  function sayRows(): void {
    const now = notes()
    if (!isWhole && rows.size === 0 && forgotten.size === 0 && now.join() === told) return
    const actors = [...rows].filter((record) => record.source !== deaf).map(rowOf)
    say({ type: '@recoworld.actors', isWhole, actors, forgotten: [...forgotten], notes: now } satisfies ActorsTold)
    isWhole = false
    told = now.join()
    rows.clear()
    forgotten.clear()
  }

  function sayHistory(record: ActorRecord): void {
    const steps = record.steps.map(({ step }) => step())
    say({
      type: '@recoworld.history',
      sessionId: record.id,
      steps,
      dropped: record.dropped
    } satisfies HistoryTold)
  }

  const view: View = {
    wants: (record, kind) => hears(record) && (isOurs || kind !== '@xstate.microstep'),
    get isListening() {
      return canHear()
    },
    tell(record, kind, text) {
      if (!canHear()) return view.owe(record, kind)
      const debt = owed.get(record)
      const isPaidByIt = kind === '@xstate.actor' || (kind === '@xstate.snapshot' && debt === 'snapshot')
      if (isPaidByIt) owed.delete(record)
      else if (debt) payFor(record, debt)
      line.send(text())
    },
    owe(record, kind) {
      lost++
      unsaid++
      if (owed.get(record) !== 'all') owed.set(record, kind === '@xstate.actor' ? 'all' : 'snapshot')
    },
    changed(record) {
      if (isOurs) rows.add(record)
    },
    forgotten(record) {
      owed.delete(record)
      rows.delete(record)
      if (isOurs) forgotten.add(record.id)
    },
    focus(ids) {
      const before = focused
      focused = new Set(ids)
      for (const record of owed.keys()) if (!focused.has(record.id)) owed.delete(record)
      for (const id of focused) {
        const record = get(id)
        if (!record || before?.has(id) || !hears(record)) continue
        if (isOurs && canHear()) sayHistory(record)
        owed.set(record, 'all')
      }
    },
    deafTo(source) {
      deaf = source
      for (const record of owed.keys()) if (record.source === source) owed.delete(record)
    },
    pay() {
      for (const [record, what] of owed) {
        if (!canHear(limits.unsent / 2)) return true
        payFor(record, what)
      }
      if (!canHear(limits.unsent / 2)) return true
      if (isOurs) sayRows()
      if (isOurs && unsaid > 0) say({ type: '@recoworld.dropped', messages: unsaid } satisfies DroppedTold)
      unsaid = 0
      return false
    },
    get owes() {
      return owed.size > 0 || (isOurs && unsaid > 0)
    },
    get lost() {
      return lost
    }
  }
  return view
}
