import { Observable, Subject } from 'rxjs'
import type { InspectionEvent } from 'xstate'
import type { WorldEvent } from '../../contract/event.ts'
import type { InspectionObserver, Watching } from '../../streams/cast.ts'
import type { Place } from '../../world/onlooker.ts'
import type { Line, Step, Track } from '../api.ts'
import type { Story } from '../story/index.ts'
import { createDiary } from './diary.ts'
import type { StepReader } from './steps.ts'

/** Steps and lines of a person that are kept. */
const MOST = 2_000

export interface FollowerOptions {
  readonly about: Pick<Track, 'user' | 'population' | 'segment' | 'about'>
  readonly since: Place | null
  readonly reader: StepReader
  readonly story: Story
  /** None where statecharts cannot be watched. */
  watch(observer: (told: InspectionEvent) => void): Watching | undefined
  readonly memory: () => Track['memory']
  /** Gets the same as the reader does. */
  readonly inspect?: InspectionObserver | undefined
}

/** One person who is followed: what its statechart does, and its story. */
export interface Follower {
  readonly isListenedTo: boolean
  /** The whole of it at first, then what is new at each `flush`. */
  readonly track$: Observable<Track>
  told(event: WorldEvent): void
  /** Tells what is new to whoever listens. */
  flush(): void
  /** Its statechart is no longer watched; what is known of it stays. */
  release(): void
  /** Whoever listens is let go. */
  close(): void
}

export function follow({ about, since, reader, story, watch, memory, inspect }: FollowerOptions): Follower {
  const steps = createDiary<Step>(MOST)
  const lines = createDiary<Line>(MOST)
  const tracks = new Subject<Track>()
  let isReleased = false
  const watching = watch((told) => {
    if (isReleased) return
    const step = reader.read(told)
    if (step) steps.add(step)
    if (inspect) forward(inspect, told)
  })

  const track = (isWhole: boolean, given: Pick<Track, 'steps' | 'lines'>): Track => ({
    ...about,
    since,
    isLive: watching !== undefined && !isReleased,
    isWhole,
    ...given,
    dropped: steps.dropped + lines.dropped,
    memory: memory()
  })

  function flush(): void {
    const news = { steps: steps.news(), lines: lines.news() }
    if (tracks.observed && news.steps.length + news.lines.length > 0) tracks.next(track(false, news))
  }

  return {
    get isListenedTo() {
      return tracks.observed
    },
    track$: new Observable((reader) => {
      flush() // what is new to others must not come to this one twice
      reader.next(track(true, { steps: steps.kept, lines: lines.kept }))
      return tracks.subscribe(reader)
    }),
    told(event) {
      for (const line of story.take(event)) lines.add(line)
    },
    flush,
    release() {
      if (isReleased) return
      isReleased = true
      watching?.stop()
    },
    close: () => tracks.complete()
  }
}

/** The stage uses its events again: whoever is told later than now must have its own. */
export function forward(observer: InspectionObserver, told: InspectionEvent): void {
  const kept = 'event' in told ? { ...told, event: { ...told.event } } : told
  if (typeof observer === 'function') observer(kept)
  else observer.next?.(kept)
}
