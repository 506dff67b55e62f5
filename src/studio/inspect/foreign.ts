import { type Definition, definitionFrom } from './definition.ts'
import type { Desk } from './desk.ts'
import type { ActorMessage, OfficialMessage, SomeEvent } from './protocol.ts'
import { type ActorRecord, actorMessage, baseOf, newRecord, snapshotMessage } from './record.ts'
import { stateOf, statusOf } from './states.ts'

/** Another program that tells of its actors. */
export interface Source {
  readonly number: number
  hear(message: OfficialMessage): void
  /** It has hung up: its actors are gone. */
  close(): void
}

export function createSource(number: number, desk: Desk): Source {
  const records = new Map<string, ActorRecord>()
  const turnedAway = new Set<string>()
  const from = new WeakMap<ActorRecord, string | undefined>()

  /** The id by which everybody knows an actor of this source; one that is not known stays as it was. */
  const publicly = (id: string | undefined) => (id === undefined ? undefined : (records.get(id)?.id ?? id))

  function meet(message: OfficialMessage, at: number): ActorRecord | undefined {
    const { sessionId } = message
    const known = records.get(sessionId)
    if (known && desk.get(known.id) === known) return known
    if (turnedAway.has(sessionId)) return undefined
    const record = newRecord(desk.idFor(number, sessionId), number, sessionId, at)
    record.rootId = record.id
    record.weight = OF_A_RECORD
    if (message.type === '@xstate.actor') name(record, message)
    records.set(sessionId, record)
    if (desk.add(record)) return record
    records.delete(sessionId)
    if (turnedAway.size < 10_000) turnedAway.add(sessionId)
    return undefined
  }

  function name(record: ActorRecord, { name, sessionId, parentId }: ActorMessage): void {
    record.name = name || sessionId
    record.parentId = publicly(parentId)
  }

  function hear(message: OfficialMessage): void {
    const at = Number(message.createdAt)
    const record = meet(message, at)
    if (!record) return
    record.version = message._version
    if (message.rootId !== undefined) record.rootId = publicly(message.rootId)
    if (message.type === '@xstate.actor') {
      const held = message.definition === undefined ? undefined : definitionFrom(message.definition)
      name(record, message)
      record.begun = at
      record.definition = () => held
      const weight = settle(record, { type: 'xstate.init' }, message.snapshot, at)
      desk.weigh(record, weight + weightOf(held))
      desk.tell(record, message.type, () => JSON.stringify(actorMessage(record)))
    } else if (message.type === '@xstate.event') {
      const { type, event, sourceId } = message
      from.set(record, publicly(sourceId))
      desk.tell(record, type, () =>
        JSON.stringify({ type, event, sourceId: publicly(sourceId), ...baseOf(record, at), id: message.id })
      )
    } else {
      const { event, snapshot, type } = message
      const weight = settle(record, event, snapshot, at)
      desk.weigh(record, weight + weightOf(record.definition()))
      keepStep(record, event, stateOf(snapshot), at)
      desk.tell(record, type, () => JSON.stringify({ ...snapshotMessage(record), id: message.id }))
    }
  }

  /** Returns what the snapshot weighs. */
  function settle(record: ActorRecord, event: SomeEvent, snapshot: unknown, at: number): number {
    record.latest = { at, raw: snapshot, event: () => event, snapshot: () => snapshot }
    if (record.isLive && statusOf(snapshot) !== 'active') desk.gone(record, at)
    return OF_A_RECORD + sizeOf(snapshot) + sizeOf(event)
  }

  function keepStep(record: ActorRecord, event: SomeEvent, value: unknown, at: number): void {
    const sender = from.get(record) ?? null
    from.delete(record)
    const step = { at, event, from: sender, arrows: null, value }
    desk.keep(record, { bytes: OF_A_RECORD + sizeOf(event) + sizeOf(value), step: () => step })
  }

  return {
    number,
    hear,
    close() {
      for (const record of records.values()) {
        if (desk.get(record.id) !== record) continue
        record.isOrphan = true
        desk.gone(record, Date.now())
      }
    }
  }
}

/** What a record weighs before anything is known. */
const OF_A_RECORD = 500

const sizeOf = (value: unknown): number => JSON.stringify(value)?.length ?? 0
const weightOf = (definition: Definition | undefined): number => definition?.json.length ?? 0
