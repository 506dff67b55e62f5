import { useMemo } from 'preact/hooks'
import type { Step } from '../../api.ts'
import { moodColour } from '../charts/moods.ts'
import { visible } from '../store/index.ts'

interface Props {
  readonly steps: readonly Step[]
  readonly moodOf: (states: readonly string[]) => string
  /** Position of the step that is shown. */
  readonly at: number
  readonly isLive: boolean
  readonly goesOn: boolean
  readonly onChoose: (at: number | null) => void
  readonly onPoint: (at: number | null) => void
}

interface Run {
  readonly from: number
  readonly to: number
  readonly mood: string
  readonly session: number
}

/** A life as a ribbon: a step after the other, each in the colour of its mood, a gap between visits; and a slider over it. */
export function Lifeline({ steps, moodOf, at, isLive, goesOn, onChoose, onPoint }: Props) {
  const runs = useMemo(() => runsOf(steps, moodOf), [steps, moodOf])
  const step = steps[at]
  const most = Math.max(0, steps.length - 1)
  const place = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    const box = event.currentTarget.getBoundingClientRect()
    const part = (event.clientX - box.left) / Math.max(1, box.width)
    return Math.max(0, Math.min(most, Math.round(part * most)))
  }
  const says = step ? `Step ${at + 1} of ${steps.length}: ${saysStep(step, moodOf)}` : 'No step yet'
  const pick = (to: number) => onChoose(to >= most ? null : Math.max(0, to))
  return (
    <section class="lifeline" aria-label="Steps of this life">
      <button
        type="button"
        aria-label="A step back"
        title="A step back"
        disabled={at <= 0}
        onClick={() => pick(at - 1)}
      >
        ‹
      </button>
      <div class="ribbon" onPointerMove={(event) => onPoint(place(event))} onPointerLeave={() => onPoint(null)}>
        <svg viewBox={`0 0 ${Math.max(1, steps.length)} 10`} preserveAspectRatio="none" aria-hidden="true">
          {runs.map(({ from, to, mood, session }) => (
            <rect
              key={from}
              class={session % 2 === 0 ? '' : 'odd'}
              x={from}
              width={to - from}
              y={0}
              height={10}
              fill={moodColour(mood)}
            />
          ))}
        </svg>
        <span class="ribbon-at" style={{ left: `${(100 * at) / Math.max(1, most)}%` }} />
        <input
          type="range"
          min={0}
          max={most}
          value={at}
          aria-label="Step"
          aria-valuetext={says}
          disabled={steps.length === 0}
          onInput={(event) => pick(Number(event.currentTarget.value))}
        />
      </div>
      <button type="button" aria-label="A step on" title="A step on" disabled={at >= most} onClick={() => pick(at + 1)}>
        ›
      </button>
      <button
        type="button"
        class={`to-live${isLive ? ' is-live' : ''}`}
        aria-pressed={isLive}
        onClick={() => onChoose(null)}
      >
        {goesOn ? 'Live' : 'Latest'}
      </button>
      <p class="lifeline-says">{says}</p>
    </section>
  )
}

/** `visit 2, slate 4 · review.answered · bored`. */
function saysStep({ session, turn, event, states }: Step, moodOf: Props['moodOf']): string {
  const mood = moodOf(states)
  return `visit ${session + 1}, slate ${turn + 1} · ${visible(event.type)}${mood === 'none' ? '' : ` · ${mood}`}`
}

function runsOf(steps: readonly Step[], moodOf: Props['moodOf']): Run[] {
  const runs: { from: number; to: number; mood: string; session: number }[] = []
  for (const [at, { session, states }] of steps.entries()) {
    const mood = moodOf(states)
    const last = runs.at(-1)
    if (last?.mood === mood && last.session === session) last.to = at + 1
    else runs.push({ from: at, to: at + 1, mood, session })
  }
  return runs
}
