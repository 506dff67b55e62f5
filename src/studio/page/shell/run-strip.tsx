import { act, useSpeed } from '../store/acts.ts'
import { mayAct, pathOf, useEnded, useFrame, useScene } from '../store/index.ts'
import { placeSays } from '../store/place.ts'
import { PauseIcon, PlayIcon, StepIcon, StopIcon } from './icons.tsx'

const UNKNOWN = '?'
const SPEEDS = [1, 2, 5, 10, 25] as const

/** Where the run is, and what can be done with it, in every view. */
export function RunStrip() {
  const scene = useScene()
  const frame = useFrame()
  const ended = useEnded()
  if (!scene || !frame) return <div class="strip" />
  const isUnderWay = frame.phase === 'running' || frame.phase === 'paused'
  return (
    <div class="strip">
      <p class="where">
        <span class={`lamp ${frame.phase}`} aria-hidden="true" />
        <span>
          <span class="unseen">{scene.from === 'log' ? 'log' : frame.phase}: </span>
          {isUnderWay ? placeSays(frame, scene) : scene.from === 'log' ? 'a log' : SAYS[frame.phase]}
        </span>
      </p>
      {ended && !isUnderWay && (
        <a href={pathOf('controls')}>{ended.error === null ? 'what it came to' : 'what happened'}</a>
      )}
      {isUnderWay && mayAct && scene.from === 'run' && <Transport isPaused={frame.phase === 'paused'} />}
    </div>
  )
}

const SAYS = { running: 'running', paused: 'paused', ended: 'over', failed: 'broke off' } as const

function Transport({ isPaused }: { readonly isPaused: boolean }) {
  const speed = useSpeed()
  return (
    <>
      <button
        type="button"
        class="quiet"
        aria-label={isPaused ? 'Go on' : 'Pause'}
        title={isPaused ? 'Go on' : 'Pause before the next turn'}
        onClick={() => act({ do: isPaused ? 'go on' : 'pause' })}
      >
        {isPaused ? <PlayIcon /> : <PauseIcon />}
      </button>
      <button
        type="button"
        class="quiet"
        aria-label="Step"
        title="One turn, then wait"
        onClick={() => act({ do: 'step' })}
      >
        <StepIcon />
      </button>
      <button type="button" class="quiet" aria-label="Stop" title="Stop the run" onClick={() => act({ do: 'stop' })}>
        <StopIcon />
      </button>
      <SpeedSelect speed={speed} />
    </>
  )
}

export function SpeedSelect({ speed }: { readonly speed: number | null | undefined }) {
  return (
    <select
      class="speed"
      aria-label="Speed"
      value={speed === undefined ? UNKNOWN : speed === null ? '' : String(speed)}
      onChange={({ currentTarget: { value } }) => {
        if (value !== UNKNOWN) act({ do: 'speed', turns: value === '' ? null : Number(value) })
      }}
    >
      {speed === undefined && <option value={UNKNOWN}>speed as started</option>}
      <option value="">as fast as it goes</option>
      {SPEEDS.map((turns) => (
        <option key={turns} value={String(turns)}>
          {turns === 1 ? '1 turn a second' : `${turns} turns a second`}
        </option>
      ))}
    </select>
  )
}
