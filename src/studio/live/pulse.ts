import { type Observable, Subject } from 'rxjs'

/** Ms between two beats at least. */
const EVERY = 100
/** How far back «lately» goes, ms. */
const LATELY = 3_000

export interface Pulse {
  /** Something has moved. */
  stir(done: number): void
  /** User-steps a second lately. */
  rate(): number
  readonly beats$: Observable<void>
  stop(): void
}

/**
 * Beats when something has moved, not oftener than every 100 ms; the last movement is never left without a beat.
 *
 * @param isWanted whether anybody but those who listen to the beats is waiting for one
 * @param onBeat   called before whoever listens
 */
export function createPulse(isWanted: () => boolean, onBeat: () => void): Pulse {
  const beats = new Subject<void>()
  let last = Number.NEGATIVE_INFINITY
  let alarm: NodeJS.Timeout | undefined
  let samples: { readonly at: number; readonly done: number }[] = []

  function beat(): void {
    clearTimeout(alarm)
    alarm = undefined
    last = performance.now()
    onBeat()
    beats.next()
  }

  function sample(done: number, at: number): void {
    const latest = samples.at(-1)
    if (latest && at - latest.at < EVERY && done >= latest.done) return
    samples.push({ at, done })
    if (samples.length > 2 && samples[1]!.at < at - LATELY) samples = samples.filter((one) => one.at >= at - LATELY)
  }

  return {
    stir(done) {
      const now = performance.now()
      sample(done, now)
      if (!beats.observed && !isWanted()) return
      if (now - last >= EVERY) beat()
      else alarm ??= setTimeout(beat, EVERY - (now - last)).unref()
    },
    rate() {
      const [first, latest] = [samples[0], samples.at(-1)]
      return first && latest && latest.at > first.at ? ((latest.done - first.done) / (latest.at - first.at)) * 1_000 : 0
    },
    beats$: beats.asObservable(),
    stop() {
      clearTimeout(alarm)
      beats.complete()
    }
  }
}
