import type { ActorRecord, Kept } from './record.ts'
import type { Kind } from './view.ts'

/** Where all that is said of actors arrives: it is kept, and told to whoever looks on. */
export interface Desk {
  get(id: string): ActorRecord | undefined
  /** The id by which everybody is told of a source's actor. */
  idFor(source: number, sessionId: string): string
  /** False where there is no place for it. */
  add(record: ActorRecord): boolean
  keep(record: ActorRecord, kept: Kept): void
  weigh(record: ActorRecord, bytes: number): void
  gone(record: ActorRecord, at: number): void
  /** `text` is asked for once at most, and only where somebody hears it. */
  tell(record: ActorRecord, kind: Kind, text: () => string): void
  /** Something that an actor said could not be taken in. */
  stumbled(cause: unknown): void
}
