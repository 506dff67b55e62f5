import { useEffect, useRef, useState } from 'preact/hooks'
import { asTrouble, getJson, type Track, type Trouble, useStream } from '../store/index.ts'
import { told } from './told.ts'

export interface Followed {
  /** Of whom was looked at before, until the first word of this one. */
  readonly track: Track | undefined
  readonly trouble: Trouble | undefined
}

/** Asking again does not help. */
const NOBODY = 'studio.no-such-person'

/** One person, as long as it is looked at; drawn once a frame of the screen at most, however often something is told. */
export function useTrack(user: number): Followed {
  const [track, setTrack] = useState<Track | undefined>(undefined)
  const [trouble, setTrouble] = useState<Trouble | undefined>(undefined)
  const waiting = useRef<{ track: Track | undefined; frame: number }>({ track: undefined, frame: 0 })
  const path = `api/people/${user}`

  const connection = useStream<Track>(trouble?.code === NOBODY ? null : `${path}/stream`, 'track', (next) => {
    const held = waiting.current
    held.track = told(held.track, next)
    held.frame ||= requestAnimationFrame(() => {
      held.frame = 0
      setTrack(held.track)
      setTrouble(undefined)
    })
  })
  useEffect(() => {
    waiting.current.track = undefined
    setTrouble(undefined)
    return () => {
      cancelAnimationFrame(waiting.current.frame)
      waiting.current.frame = 0
    }
  }, [path])
  // a stream does not say why it was refused; asking once does
  useEffect(() => {
    if (connection !== 'lost' || waiting.current.track !== undefined) return
    const stop = new AbortController()
    getJson<Track>(path, stop.signal).then(
      () => setTrouble(undefined),
      (thrown) => {
        if (!stop.signal.aborted) setTrouble(asTrouble(thrown))
      }
    )
    return () => stop.abort()
  }, [connection, path])
  return { track, trouble }
}
