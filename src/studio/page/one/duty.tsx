import { useRef } from 'preact/hooks'
import { Statechart } from '../chart/statechart.tsx'
import { count } from '../charts/figures.ts'
import { type SceneView, useFrame, visible } from '../store/index.ts'
import { risen } from './risen.ts'

/** The recommender's own statechart: arrows that fired since the last frame are lit, and how often each has. */
export function Duty({ scene }: { readonly scene: SceneView }) {
  const frame = useFrame()
  const counts = frame?.dutyArrows
  const held = useRef<{ counts: readonly number[]; fired: readonly string[] }>({ counts: [], fired: [] })
  if (counts !== undefined && counts !== held.current.counts) {
    const fired = risen(held.current.counts, counts, scene.dutyArrows)
    // what was lit stays so until something else is
    held.current = { counts, fired: fired.length > 0 ? fired : held.current.fired }
  }
  const { fired } = held.current
  const busy = scene.dutyArrows.flatMap((name, i) =>
    (counts?.[i] ?? 0) > 0 ? [{ name, times: counts?.[i] ?? 0 }] : []
  )
  return (
    <section class="duty" aria-label="The recommender">
      <h2>{`The recommender: ${visible(scene.manifest.recommender.name)}`}</h2>
      <div class="duty-chart">
        <Statechart
          hash={scene.duty.hash}
          label={`Duty of the recommender: ${visible(scene.duty.title)}`}
          fired={fired}
        />
      </div>
      <ul class="duty-arrows" aria-label="How often its arrows fired">
        {busy.map(({ name, times }) => (
          <li key={name} class={fired.includes(name) ? 'is-lit' : ''}>
            {visible(shortOf(name))} <b>{count(times)}</b>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** `recommender.planning planning.done 0` → `planning.done`. */
const shortOf = (name: string): string => name.split(' ')[1] ?? name
