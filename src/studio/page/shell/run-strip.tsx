import { act } from '../store/acts.ts'
import { mayAct, pathOf, useEnded, useFrame, useScene } from '../store/index.ts'
import { placeSays } from '../store/place.ts'
import { PauseIcon, PlayIcon, StepIcon, StopIcon } from './icons.tsx'

const SPEEDS: readonly number[] = [1, 2, 5, 10, 25]

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
      {isUnderWay && mayAct && scene.from === 'run' && (
        <Transport isPaused={frame.phase === 'paused'} pace={frame.pace} />
      )}
    </div>
  )
}

const SAYS = { running: 'running', paused: 'paused', ended: 'over', failed: 'broke off' } as const

function Transport({ isPaused, pace }: { readonly isPaused: boolean; readonly pace: number | null }) {
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
      <SpeedSelect pace={pace} />
    </>
  )
}

/** Turns a second at most. */
export function SpeedSelect({ pace }: { readonly pace: number | null }) {
  const speeds = pace === null || SPEEDS.includes(pace) ? SPEEDS : [...SPEEDS, pace].sort((a, b) => a - b)
  return (
    <select
      class="speed"
      aria-label="Speed"
      value={pace === null ? '' : String(pace)}
      onChange={({ currentTarget: { value } }) => {
        act({ do: 'speed', turns: value === '' ? null : Number(value) })
      }}
    >
      <option value="">as fast as it goes</option>
      {speeds.map((turns) => (
        <option key={turns} value={String(turns)}>
          {turns === 1 ? '1 turn a second' : `${turns} turns a second`}
        </option>
      ))}
    </select>
  )
}
