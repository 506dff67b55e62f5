import { useMemo } from 'preact/hooks'
import { useCalm } from '../charts/use-calm.ts'
import { TroubleNote } from '../shell/trouble.tsx'
import { type PopulationView, useScene } from '../store/index.ts'
import { ActionMix } from './action-mix.tsx'
import { Diversity } from './diversity.tsx'
import { Endings } from './endings.tsx'
import { Flows } from './flows.tsx'
import { Instructions } from './instructions.tsx'
import './population.css'
import { Retention } from './retention.tsx'
import { usePopulation } from './use-population.ts'

/** How the population fares: six pictures, each under what it says. */
export function Population() {
  const scene = useScene()
  const { value, trouble, reload } = usePopulation(scene?.run ?? null)
  // the same pictures for the same figures: nothing is compared while something is only asked for
  const pictures = useMemo(() => value && <Pictures view={value} />, [value])
  if (scene === null) return <Nothing />
  return (
    <div class="population">
      <h1 class="unseen">Population</h1>
      {trouble && <TroubleNote trouble={trouble} onAgain={reload} />}
      {pictures ?? (trouble ? null : <p class="waiting">Adding up …</p>)}
    </div>
  )
}

function Pictures({ view }: { readonly view: PopulationView }) {
  return (
    <div class="pictures">
      <Retention all={view.retention} hasSlates={view.actions.impressions.some((n) => n > 0)} />
      <Flows flows={view.flows} />
      <ActionMix actions={view.actions} />
      <Diversity points={view.diversity} />
      <Calm view={view} />
    </div>
  )
}

/** Plot takes a while: what it draws, and what is said of it, changes less often. */
const CALM_MS = 3_000

function Calm({ view }: { readonly view: PopulationView }) {
  const { instructions, endings, leaveCauses } = useCalm(view, CALM_MS)
  return (
    <>
      <Instructions acts={instructions} />
      <Endings endings={endings} leaveCauses={leaveCauses} />
    </>
  )
}

function Nothing() {
  return (
    <div class="population is-bare">
      <h1>Nothing is under way</h1>
      <p>
        Once a run has begun, here is how the population fares: who stays and who leaves, how moods flow, what people do
        with what they are shown, what they ask for and whether it is heeded, and how varied slates are.
      </p>
      <p>
        <a href="#/controls">Start a run</a>
      </p>
    </div>
  )
}
