import { BehaviorSubject, type Observable } from 'rxjs'
import type { WorldEvent } from '../../contract/event.ts'
import type { Listener, Place } from '../../world/onlooker.ts'
import type { Phase } from '../api.ts'
import type { Show, Visitor } from '../scene.ts'
import { createShow, type LiveOptions, type LiveShow } from './show.ts'

/** Looks on at one run, and shows it. */
export interface Live extends Visitor {
  ready(place: Place): void
  breathed(done: number, left: number): void
  after(place: Place, present: number): void
  readonly listener: Listener
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
      show.setPhase(phase, pace)
      shows.next(show)
    },
    ready: (place: Place) => show?.ready(place),
    breathed: (done: number, left: number) => show?.breathed(done, left),
    after: (place: Place, present: number) => show?.after(place, present),
    get witness() {
      return show?.witness
    },
    listener: {
      get ears() {
        return show?.ears
      },
      told: (event: WorldEvent) => show?.told(event)
    },
    closed(result, error) {
      show?.closed(result, error)
    }
  }
}
