import type { Form } from '../../api.ts'
import { TroubleNote } from '../shell/trouble.tsx'
import { mayAct, useEnded, useFrame, useJson, useScene, visible } from '../store/index.ts'
import { Done } from './done.tsx'
import { LookingOn } from './looking-on.tsx'
import { ManifestWords } from './manifest.tsx'
import { Outcome } from './outcome.tsx'
import { RunPanel } from './run-panel.tsx'
import { SetTrait } from './set-trait.tsx'
import { StartForm } from './start-form.tsx'
import { Swap } from './swap.tsx'
import { Withdraw } from './withdraw.tsx'
import './controls.css'

/** Starts a run, holds it, reaches into it. */
export function Controls() {
  const scene = useScene()
  const frame = useFrame()
  const ended = useEnded()
  const { value: form, trouble, reload } = useJson<Form | null>('api/form')
  const isUnderWay = frame?.phase === 'running' || frame?.phase === 'paused'
  return (
    <div class={`page controls${isUnderWay ? ' busy' : ''}`}>
      <h1 class="unseen">Controls</h1>
      {!mayAct && <LookingOn />}
      {trouble && <TroubleNote trouble={trouble} onAgain={reload} />}
      {scene && frame && isUnderWay && <RunPanel scene={scene} frame={frame} />}
      {scene && !isUnderWay && (
        <section aria-labelledby="shown">
          <h2 id="shown">{scene.from === 'log' ? 'A log is shown' : 'The last run'}</h2>
          <ManifestWords manifest={scene.manifest} changes={frame?.interventions} />
          {scene.note !== null && <p class="muted">{visible(scene.note)}</p>}
        </section>
      )}
      {ended && !isUnderWay && <Outcome ended={ended} mayStart={Boolean(form) && mayAct} />}
      {scene && frame && (isUnderWay || frame.interventions.length > 0) && (
        <div class="reach">
          <Done scene={scene} frame={frame} />
          {mayAct && isUnderWay && scene.from === 'run' && (
            <div class="ways">
              <Swap recommenders={form?.recommenders ?? []} now={frame.recommender} />
              <Withdraw />
              <SetTrait key={scene.run} scene={scene} />
            </div>
          )}
        </div>
      )}
      {form && !isUnderWay && (
        <section aria-labelledby="start">
          <h2 id="start">{scene ? 'Start another run' : 'Start a run'}</h2>
          <StartForm form={form} isBusy={isUnderWay} />
        </section>
      )}
      {form === null && (
        <p class="muted">Nothing can be started or changed here: what is shown has happened already.</p>
      )}
    </div>
  )
}
