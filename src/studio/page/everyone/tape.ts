import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { type Frame, type SceneView, useFrame, useJson, withSegment } from '../store/index.ts'
import { earlier, type Place } from '../store/place.ts'

/** How it was after each turn, the latest last; what is under way comes at the end. */
export interface Tape {
  readonly frames: readonly Frame[]
  /** Position of what is shown; `null`: whatever is the latest. */
  readonly at: number | null
  readonly shown: Frame | undefined
  /** What the traffic of what is shown is counted from: how it was a turn before. */
  readonly before: Frame | undefined
  readonly isUnderWay: boolean
  goTo(at: number | null): void
}

const MOST = 400
const RELOAD_EVERY = 5_000

/**
 * The turns of a run. They are asked for at first, every few seconds while the run goes on, and when it is over; between, what
 * the stream tells is put at the end.
 */
export function useTape(scene: SceneView, segment: number | null): Tape {
  const live = useFrame()
  const path = withSegment(`api/turns?most=${MOST}`, segment)
  const told = useJson<readonly Frame[]>(path)
  const passed = useRef<{ of: string; frames: Frame[] }>({ of: '', frames: [] })
  const [place, setPlace] = useState<Place | null>(null)
  const of = `${scene.run} ${segment}`
  const isUnderWay = live !== undefined && (live.phase === 'running' || live.phase === 'paused')

  if (passed.current.of !== of) passed.current = { of, frames: [] }
  if (live && live.turn >= 0) {
    const { frames } = passed.current
    const last = frames.at(-1)
    if (last && earlier(last, live) === 0) frames[frames.length - 1] = live
    else if (!last || earlier(last, live) < 0) frames.push(live)
    if (frames.length > MOST) frames.shift()
  }
  const frames = useMemo(() => {
    const known = (told.of === path && told.value) || []
    const last = known.at(-1)
    const newer = passed.current.frames.filter((frame) => !last || earlier(last, frame) < 0)
    return [...known, ...newer]
  }, [told.value, told.of, live, of])

  useEffect(() => setPlace(null), [scene.run])
  useEffect(() => {
    if (!isUnderWay) {
      told.reload()
      return
    }
    const timer = setInterval(told.reload, RELOAD_EVERY)
    return () => clearInterval(timer)
  }, [isUnderWay, scene.run])

  // by its place, since turns that were missed may come in between
  const at =
    place === null
      ? null
      : Math.max(
          0,
          frames.findLastIndex((frame) => earlier(frame, place) <= 0)
        )
  const here = at ?? frames.length - 1
  const goTo = (to: number | null) => {
    // what was put at the end may be of the middle of its turn
    if (place === null && to !== null && isUnderWay) told.reload()
    setPlace(to === null ? null : (frames[to] ?? null))
  }
  const shown = at === null ? (live ?? frames[here]) : frames[here]
  // of a turn that is under way little has fired yet: the one before it counts too
  const back = at === null && isUnderWay ? 2 : 1
  return { frames, at, shown, before: frames[here - back], isUnderWay, goTo }
}
