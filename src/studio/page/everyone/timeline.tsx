import { useEffect, useMemo, useState } from 'preact/hooks'
import { MOODS, type Mood } from '../../../contract/session.ts'
import { PauseIcon, ReplayIcon } from '../shell/icons.tsx'
import { type Frame, type SceneView, visible } from '../store/index.ts'
import { earlier, placeSays } from '../store/place.ts'
import { moodsOf } from './reading.ts'
import type { Tape } from './tape.ts'

interface Props {
  readonly scene: SceneView
  readonly tape: Tape
  readonly moods: ReadonlyMap<Mood, readonly number[]>
}

const SPEEDS = [2, 5, 10, 20] as const

/** The turns of the run as a strip of moods, to go back in; interventions are marked where they came. */
export function Timeline({ scene, tape, moods }: Props) {
  const { frames, at, goTo, isUnderWay } = tape
  const [isPlaying, setPlaying] = useState(false)
  const [speed, setSpeed] = useState<number>(5)
  const last = frames.length - 1
  const here = at ?? last

  useEffect(() => {
    if (!isPlaying) return
    const timer = setTimeout(() => {
      const next = here + 1
      if (next > last) setPlaying(false)
      goTo(next >= last ? null : next)
    }, 1_000 / speed)
    return () => clearTimeout(timer)
  }, [isPlaying, here, last, speed, goTo])

  if (last < 1) return null
  const play = () => {
    if (!isPlaying && at === null) goTo(0)
    setPlaying(!isPlaying)
  }
  const shown = frames[here]
  const says = shown ? placeSays(shown, scene) : ''
  return (
    <section class="timeline" aria-label="Turns of the run">
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
        <Strip frames={frames} moods={moods} />
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

/** How moods were shared out, turn by turn, as areas on each other. */
function Strip({ frames, moods }: { readonly frames: readonly Frame[]; readonly moods: Props['moods'] }) {
  const areas = useMemo(() => areasOf(frames, moods), [frames.length, frames[0], moods])
  return (
    <svg class="areas" viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">
      {areas.map(({ mood, path }) => (
        <path key={mood} d={path} fill={`var(--${mood})`} />
      ))}
    </svg>
  )
}

function areasOf(frames: readonly Frame[], moods: Props['moods']): { readonly mood: Mood; readonly path: string }[] {
  const last = Math.max(1, frames.length - 1)
  const heights = frames.map((frame) => {
    const counts = moodsOf(frame, moods)
    const total = Math.max(
      1,
      counts.reduce((sum, { people }) => sum + people, 0)
    )
    let below = 0
    return counts.map(({ people }) => {
      const from = below
      below += people / total
      return [from, below] as const
    })
  })
  const point = (at: number, height: number) => `${((1000 * at) / last).toFixed(1)},${(100 - 100 * height).toFixed(1)}`
  return MOODS.map((mood, which) => {
    const upper = heights.map((of, at) => point(at, of[which]?.[1] ?? 0))
    const lower = heights.map((of, at) => point(at, of[which]?.[0] ?? 0)).reverse()
    return { mood, path: `M${upper.join('L')}L${lower.join('L')}Z` }
  })
}

function Marks({ frames, scene }: { readonly frames: readonly Frame[]; readonly scene: SceneView }) {
  const done = frames.at(-1)?.interventions ?? []
  const last = Math.max(1, frames.length - 1)
  return (
    <ul class="marks" aria-label="Interventions">
      {done.map((intervention, which) => {
        const at = frames.findIndex((frame) => earlier(frame, intervention) >= 0)
        const says = `${placeSays(intervention, scene)}: ${visible(intervention.says)}`
        return (
          <li key={which} style={{ left: `${(100 * (at < 0 ? last : at)) / last}%` }} title={says}>
            <span class="unseen">{says}</span>
          </li>
        )
      })}
    </ul>
  )
}
