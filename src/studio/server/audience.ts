import type { ServerResponse } from 'node:http'
import { defer, distinctUntilChanged, merge, of, type Subscription, throttleTime } from 'rxjs'
import type { Programme, Show } from '../scene.ts'
import { eventOf, HEARTBEAT, type Line, openLine } from './line.ts'

/** Everybody who watches how everybody is. */
export interface Audience {
  readonly size: number
  /** @param segment  of the scene that is shown now; in another scene, everybody is shown */
  join(outgoing: ServerResponse, segment: number | undefined): void
  close(): void
}

export interface AudienceOptions {
  /** Between two frames at least, ms. */
  readonly pace: number
  readonly heartbeat: number
  readonly patience: number
  readonly onSize: (size: number) => void
  readonly onFault: (error: unknown) => void
}

interface Seat {
  readonly line: Line
  segment: number | undefined
  /** What it knows of: the show whose scene it was sent, and the one whose end. */
  scene: Show | undefined | null
  end: Show | undefined
  /** It was passed over, since it did not keep up. */
  isBehind: boolean
}

/**
 * Tells all who watch the same as often as something is new: each frame is made once for a segment, however many watch it.
 * While nobody watches, nothing is asked of the show. Frames are whole states, so whoever is slow misses none that matters.
 */
export function createAudience(programme: Programme, options: AudienceOptions): Audience {
  const seats = new Set<Seat>()
  let shows: Subscription | undefined
  let changes: Subscription | undefined
  let heart: NodeJS.Timeout | undefined
  let current: Show | undefined
  let id = 0

  /** Sends to some what is new for each. */
  const tell = (some: Iterable<Seat>) => {
    const made = new Map<string, Buffer>()
    const once = (key: string, event: string, told: () => unknown) => {
      const message = made.get(key) ?? eventOf(event, told(), ++id)
      made.set(key, message)
      return message
    }
    const show = current
    for (const seat of some) {
      seat.isBehind = !seat.line.hasRoom()
      if (seat.isBehind) continue
      if (seat.scene !== show) seat.line.send(once('scene', 'scene', () => show?.view ?? null))
      seat.scene = show
      if (!show) continue
      seat.line.send(once(`frame ${seat.segment}`, 'frame', () => show.frame(seat.segment)))
      if (seat.end === show || !show.ended) continue
      seat.line.send(once('ended', 'ended', () => show.ended))
      seat.end = show
    }
  }
  /** What breaks here is nobody's who watches, and the run's least of all. */
  const safely = (some: Iterable<Seat>) => {
    try {
      tell(some)
    } catch (error) {
      options.onFault(error)
    }
  }
  const turnTo = (show: Show | undefined) => {
    changes?.unsubscribe()
    if (show !== current) for (const seat of seats) seat.segment = undefined
    current = show
    safely(seats)
    changes = show?.changed$
      .pipe(throttleTime(options.pace, undefined, { leading: true, trailing: true }))
      .subscribe({ next: () => safely(seats), error: options.onFault })
  }
  const wake = () => {
    const now$ = defer(() => of(programme.show))
    current = programme.show
    shows = merge(now$, programme.show$)
      .pipe(distinctUntilChanged())
      .subscribe({ next: turnTo, error: options.onFault })
    heart = setInterval(() => {
      for (const { line } of seats) if (!line.cutIfStuck() && line.hasRoom()) line.send(HEARTBEAT)
    }, options.heartbeat)
    heart.unref()
  }
  const sleep = () => {
    shows?.unsubscribe()
    changes?.unsubscribe()
    clearInterval(heart)
    shows = changes = heart = current = undefined
  }

  return {
    get size() {
      return seats.size
    },
    join(outgoing, segment) {
      const line = openLine(outgoing, {
        patience: options.patience,
        onDrain: () => seat.isBehind && safely([seat])
      })
      const seat: Seat = { line, segment, scene: null, end: undefined, isBehind: false }
      outgoing.once('close', () => {
        seats.delete(seat)
        if (seats.size === 0) sleep()
        options.onSize(seats.size)
      })
      if (seats.size === 0) wake()
      seats.add(seat)
      safely([seat])
      options.onSize(seats.size)
    },
    close() {
      for (const { line } of seats) line.close()
    }
  }
}
