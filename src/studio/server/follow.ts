import type { ServerResponse } from 'node:http'
import { defer, distinctUntilChanged, EMPTY, merge, of, Subscription, switchMap } from 'rxjs'
import { RecoError } from '../../contract/error.ts'
import type { Track } from '../api.ts'
import type { Programme } from '../scene.ts'
import { eventOf, HEARTBEAT, type Line, openLine } from './line.ts'
import { bounded } from './track.ts'

export interface FollowOptions {
  readonly heartbeat: number
  readonly patience: number
  readonly onFault: (error: unknown) => void
}

/**
 * Tells one browser of one person, in whatever is shown. Tracks say what is new, so who does not keep up would miss some
 * of it: it is told all anew when it has caught up.
 *
 * @returns  once the first is told, or nobody is there to hear it
 * @throws   what the show says of the person, where nothing was sent yet
 */
export function follow(
  programme: Programme,
  user: number,
  outgoing: ServerResponse,
  { heartbeat, patience, onFault }: FollowOptions
): Promise<void> {
  return new Promise((opened, refused) => {
    const watching = new Subscription()
    let tracks = new Subscription()
    let line: Line | undefined
    let isBehind = false

    const open = (): Line => {
      const made = openLine(outgoing, { patience, onDrain: () => isBehind && begin() })
      const heart = setInterval(() => made.cutIfStuck() || (made.hasRoom() && made.send(HEARTBEAT)), heartbeat)
      heart.unref()
      watching.add(() => clearInterval(heart))
      opened()
      return made
    }
    const told = (track: Track) => {
      line ??= open()
      isBehind = !line.hasRoom()
      if (isBehind) return tracks.unsubscribe()
      line.send(eventOf('track', bounded(track)))
    }
    const broke = (error: unknown) => {
      watching.unsubscribe()
      if (line === undefined) return refused(error)
      if (!(error instanceof RecoError)) onFault(error) // somebody who is not there in another run is no fault
      line.close()
    }
    const begin = () => {
      isBehind = false
      watching.remove(tracks)
      tracks.unsubscribe()
      tracks = new Subscription()
      watching.add(tracks)
      const show$ = merge(
        defer(() => of(programme.show)),
        programme.show$
      ).pipe(distinctUntilChanged())
      tracks.add(
        show$.pipe(switchMap((show) => show?.track(user) ?? EMPTY)).subscribe({
          next(track) {
            try {
              told(track)
            } catch (error) {
              broke(error)
            }
          },
          error: broke
        })
      )
    }
    outgoing.once('close', () => {
      watching.unsubscribe()
      opened()
    })
    begin()
  })
}
