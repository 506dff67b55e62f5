import { count } from '../charts/figures.ts'
import { PauseIcon, PlayIcon, StepIcon, StopIcon } from '../shell/icons.tsx'
import { SpeedSelect } from '../shell/run-strip.tsx'
import { act } from '../store/acts.ts'
import { type Frame, mayAct, type SceneView } from '../store/index.ts'
import { placeSays } from '../store/place.ts'
import { ManifestWords } from './manifest.tsx'

/** The run that is under way, and what holds it, moves it on, or ends it. */
export function RunPanel({ scene, frame }: { readonly scene: SceneView; readonly frame: Frame }) {
  const isPaused = frame.phase === 'paused'
  const all = frame.done + frame.left
  return (
    <section class="run" aria-labelledby="run">
      <h2 id="run">{isPaused ? 'The run waits' : 'A run is under way'}</h2>
      <ManifestWords manifest={scene.manifest} changes={frame.interventions} />
      <p>
        {placeSays(frame, scene).replace(/^./, (letter) => letter.toUpperCase())}; {count(frame.done)} of at most{' '}
        {count(all)} user-steps done.
      </p>
      <progress max={Math.max(1, all)} value={frame.done} aria-label="User-steps done" />
      {mayAct && (
        <div class="buttons">
          <button type="button" onClick={() => act({ do: isPaused ? 'go on' : 'pause' })}>
            {isPaused ? <PlayIcon /> : <PauseIcon />}
            {isPaused ? 'Go on' : 'Pause'}
          </button>
          <button type="button" onClick={() => act({ do: 'step' })}>
            <StepIcon /> One turn
          </button>
          <button type="button" onClick={() => act({ do: 'stop' })}>
            <StopIcon /> Stop
          </button>
          <SpeedSelect pace={frame.pace} />
        </div>
      )}
    </section>
  )
}
