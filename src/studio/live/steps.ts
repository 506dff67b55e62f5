import type { AnyActor, AnyMachineSnapshot, InspectionEvent } from 'xstate'
import { arrowsOf, type Transition } from '../../streams/arrows.ts'
import type { Place } from '../../world/onlooker.ts'
import type { Step } from '../api.ts'
import type { Labels } from '../record/index.ts'
import { nodesOf } from './snapshots.ts'

/** Arrows of the machine that an actor lives, whichever it is made of. */
const known = new WeakMap<object, ReadonlyMap<Transition, string>>()

/** Names of those transitions that somebody drew; what only starts a machine has none. */
export function arrowsGone(actor: unknown, transitions: readonly Transition[]): string[] {
  const { logic } = actor as AnyActor
  const arrows = known.get(logic.root) ?? arrowsOf(logic)
  known.set(logic.root, arrows)
  return transitions.map((transition) => arrows.get(transition)).filter((name) => name !== undefined)
}

/** Puts together what XState tells of one statechart, event by event. */
export interface StepReader {
  /** A step, once it is over. */
  read(told: InspectionEvent): Step | undefined
}

/**
 * @param placeNow where the run is, for events that do not say
 * @param born     simulated ms of the person's clock as it begins to be watched
 */
export function createStepReader(labels: Labels, placeNow: () => Place, born: number): StepReader {
  let arrows: string[] = []
  let isBorn = false

  function step({ event, snapshot, actorRef }: Extract<InspectionEvent, { type: '@xstate.snapshot' }>): Step {
    const { session = placeNow().session, turn } = event as Partial<Place>
    const at = isBorn ? ((actorRef as unknown as { clock: { now?: number } }).clock.now ?? born) : born
    return {
      session,
      turn: turn ?? (event.type === 'session.started' ? 0 : placeNow().turn),
      at,
      event: { ...event },
      states: labels.sorted(nodesOf(snapshot)),
      arrows,
      context: numbersIn((snapshot as AnyMachineSnapshot).context)
    }
  }

  return {
    read(told) {
      switch (told.type) {
        case '@xstate.event':
          arrows = []
          return undefined
        case '@xstate.microstep':
          arrows.push(...arrowsGone(told.actorRef, told._transitions))
          return undefined
        case '@xstate.snapshot': {
          if (told.event.type === 'xstate.stop') return undefined // it is no longer watched
          const isBirth = told.event.type === 'xstate.init'
          if (isBirth && isBorn) return undefined // brought to life anew, where it was
          const made = step(told)
          isBorn = true
          arrows = []
          return isBirth ? { ...made, event: { type: 'xstate.init' } } : made
        }
        default:
          return undefined
      }
    }
  }
}

const numbersIn = (context: Readonly<Record<string, unknown>>): Record<string, number> =>
  Object.fromEntries(Object.entries(context).filter((entry): entry is [string, number] => typeof entry[1] === 'number'))
