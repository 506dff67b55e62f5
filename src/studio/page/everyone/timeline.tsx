import { useEffect, useRef, useState } from 'preact/hooks'
import { PauseIcon, ReplayIcon } from '../shell/icons.tsx'
import type { Frame, SceneView } from '../store/index.ts'
import { placeSays } from '../store/place.ts'
import { Areas, Marks } from './areas.tsx'
import type { MoodStates } from './reading.ts'
import type { Tape } from './tape.ts'

interface Props {
  readonly scene: SceneView
  readonly tape: Tape
  readonly moods: MoodStates
}

const SPEEDS = [2, 5, 10, 20] as const

/** The turns of the run as a strip of moods, to go back in; interventions are marked where they came. */
export function Timeline({ scene, tape, moods }: Props) {
  const { frames, at, goTo, isUnderWay } = tape
  const [isPlaying, setPlaying] = useState(false)
  const [speed, setSpeed] = useState<number>(5)
  const last = frames.length - 1
  const here = at ?? last

  // new turns come in while an earlier one is shown, and must not hold the replay up
  const latest = useRef(tape)
  latest.current = tape
  useEffect(() => {
    if (!isPlaying) return
    const timer = setTimeout(() => {
      const { frames: now, goTo: go } = latest.current
      const isEnd = here + 1 >= now.length - 1
      if (isEnd) setPlaying(false)
      go(isEnd ? null : here + 1)
    }, 1_000 / speed)
    return () => clearTimeout(timer)
  }, [isPlaying, here, speed])

  if (last < 1) return null
  const play = () => {
    if (!isPlaying && at === null) goTo(0)
    setPlaying(!isPlaying)
  }
  const shown = frames[here]
  const says = shown ? placeSays(shown, scene) : ''
  return (
    <section class="turns" aria-label="Turns of the run">
      <div class="buttons">
        <button
          type="button"
          class="quiet"
          onClick={play}
          aria-label={isPlaying ? 'Hold the replay' : 'Replay the turns'}
        >
          {isPlaying ? <PauseIcon /> : <ReplayIcon />}
          <span>{isPlaying ? 'Hold' : 'Replay'}</span>
        </button>
        <select
          aria-label="Speed of the replay"
          value={String(speed)}
          onChange={({ currentTarget: { value } }) => setSpeed(Number(value))}
        >
          {SPEEDS.map((turns) => (
            <option key={turns} value={String(turns)}>
              {turns} turns/s
            </option>
          ))}
        </select>
      </div>
      <div class="track">
        <div class="reached" style={{ width: `${isUnderWay ? reached(frames[last], scene) : 100}%` }}>
          <Areas frames={frames} moods={moods} />
          <Marks frames={frames} scene={scene} />
          <div class="past" style={{ left: `${last > 0 ? (100 * here) / last : 100}%` }} aria-hidden="true" />
          <input
            type="range"
            min={0}
            max={last}
            step={1}
            value={here}
            aria-label="Turn"
            aria-valuetext={at === null ? `${says}, the latest` : says}
            onInput={({ currentTarget: { value } }) => {
              setPlaying(false)
              goTo(Number(value) >= last ? null : Number(value))
            }}
          />
        </div>
      </div>
      <div class="end">
        <output class={at === null ? undefined : 'then'}>{says}</output>
        <button
          type="button"
          class="quiet live"
          aria-pressed={at === null}
          onClick={() => {
            setPlaying(false)
            goTo(null)
          }}
        >
          {isUnderWay ? 'Live' : 'Latest'}
        </button>
      </div>
    </section>
  )
}

/** How far the run has come of all turns that it may have: the strip grows, and what it shows stays where it is. */
function reached(frame: Frame | undefined, { manifest: { sessions, turns } }: SceneView): number {
  if (!frame) return 100
  const most = sessions * turns - 1
  const now = frame.session * turns + Math.max(0, frame.turn)
  return most > 0 ? Math.min(100, Math.max(4, (100 * now) / most)) : 100
}
