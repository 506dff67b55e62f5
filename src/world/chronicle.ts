import { type EventOf, type EventType, eventId, type WorldEvent } from '../contract/event.ts'
import type { WorldParts } from './parts.ts'

/** Events held back before they go to the log. */
const HELD = 20_000

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

/** Tells what happens as events; costs nothing while nobody listens. */
export interface Chronicle {
  readonly isHeard: boolean
  /** Whether anybody wants to know of this person. */
  hears(user: number): boolean
  /** `because`: the type of the event of the same turn that led to it, or a whole id, or null. `slot`: where there may be several. */
  tell<Type extends EventType>(
    type: Type,
    moment: Moment,
    because: EventType | `${number}.${string}` | null,
    said: Said<Type>,
    slot?: number
  ): void
  /**
   * The turn is over: tells it person by person, each in the order in which it happened to that person. Whoever answered
   * first, the story is the same. The log gets it when there is much of it; `all` at the end.
   */
  turnOver(all?: boolean): Promise<void> | undefined
}

export function createChronicle({
  run,
  bus,
  sink,
  isLogged = () => true,
  isSinking = () => true,
  holdsBack = true
}: Pick<WorldParts, 'run' | 'bus' | 'sink' | 'isLogged' | 'isSinking' | 'holdsBack'>): Chronicle {
  const sinks = () => sink !== undefined && isSinking()
  let held: WorldEvent[] = []
  let ofThisTurn: WorldEvent[] = []
  return {
    get isHeard() {
      return sinks() || bus.events.observed
    },
    hears: (user) => bus.events.observed || (sinks() && isLogged(user)),
    tell(type, { user, session, turn, at }, because, said, slot) {
      const cause =
        because === null || because.includes('.', because.indexOf('.') + 1)
          ? because
          : eventId(because as EventType, user, session, turn)
      const event = {
        type,
        id: eventId(type, user, session, turn, slot),
        run,
        user,
        session,
        turn,
        at,
        cause,
        ...said
      } as unknown as WorldEvent
      ofThisTurn.push(event)
    },
    turnOver(all = !holdsBack) {
      const { events } = bus
      ofThisTurn.sort((a, b) => a.user - b.user) // stable
      for (const event of ofThisTurn) {
        events.next(event)
        if (sink && isLogged(event.user)) held.push(event)
      }
      ofThisTurn = []
      if (!sink || held.length === 0 || (held.length < HELD && !all)) return undefined
      const batch = held
      held = []
      return sink(batch)
    }
  }
}
