import { useMemo } from 'preact/hooks'
import type { Mood } from '../../../contract/session.ts'
import type { Frame, SceneView } from '../store/index.ts'
import { visible } from '../store/index.ts'
import { earlier, placeSays } from '../store/place.ts'
import { type MoodStates, moodsOf } from './reading.ts'

/** How moods were shared out, turn by turn, as areas on each other; a line where a visit begins. */
export function Areas({ frames, moods }: { readonly frames: readonly Frame[]; readonly moods: MoodStates }) {
  const areas = useMemo(() => areasOf(frames, moods), [frames.length, frames[0], moods])
  const last = Math.max(1, frames.length - 1)
  const visits = frames.flatMap(({ session }, at) => (at > 0 && frames[at - 1]?.session !== session ? [at - 0.5] : []))
  return (
    <svg class="areas" viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">
      {areas.map(({ mood, path }) => (
        <path key={mood} d={path} fill={`var(--${mood})`} />
      ))}
      {visits.map((at) => (
        <path key={at} d={`M${(1000 * at) / last} 0V100`} class="visit" />
      ))}
    </svg>
  )
}

function areasOf(frames: readonly Frame[], moods: MoodStates): { readonly mood: Mood; readonly path: string }[] {
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
  return [...moods.keys()].map((mood, which) => {
    const upper = heights.map((of, at) => point(at, of[which]?.[1] ?? 0))
    const lower = heights.map((of, at) => point(at, of[which]?.[0] ?? 0)).reverse()
    return { mood, path: `M${upper.join('L')}L${lower.join('L')}Z` }
  })
}

/** Where somebody reached into the run. */
export function Marks({ frames, scene }: { readonly frames: readonly Frame[]; readonly scene: SceneView }) {
  const done = frames.at(-1)?.interventions ?? []
  const last = Math.max(1, frames.length - 1)
  if (done.length === 0) return null
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
