import { useEffect, useMemo, useState } from 'preact/hooks'
import { Statechart } from '../chart/statechart.tsx'
import { TroubleNote } from '../shell/trouble.tsx'
import { type SceneView, type Track, useChart, useFrame, visible } from '../store/index.ts'
import { Duty } from './duty.tsx'
import { Feelings } from './feelings.tsx'
import { Finder } from './finder.tsx'
import { Lifeline } from './lifeline.tsx'
import { Memories } from './memories.tsx'
import { moodTeller } from './mood-of.ts'
import { Story } from './story.tsx'
import { useTrack } from './use-track.ts'
import { Who } from './who.tsx'

interface Props {
  readonly scene: SceneView
  readonly user: number
}

/** One person: who it is, how it feels, what happened; now, or at a step of its life that is chosen or pointed at. */
export function Person({ scene, user }: Props) {
  const { track, trouble } = useTrack(user)
  if (track === undefined || (track.user !== user && trouble))
    return (
      <div class="one-head">
        <div>
          <h1>{`Person ${user}`}</h1>
          {trouble ? <TroubleNote trouble={trouble} /> : <p class="muted">Looking …</p>}
        </div>
        <Finder scene={scene} user={user} isOpen={false} />
      </div>
    )
  return <Known scene={scene} track={track} />
}

function Known({ scene, track }: { readonly scene: SceneView; readonly track: Track }) {
  // by its number in the whole life, so that it stays the same step when old ones are let go of
  const [chosen, setChosen] = useState<number | null>(null)
  const [pointed, setPointed] = useState<number | null>(null)
  const { value: chart } = useChart(scene.mindset.hash)
  const moodOf = useMemo(() => moodTeller(chart), [chart])
  const goesOn = useGoesOn()
  const recommender = useFrame()?.recommender ?? scene.manifest.recommender.name
  const [sought, setSought] = useState('')
  const { steps, dropped, user } = track
  useEffect(() => {
    setChosen(null)
    setSought('')
  }, [user])
  const last = Math.max(0, steps.length - 1)
  const held = pointed ?? chosen
  const at = held === null ? last : Math.max(0, Math.min(last, held - dropped))
  const step = steps[at]
  const choose = (to: number | null) => setChosen(to === null ? null : to + dropped)
  const point = (to: number | null) => setPointed(to === null ? null : to + dropped)
  const seek = (state: string) => {
    const found = steps.findLastIndex(({ states }) => states.some((id) => id === state || id.startsWith(`${state}.`)))
    const name = visible(chart?.chart.states.find(({ id }) => id === state)?.key ?? state)
    if (found >= 0) choose(found < last ? found : null)
    setSought(
      found < 0 ? `No step of person ${user} is in “${name}”${dropped > 0 ? ', as far as it is kept' : ''}.` : ''
    )
  }
  return (
    <>
      <div class="one-head">
        <Who track={track} scene={scene} mood={step ? moodOf(step.states) : 'none'} />
        <Finder scene={scene} user={track.user} isOpen={false} />
      </div>
      <Lifeline
        steps={steps}
        moodOf={moodOf}
        at={at}
        isLive={chosen === null}
        goesOn={goesOn}
        onChoose={choose}
        onPoint={point}
      />
      <div class="one-columns">
        <section class="mind" aria-label="Its mindset">
          <h2>{`Its mindset: ${visible(scene.mindset.title)}`}</h2>
          <div class="mind-chart">
            <Statechart
              hash={scene.mindset.hash}
              label={`Mindset of person ${track.user}`}
              active={step?.states ?? []}
              fired={step?.arrows ?? []}
              follows
              onState={seek}
            />
          </div>
          <p role="status" class="sought">
            {sought}
          </p>
          <Feelings names={scene.scalars} steps={steps} at={at} onPoint={point} onChoose={choose} />
          <div class="mind-below">
            <Duty scene={scene} />
            <Memories memory={track.memory} recommender={recommender} />
          </div>
        </section>
        <Story lines={track.lines} step={held === null ? undefined : step} onLive={() => setChosen(null)} />
      </div>
    </>
  )
}

const useGoesOn = (): boolean => {
  const phase = useFrame()?.phase
  return phase === 'running' || phase === 'paused'
}
