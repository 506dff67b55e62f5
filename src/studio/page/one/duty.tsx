import { useMemo, useRef } from 'preact/hooks'
import { Statechart } from '../chart/statechart.tsx'
import { count } from '../charts/figures.ts'
import { type Chart, type SceneView, useChart, useFrame, visible } from '../store/index.ts'
import { risen } from './risen.ts'

/** The recommender's own statechart: arrows that fired since the last frame are lit, and how often each has. */
export function Duty({ scene }: { readonly scene: SceneView }) {
  const frame = useFrame()
  const counts = frame?.dutyArrows
  const { value } = useChart(scene.duty.hash)
  const says = useMemo(() => wordsOf(value?.chart), [value])
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
      <h2>{`The recommender: ${visible(frame?.recommender ?? scene.manifest.recommender.name)}`}</h2>
      <div class="duty-chart">
        <Statechart
          hash={scene.duty.hash}
          label={`Duty of the recommender: ${visible(scene.duty.title)}`}
          fired={fired}
          follows
        />
      </div>
      <ul class="duty-arrows" aria-label="How often its arrows fired">
        {busy.map(({ name, times }) => (
          <li key={name} class={fired.includes(name) ? 'is-lit' : ''}>
            <span>{visible(says.get(name) ?? name)}</span> <b>{count(times)}</b>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** `planning → acting`: arrows by the names of the states between which they lead. */
function wordsOf(chart: Chart['chart'] | undefined): ReadonlyMap<string, string> {
  const keys = new Map(chart?.states.map(({ id, key }) => [id, key]))
  const named = (id: string) => keys.get(id) ?? id
  return new Map(
    chart?.arrows.map(({ name, source, targets, says }) => [
      name,
      targets.length > 0 ? `${named(source)} → ${targets.map(named).join(', ')}` : `${named(source)}: ${says}`
    ])
  )
}
