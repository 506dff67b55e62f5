import { finalize, Observable } from 'rxjs'
import { RecoError } from '../../contract/error.ts'
import type { WorldEvent } from '../../contract/event.ts'
import type { Track } from '../api.ts'
import type { Follower } from './follower.ts'

/** People who are followed at once beside the cohort, since somebody looks at them. */
const MOST = 64
/** Ms for which somebody is followed on when nobody looks any more. */
const GRACE = 5_000

export interface Following {
  /** 1 for those who are followed. */
  readonly heard: Uint8Array
  readonly isListening: boolean
  /** An event of one person. */
  told(event: WorldEvent): void
  /** The same event for all who are followed and fit. */
  toldTo(event: WorldEvent, fits: (user: number) => boolean): void
  readonly isListenedTo: boolean
  flush(): void
  track(user: number): Observable<Track>
  /** Nobody is watched any more; what is known stays. */
  release(): void
  close(): void
}

/**
 * Those of the cohort are followed from now on; anybody else while somebody listens to its track, and a little longer.
 *
 * @param begin follows one person from now on
 */
export function createFollowing(
  people: number,
  cohort: readonly number[],
  begin: (user: number) => Follower
): Following {
  const heard = new Uint8Array(people)
  const followers = new Map<number, Follower>()
  const guests = new Map<number, NodeJS.Timeout | undefined>() // by user: when they are let go of
  let isOver = false

  function take(user: number): Follower {
    const follower = begin(user)
    followers.set(user, follower)
    heard[user] = 1
    return follower
  }

  function letGo(user: number): void {
    clearTimeout(guests.get(user))
    guests.delete(user)
    followers.get(user)?.release()
    followers.delete(user)
    heard[user] = 0
  }

  /** Makes room: whoever is followed though nobody looks goes first. */
  function makeRoom(): void {
    if (guests.size < MOST) return
    const idle = [...guests.keys()].find((user) => !followers.get(user)?.isListenedTo)
    if (idle === undefined)
      throw new RecoError('studio.too-many-followed', {
        what: `${MOST} people are followed already, beside those of the cohort.`,
        fix: 'Close the page of one of them, or look at somebody of the cohort.'
      })
    letGo(idle)
  }

  function guest(user: number): Follower {
    makeRoom()
    guests.set(user, undefined)
    return take(user)
  }

  function leftAlone(user: number, follower: Follower): void {
    if (isOver || !guests.has(user) || follower.isListenedTo || followers.get(user) !== follower) return
    clearTimeout(guests.get(user))
    const release = () => follower.isListenedTo || letGo(user)
    guests.set(user, setTimeout(release, GRACE).unref())
  }

  for (const user of cohort) take(user)

  return {
    heard,
    get isListening() {
      return followers.size > 0
    },
    told(event) {
      followers.get(event.user)?.told(event)
    },
    toldTo(event, fits) {
      for (const [user, follower] of followers) if (fits(user)) follower.told(event)
    },
    get isListenedTo() {
      for (const follower of followers.values()) if (follower.isListenedTo) return true
      return false
    },
    flush() {
      for (const follower of followers.values()) follower.flush()
    },
    track: (user) =>
      new Observable<Track>((reader) => {
        const follower = followers.get(user) ?? (isOver ? begin(user) : guest(user))
        if (isOver) follower.release()
        return follower.track$.pipe(finalize(() => queueMicrotask(() => leftAlone(user, follower)))).subscribe(reader)
      }),
    release() {
      isOver = true
      for (const timer of guests.values()) clearTimeout(timer)
      for (const follower of followers.values()) follower.release()
    },
    close() {
      for (const follower of followers.values()) follower.close()
    }
  }
}
