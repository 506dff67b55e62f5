/** The version of XState's inspector client whose shapes we speak. */
export const VERSION = '0.7.2'

export const OFFICIAL = ['@xstate.actor', '@xstate.event', '@xstate.snapshot'] as const
export type Official = (typeof OFFICIAL)[number]

export interface Base {
  readonly sessionId: string
  readonly rootId?: string | undefined
  /** Ms since 1970, as a string. */
  readonly createdAt: string
  readonly id: string | null
  readonly _version: string
}

export interface SomeEvent {
  readonly type: string
  readonly [key: string]: unknown
}

export interface ActorMessage extends Base {
  readonly type: '@xstate.actor'
  readonly name: string
  readonly parentId?: string | undefined
  /** JSON of the machine's config. */
  readonly definition?: string | undefined
  readonly snapshot: unknown
}

export interface EventMessage extends Base {
  readonly type: '@xstate.event'
  readonly event: SomeEvent
  readonly sourceId?: string | undefined
}

export interface SnapshotMessage extends Base {
  readonly type: '@xstate.snapshot'
  readonly event: SomeEvent
  readonly snapshot: unknown
}

export type OfficialMessage = ActorMessage | EventMessage | SnapshotMessage
