import { RecoError } from '../contract/error.ts'
import type { Intervention } from '../contract/intervention.ts'
import type { Act } from '../studio/api.ts'
import type { Place } from '../world/onlooker.ts'
import type { Interventions } from './interventions.ts'

/** What is done before the next turn, where it is known which one that is. */
export type Wish = (place: Place) => Intervention

/** Holds the turns of a run up: paused, step by step, so many a second; and lets somebody reach in between two of them. */
export interface Gate {
  /** Turns a second at most; null: as fast as it goes. */
  readonly pace: number | null
  act(act: Exclude<Act, { do: 'stop' }>): void
  /** Resolves when it is made. @throws RecoError what is wrong with it; `studio.too-late` */
  wish(wish: Wish): Promise<void>
  /** Resolves when the turn may begin, or the run is to stop. */
  before(place: Place, interventions: Interventions, signal: AbortSignal): Promise<void>
  /** No turn will come any more: whoever still waits for one hears so. */
  over(): void
}

interface Waiting {
  readonly wish: Wish
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/**
 * @param pace     turns a second at first; null: as fast as it goes
 * @param isPaused whether it waits before the first turn
 * @param onPhase  told when it begins to wait, and when it goes on
 */
export function createGate(
  pace: number | null,
  isPaused: boolean,
  onPhase: (phase: 'running' | 'paused') => void
): Gate {
  let steps = 0
  let phase: 'running' | 'paused' = 'running'
  let last = Number.NEGATIVE_INFINITY
  let wake: () => void = () => {}
  let waiting: Waiting[] = []

  const turnTo = (next: 'running' | 'paused') => {
    phase = next
    onPhase(phase)
  }

  /** Until something is asked of it, the run is to stop, or so many ms have gone by. */
  const rest = (signal: AbortSignal, ms?: number) =>
    new Promise<void>((resolve) => {
      const timer = ms === undefined ? undefined : setTimeout(() => wake(), ms)
      wake = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', wake)
        resolve()
      }
      signal.addEventListener('abort', wake)
    })

  async function make(place: Place, interventions: Interventions): Promise<void> {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      try {
        await interventions.make(next.wish(place))
        next.resolve()
      } catch (cause) {
        next.reject(cause)
      }
    }
  }

  return {
    get pace() {
      return pace
    },
    act(act) {
      if (act.do === 'pause') isPaused = true
      if (act.do === 'go on') isPaused = false
      if (act.do === 'step') {
        isPaused = true
        steps++
      }
      if (act.do === 'speed') {
        pace = act.turns
        onPhase(phase)
      }
      wake()
    },
    wish: (wish) =>
      new Promise((resolve, reject) => {
        waiting.push({ wish, resolve, reject })
        wake()
      }),
    async before(place, interventions, signal) {
      for (;;) {
        await make(place, interventions)
        if (signal.aborted) return
        if (isPaused && steps === 0) {
          turnTo('paused')
          await rest(signal)
          continue
        }
        const wait = steps > 0 || pace === null ? 0 : last + 1_000 / pace - performance.now()
        if (wait <= 0) break
        turnTo('running')
        await rest(signal, wait)
      }
      if (steps > 0) steps--
      last = performance.now()
      turnTo('running')
    },
    over() {
      const late = waiting
      waiting = []
      for (const { reject } of late) reject(tooLate())
    }
  }
}

const tooLate = () =>
  new RecoError('studio.too-late', {
    what: 'The run was over before the next turn.',
    fix: 'Start another run, and pause it where you want to reach in.'
  })
