import { useMemo, useState } from 'preact/hooks'
import { type Hovered, Statechart } from '../chart/statechart.tsx'
import { listed } from '../charts/figures.ts'
import { lazy } from '../shell/lazy.tsx'
import { type SceneView, useChart, useScene, useSegment, visible } from '../store/index.ts'
import { Hint } from './hint.tsx'
import { KeyFigures } from './key-figures.tsx'
import { Legend } from './legend.tsx'
import { Numbers } from './numbers.tsx'
import { PeoplePanel } from './people-panel.tsx'
import { moodStates, moodsOf, read } from './reading.ts'
import { SegmentPicker } from './segment-picker.tsx'
import { useTape } from './tape.ts'
import { Timeline } from './timeline.tsx'

const Welcome = lazy(() => import('../controls/welcome.tsx').then(({ Welcome }) => Welcome))

/** Who meets what. */
const headline = ({ manifest: { populations, recommender } }: SceneView, now = recommender.name) =>
  `${listed(populations.map(({ name }) => visible(name)))} meet ${visible(now)}`

/** Where everybody is, and where they go. */
export function Everyone() {
  const scene = useScene()
  if (scene === undefined) return <p class="waiting">Asking the studio what is on …</p>
  if (scene === null) return <Welcome />
  return <Picture key={scene.run} scene={scene} />
}

function Picture({ scene }: { readonly scene: SceneView }) {
  const [segment] = useSegment()
  const tape = useTape(scene, segment)
  const chart = useChart(scene.mindset.hash).value
  const [hovered, setHovered] = useState<Hovered | null>(null)
  const [state, setState] = useState<string | null>(null)
  const { shown, before, isUnderWay } = tape
  const reading = useMemo(() => read(scene, shown, before), [scene, shown, before])
  const moods = useMemo(() => moodStates(scene, chart), [scene, chart])
  const { people, traffic, total } = reading
  return (
    <div class={`whole${state === null ? '' : ' open'}`}>
      <div class="summary">
        <div class="title">
          <h1>{headline(scene, shown?.recommender)}</h1>
          <SegmentPicker scene={scene} />
        </div>
        {shown && (
          <KeyFigures
            scene={scene}
            frame={shown}
            moods={moodsOf(shown, moods)}
            total={total}
            isPast={tape.at !== null}
          />
        )}
      </div>
      {scene.note !== null && <p class="aside">{visible(scene.note)}</p>}
      <div class="stage">
        <Statechart
          hash={scene.mindset.hash}
          label={`Statechart of ${scene.mindset.title}, with how many people are in each state`}
          people={people}
          total={total}
          traffic={traffic}
          chosen={state}
          isFilling
          onState={(id) => setState(id === state ? null : id)}
          onHover={setHovered}
        />
        {hovered && <Hint hovered={hovered} chart={chart} reading={reading} />}
      </div>
      {state !== null && (
        <PeoplePanel
          key={`${state} ${segment}`}
          state={state}
          chart={chart}
          segment={segment}
          isUnderWay={isUnderWay}
          isPast={tape.at !== null}
          isOnlyPopulation={scene.manifest.populations.length === 1}
          onClose={() => {
            setState(null)
            document.querySelector<SVGGElement>(`[data-state="${CSS.escape(state)}"]`)?.focus()
          }}
        />
      )}
      <div class="below">
        <Timeline scene={scene} tape={tape} moods={moods} />
        <Numbers reading={reading} chart={chart} />
        <Legend />
      </div>
    </div>
  )
}
