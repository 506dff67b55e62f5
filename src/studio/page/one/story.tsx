import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Line, Step } from '../../api.ts'
import { many } from '../charts/figures.ts'
import './story.css'
import { until } from './moment.ts'
import { SlatePart } from './slate-part.tsx'
import { type Slate, slatesOf } from './slates.ts'

interface Props {
  readonly lines: readonly Line[]
  /** The step that is shown; none while it is followed as it goes. */
  readonly step: Step | undefined
  readonly onLive: () => void
}

/** Slates that are told at once; more when they are asked for. */
const PAGE = 30

/** What happened, line by line, up to the step that is shown. */
export function Story({ lines, step, onLive }: Props) {
  const frame = useRef<HTMLElement>(null)
  const isAtEnd = useRef(true)
  const [most, setMost] = useState(PAGE)
  const told = useMemo(() => until(lines, step), [lines, step])
  const slates = useMemo(() => slatesOf(told.lines), [told])
  const shown = slates.slice(-most)
  const visits = useMemo(() => byVisit(shown), [slates, most])

  useEffect(() => {
    const element = frame.current
    if (element && isAtEnd.current) element.scrollTop = element.scrollHeight
  }, [told])

  return (
    <section class="story" aria-label="What happened">
      <h2>What happened</h2>
      <section
        ref={frame}
        class="story-lines"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
        aria-label="The session, line by line"
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          isAtEnd.current = scrollTop + clientHeight > scrollHeight - 40
        }}
      >
        {slates.length > shown.length && (
          <button type="button" class="quiet" onClick={() => setMost(most + PAGE)}>
            {many(slates.length - shown.length, 'earlier slate')}
          </button>
        )}
        {slates.length === 0 && <p class="story-none">Nothing has been told of this person yet.</p>}
        {visits.map(({ session, slates: some }) => (
          <details key={session} class="visit" open>
            <summary>Visit {session + 1}</summary>
            {some.map((slate) => (
              <SlatePart
                key={slate.key}
                slate={slate}
                isNow={step === undefined ? slate === slates.at(-1) : isOf(slate, step)}
              />
            ))}
          </details>
        ))}
        {told.after > 0 && (
          <button type="button" class="quiet" onClick={onLive}>
            {`${many(told.after, 'line')} came after this; go to the latest`}
          </button>
        )}
      </section>
    </section>
  )
}

const isOf = (slate: Slate, step: Step): boolean => slate.session === step.session && slate.turn === step.turn

function byVisit(slates: readonly Slate[]): { session: number; slates: Slate[] }[] {
  const visits: { session: number; slates: Slate[] }[] = []
  for (const slate of slates) {
    const last = visits.at(-1)
    if (last?.session === slate.session) last.slates.push(slate)
    else visits.push({ session: slate.session, slates: [slate] })
  }
  return visits
}
