import { BehaviorSubject, type Observable } from 'rxjs'
import type { WorldEvent } from '../../contract/event.ts'
import type { Place } from '../../world/onlooker.ts'
import type { Phase } from '../api.ts'
import type { Show, Visitor } from '../scene.ts'
import { createShow, type LiveOptions, type LiveShow } from './show.ts'

/** Looks on at one run, and shows it. */
export interface Live extends Visitor {
  /** None before the run is joined. */
  show(): Show | undefined
  readonly show$: Observable<Show | undefined>
  /** Whether it goes on or waits is up to whoever directs it. `pace`: turns a second at most; null: as fast as it goes. */
  setPhase(phase: Phase, pace?: number | null): void
}

/**
 * For `playWorld`: counts what everybody does, follows a few people closely, and whomever somebody looks at. With nobody
 * looking it costs little more than its counts.
 */
export function createLive(options: LiveOptions = {}): Live {
  const shows = new BehaviorSubject<LiveShow | undefined>(undefined)
  let show: LiveShow | undefined
  let witness = DEAF
  let heard: Uint8Array = new Uint8Array(0)
  let phase: Phase = 'running'
  let pace: number | null = null
  return {
    show: () => show,
    show$: shows,
    setPhase(next, at = pace) {
      phase = next
      pace = at
      show?.setPhase(phase, pace)
    },
    opened(scene) {
      show = createShow(scene, options)
      heard = show.heard
      witness = show.witness
      show.setPhase(phase, pace)
      shows.next(show)
    },
    ready: (place: Place) => show?.ready(place),
    breathed: (done: number, left: number) => show?.breathed(done, left),
    after: (place: Place, present: number) => show?.after(place, present),
    witness: {
      isWordless: true,
      reviewed: (view, review) => witness.reviewed(view, review),
      spoke: (user, session, turn, instruction) => witness.spoke(user, session, turn, instruction),
      followed: (user, session, turn, instruction, before, after) =>
        witness.followed(user, session, turn, instruction, before, after),
      ended: (user, session, turn, how, cause) => witness.ended(user, session, turn, how, cause)
    },
    listener: {
      get isListening() {
        return show?.listener.isListening ?? false
      },
      hears: (user: number) => heard[user] === 1,
      told: (event: WorldEvent) => show?.listener.told(event)
    },
    closed(result, error) {
      show?.closed(result, error)
    }
  }
}

/** Before there is anything to see. */
const DEAF: LiveShow['witness'] = { reviewed() {}, spoke() {}, followed() {}, ended() {} }
