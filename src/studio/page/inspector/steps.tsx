import { useState } from 'preact/hooks'
import { visible } from '../store/index.ts'
import type { Chosen, NumberedStep } from './chosen.ts'
import { stateWords } from './state-words.ts'
import { Tree } from './tree.tsx'

const AT_FIRST = 40

/** What the actor took in, the latest first. */
export function Steps({ chosen, nameOf }: { readonly chosen: Chosen; readonly nameOf: (sessionId: string) => string }) {
  const [most, setMost] = useState(AT_FIRST)
  const { steps, dropped } = chosen
  const shown = steps.slice(-most).reverse()
  const hidden = steps.length - shown.length
  return (
    <section class="steps" aria-label="Events">
      <h2>Events</h2>
      {steps.length === 0 && <p class="muted">None has come since it was looked at.</p>}
      <ol>
        {shown.map((step) => (
          <Step key={step.number} step={step} nameOf={nameOf} />
        ))}
      </ol>
      {hidden > 0 && (
        <button type="button" class="quiet" onClick={() => setMost(most + 100)}>
          Show {Math.min(hidden, 100)} earlier
        </button>
      )}
      {hidden === 0 && dropped > 0 && <p class="muted">{dropped.toLocaleString('en')} earlier events are not kept.</p>}
    </section>
  )
}

function Step({ step, nameOf }: { readonly step: NumberedStep; readonly nameOf: (sessionId: string) => string }) {
  const { type, ...payload } = step.event
  const hasPayload = Object.keys(payload).length > 0
  const head = (
    <>
      <code>{visible(type)}</code>
      {step.from !== null && <small> from {visible(nameOf(step.from))}</small>}
      <span class="to">{visible(stateWords(step.value))}</span>
      <time>{clock(step.at)}</time>
    </>
  )
  return (
    <li>
      {hasPayload ? (
        <details>
          <summary>{head}</summary>
          <Tree value={payload} />
        </details>
      ) : (
        <div class="head">{head}</div>
      )}
    </li>
  )
}

const clock = (at: number): string => {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return ''
  const two = (part: number) => String(part).padStart(2, '0')
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, '0')}`
}
