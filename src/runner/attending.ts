import { BehaviorSubject, type Observable } from 'rxjs'
import type { ChartView } from '../contract/chart.ts'
import { RecoError } from '../contract/error.ts'
import type { Intervention } from '../contract/intervention.ts'
import { namesOn } from '../shelf.ts'
import type { InspectionObserver } from '../streams/cast.ts'
import type { Act, Interference } from '../studio/api.ts'
import { createLive } from '../studio/live/index.ts'
import type { Scene, Show, Visitor } from '../studio/scene.ts'
import { createDrawings } from './drawings.ts'
import { createGate, type Gate } from './gate.ts'
import type { Interventions } from './interventions.ts'

export interface AttendingOptions {
  /** People who are followed from the beginning, beside a few drawn by lot. */
  readonly follow?: readonly number[]
  /** Told of their statecharts, and of the recommender's, as XState tells it. */
  readonly inspect?: InspectionObserver | undefined
  /** Recommenders that may take over, by name or path: nobody who looks on names a file. Left out: those of the shelf. */
  readonly recommenders?: readonly string[] | undefined
  /** Turns a second at first; null: as fast as it goes. */
  readonly pace?: number | null
}

/** What a run is given so that somebody may look on and reach in. */
export interface Visit {
  readonly visitor: Visitor
  readonly signal: AbortSignal
  onReach(interventions: Interventions): void
}

export interface VisitOptions {
  readonly isPaused?: boolean
  readonly signal?: AbortSignal | undefined
  /** People who are followed from the beginning, instead of those that were named before. */
  readonly follow?: readonly number[] | undefined
  readonly onOpened?: () => void
}

/** Looks on at runs, one after the other, and passes on what is asked of the one that is under way. */
export interface Attending {
  readonly show: Show | undefined
  readonly show$: Observable<Show | undefined>
  readonly isUnderWay: boolean
  /** Another run is about to begin. `onOpened`: all of it is joined. */
  visit(options?: VisitOptions): Visit
  /** @throws RecoError `studio.nothing-to-do` */
  act(act: Act): void
  /** @throws RecoError `studio.nothing-to-do`, `studio.too-late`, and what is wrong with it */
  intervene(interference: Interference): Promise<void>
  /** @throws RecoError `studio.started-elsewhere`, always: for those whose runs a command starts */
  noStart(): Promise<void>
  /** Of mindsets and recommenders that were looked at, by the hash that their scene names. */
  charts(hash: string): Promise<ChartView | undefined>
  /** Stops what is under way, and lets go of what was shown. */
  close(): Promise<void>
}

interface UnderWay {
  readonly gate: Gate
  readonly stop: AbortController
  scene?: Scene
}

export function createAttending({
  follow = [],
  inspect,
  recommenders = namesOn('recommenders'),
  pace = null
}: AttendingOptions = {}): Attending {
  const shows = new BehaviorSubject<Show | undefined>(undefined)
  let current: UnderWay | undefined
  const drawings = createDrawings()

  function mustRun(): UnderWay & { scene: Scene } {
    if (current?.scene) return { ...current, scene: current.scene }
    throw new RecoError('studio.nothing-to-do', { what: 'No run is under way.', fix: 'Start one first.' })
  }

  return {
    get show() {
      return shows.value
    },
    show$: shows,
    get isUnderWay() {
      return current !== undefined
    },
    visit({ isPaused = false, signal: given, follow: named = follow, onOpened } = {}) {
      const stop = new AbortController()
      const live = createLive({ follow: named, ...(inspect ? { inspect } : {}) })
      const gate = createGate(current?.gate.pace ?? pace, isPaused, (phase) => live.setPhase(phase, gate.pace))
      const signal = given ? AbortSignal.any([given, stop.signal]) : stop.signal
      const own: UnderWay = { gate, stop }
      let interventions: Interventions | undefined
      const visitor: Visitor = {
        ready: live.ready,
        breathed: live.breathed,
        after: live.after,
        get witness() {
          return live.witness
        },
        listener: live.listener,
        opened(scene) {
          mustTakePart(named, scene.manifest.users)
          own.scene = scene
          current = own
          drawings.add(scene.mindset)
          drawings.add(scene.duty)
          live.opened(scene)
          const before = shows.value
          shows.next(live.show())
          before?.close()
          onOpened?.()
        },
        before: (place) => gate.before(place, interventions!, signal),
        closed(result, error) {
          if (current === own) current = undefined
          pace = gate.pace
          gate.over()
          live.closed(result, error)
        }
      }
      return {
        visitor,
        signal,
        onReach(given) {
          interventions = given
        }
      }
    },
    act(act) {
      const { gate, stop } = mustRun()
      if (act.do === 'stop') stop.abort()
      else gate.act(act)
    },
    async intervene(interference) {
      const { gate, scene } = mustRun()
      if (interference.do === 'swap-recommender' && !recommenders.includes(interference.to))
        throw notOffered(interference.to, recommenders)
      const asked = interventionOf(interference, scene)
      await gate.wish(({ session, turn }) => ({ ...asked, session, turn }))
    },
    noStart: () => Promise.reject(startedElsewhere()),
    charts: drawings.get,
    async close() {
      current?.stop.abort()
      await shows.value?.close()
    }
  }
}

/** @throws RecoError `studio.nobody` */
export function mustTakePart(people: readonly number[], users: number): void {
  const stranger = people.find((one) => one >= users)
  if (stranger === undefined) return
  throw new RecoError('studio.nobody', {
    what: `There is no person ${stranger} to follow; people are numbered 0 … ${users - 1}.`,
    fix: 'Name people who take part in the run.'
  })
}

const both = () =>
  new RecoError('studio.both', {
    what: 'A segment and a person were named, and a trait is set for one of them.',
    fix: 'Name a segment, or a person, or neither for everybody.'
  })

const notOffered = (to: string, names: readonly string[]) =>
  new RecoError('studio.not-offered', {
    what: `"${to}" is no recommender that can take over; there are ${names.join(', ')}.`,
    fix: 'Name a file of your own when you open the studio: --recommender ./mine.ts'
  })

const startedElsewhere = () =>
  new RecoError('studio.started-elsewhere', {
    what: 'This page looks on at a run that a command has started.',
    fix: 'Start runs in: recoworld studio'
  })

type Asked = Intervention extends infer One ? (One extends Intervention ? Omit<One, 'session' | 'turn'> : never) : never

function interventionOf(asked: Interference, { people }: Scene): Asked {
  if (asked.do !== 'set-trait') return asked
  const { segment, user, ...rest } = asked
  if (segment !== undefined && user !== undefined) throw both()
  if (user !== undefined) return { ...rest, whom: { user } }
  if (segment === undefined) return { ...rest, whom: 'everyone' }
  const found = people.segments[segment]
  if (found) return { ...rest, whom: { population: found.population, segment: found.segment } }
  throw new RecoError('studio.no-such-segment', {
    what: `There is no segment ${segment}; they are numbered 0 … ${people.segments.length - 1}.`,
    fix: 'Give the position of one of the segments of this run.'
  })
}
