import type { ActorRow, InspectedStep } from '../api-inspect.ts'
import type { Definition } from './definition.ts'
import { type ActorMessage, type Base, type SnapshotMessage, type SomeEvent, VERSION } from './protocol.ts'

import { stateInWords, stateOf, statusOf } from './states.ts'

/** Where an actor was last seen. Asked for only when somebody wants to hear it. */
export interface Latest {
  readonly at: number
  readonly event: () => SomeEvent
  /** As JSON can hold it. */
  readonly snapshot: () => unknown
  /** As it is, to be looked at and not to be told. */
  readonly raw: unknown
}

/** A step that is kept, and what it weighs. */
export interface Kept {
  readonly bytes: number
  readonly step: () => InspectedStep
}

/** All that is known of one actor: the latest, and a few of its steps. */
export interface ActorRecord {
  /** By which everybody is told of it: its own session id, unless another program has one of that name. */
  readonly id: string
  /** 0 for this process. */
  readonly source: number
  name: string
  parentId: string | undefined
  rootId: string | undefined
  /** Ms since 1970. */
  begun: number
  version: string
  definition: () => Definition | undefined
  /** Bytes of what is held of it beside its steps. */
  weight: number
  latest: Latest
  isLive: boolean
  goneAt: number
  /** Its program has hung up. */
  isOrphan: boolean
  steps: Kept[]
  /** Bytes of the steps. */
  stepsWeight: number
  dropped: number
}

export const baseOf = ({ id, rootId, version }: ActorRecord, at: number): Base => ({
  sessionId: id,
  rootId,
  createdAt: `${at}`,
  id: null,
  _version: version
})

/** The message that makes an actor known, with where it is now. */
export function actorMessage(record: ActorRecord): ActorMessage & { readonly definitionHash?: string } {
  const definition = record.definition()
  return {
    type: '@xstate.actor',
    name: record.name,
    ...(definition ? { definition: definition.json, definitionHash: definition.hash } : {}),
    ...baseOf(record, record.begun),
    parentId: record.parentId,
    snapshot: record.latest.snapshot()
  }
}

export const snapshotMessage = (record: ActorRecord): SnapshotMessage => ({
  type: '@xstate.snapshot',
  event: record.latest.event(),
  snapshot: record.latest.snapshot(),
  ...baseOf(record, record.latest.at)
})

export function rowOf(record: ActorRecord): ActorRow {
  const definition = record.definition()
  return {
    sessionId: record.id,
    name: record.name,
    parentId: record.parentId ?? null,
    rootId: record.rootId ?? null,
    source: record.source === 0 ? 'here' : `program ${record.source}`,
    definitionHash: definition?.isDrawable ? definition.hash : null,
    state: stateInWords(stateOf(record.latest.raw)),
    status: statusOf(record.latest.raw),
    isLive: record.isLive
  }
}

/** Of whom nothing is known but the name. */
export const newRecord = (id: string, source: number, name: string, at: number): ActorRecord => ({
  id,
  source,
  name,
  parentId: undefined,
  rootId: undefined,
  begun: at,
  version: VERSION,
  definition: () => undefined,
  weight: 0,
  latest: { at, raw: undefined, event: () => ({ type: '' }), snapshot: () => ({ status: 'active' }) },
  isLive: true,
  goneAt: 0,
  isOrphan: false,
  steps: [],
  stepsWeight: 0,
  dropped: 0
})
