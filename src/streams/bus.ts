import { filter, type Observable, Subject } from 'rxjs'
import type { EventOf, EventType, WorldEvent } from '../contract/event.ts'
import type { Instruction } from '../contract/instruction.ts'
import type { Feedback } from '../contract/plugin.ts'
import type { TurnBatch } from './turn.ts'

/** A person said something to the recommender, about the slate that it has just gone through. */
export interface InstructionSignal {
  readonly user: number
  readonly instruction: Instruction
  readonly feedback: Feedback
}

/** A visit has ended. */
export interface EndingSignal {
  readonly user: number
  readonly session: number
}

/** In which moods those who took part in a turn came out of it. */
export interface MoodCount {
  readonly session: number
  readonly turn: number
  readonly moods: Readonly<Record<string, number>>
}

/**
 * One stream per kind of signal, each carrying whole turns; nobody filters per person, delivery to one is an index.
 * Everything is synchronous inside a turn: the turn's end is the back-pressure.
 */
export interface Bus {
  /** People wait for slates; whoever recommends fills the batch and answers on `slates`. */
  readonly requests: Subject<TurnBatch>
  readonly slates: Subject<TurnBatch>
  readonly feedback: Subject<TurnBatch>
  readonly instructions: Subject<InstructionSignal>
  readonly endings: Subject<EndingSignal>
  /** Facts as objects; made only while somebody listens. */
  readonly events: Subject<WorldEvent>
  readonly mindsets: Subject<MoodCount>
}

export const createBus = (): Bus => ({
  requests: new Subject(),
  slates: new Subject(),
  feedback: new Subject(),
  instructions: new Subject(),
  endings: new Subject(),
  events: new Subject(),
  mindsets: new Subject()
})

/** The facts of one kind. */
export const only =
  <Type extends EventType>(type: Type) =>
  (events$: Observable<WorldEvent>): Observable<EventOf<Type>> =>
    events$.pipe(filter((event): event is EventOf<Type> & WorldEvent => event.type === type))
