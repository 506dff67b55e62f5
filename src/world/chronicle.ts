import { type EventOf, type EventType, eventId, type WorldEvent } from '../contract/event.ts'
import type { WorldParts } from './parts.ts'

type Fact = 'id' | 'type' | 'run' | 'user' | 'session' | 'turn' | 'at' | 'cause'
/** What an event of this type says beside where and when. */
export type Said<Type extends EventType> = Omit<EventOf<Type>, Fact>

/** Whose moment it is, for the events that are told of it. */
export interface Moment {
  user: number
  session: number
  turn: number
  at: number
}

/** The type of the event that led to it: of the same turn, or of the turn before; null for what nothing led to. */
export type Because = EventType | { readonly before: EventType } | null

/** Where facts go beside the stream of events, in columns: no event is made of them. The world waits for it. */
export interface Ledger {
  tell<Type extends EventType>(type: Type, moment: Moment, because: Because, said: Said<Type>, slot?: number): void
  turnOver(all: boolean): Promise<void> | undefined
  /** Resolves when what is under way is written. */
  keepUp(): Promise<void> | undefined
}

export type ChronicleOptions = Pick<WorldParts, 'run' | 'bus' | 'ledger' | 'isLogged' | 'listener'>

/** Tells what happens; costs nothing while nobody listens. */
export interface Chronicle {
  readonly isHeard: boolean
  /** Whether anybody wants to know of this person. */
  hears(user: number): boolean
  /** 1 for each person of whom a listener wants to know, where there is one. */
  readonly ears: Uint8Array | undefined
  /** `slot`: where there may be several of a type. What is said may be used again. */
  tell<Type extends EventType>(type: Type, moment: Moment, because: Because, said: Said<Type>, slot?: number): void
  /**
   * The turn is over: tells it person by person, each in the order in which it happened to that person. Whoever answered
   * first, the story is the same. The log gets it when there is much of it; `all` at the end.
   */
  turnOver(all?: boolean): Promise<void> | undefined
  /** Within a turn of very many: waits for a log that is slower than they are. */
  keepUp(): Promise<void> | undefined
}

export function createChronicle({ run, bus, ledger, listener, isLogged = () => true }: ChronicleOptions): Chronicle {
  const { events } = bus
  let ofThisTurn: WorldEvent[] = []
  return {
    get isHeard() {
      return ledger !== undefined || events.observed
    },
    hears: (user) => events.observed || (ledger !== undefined && isLogged(user)) || listener?.ears?.[user] === 1,
    get ears() {
      return listener?.ears
    },
    tell(type, moment, because, said, slot) {
      const isForAll = type === 'intervention.made'
      if (ledger && (isForAll || isLogged(moment.user))) ledger.tell(type, moment, because, said, slot)
      const isListenedTo = listener !== undefined && (isForAll || listener.ears?.[moment.user] === 1)
      if (!events.observed && !isListenedTo) return
      const { user, session, turn, at } = moment
      const id = eventId(type, user, session, turn, slot)
      const cause = causeOf(because, moment)
      ofThisTurn.push({ type, id, run, user, session, turn, at, cause, ...said } as unknown as WorldEvent)
    },
    turnOver(all = false) {
      const turn = ofThisTurn.sort((a, b) => a.user - b.user) // stable
      ofThisTurn = []
      for (const event of turn) {
        if (listener && (event.type === 'intervention.made' || listener.ears?.[event.user] === 1)) listener.told(event)
        events.next(event)
      }
      return ledger?.turnOver(all)
    },
    keepUp: () => ledger?.keepUp()
  }
}

function causeOf(because: Because, { user, session, turn }: Moment): string | null {
  if (because === null) return null
  return typeof because === 'string'
    ? eventId(because, user, session, turn)
    : eventId(because.before, user, session, turn - 1)
}
