import { useMemo } from 'preact/hooks'
import type { ActorRow } from '../../api-inspect.ts'
import { Statechart } from '../chart/statechart.tsx'
import { useChart, visible } from '../store/index.ts'
import type { Chosen } from './chosen.ts'
import { activeIn, arrowsOfStep } from './lit.ts'
import { stateWords } from './state-words.ts'
import { Steps } from './steps.tsx'
import { Tree } from './tree.tsx'

interface ActorProps {
  readonly row: ActorRow
  readonly chosen: Chosen
  readonly nameOf: (sessionId: string) => string
}

/** One actor: its machine with where it is, what it holds, and what it took in. */
export function Actor({ row, chosen, nameOf }: ActorProps) {
  const { snapshot } = chosen
  return (
    <>
      <div class="machine">
        {row.definitionHash === null ? (
          <p class="waiting">
            {visible(row.name)} is no state machine, or has not said which: there is no chart of it.
          </p>
        ) : (
          <LitChart
            key={row.definitionHash}
            hash={row.definitionHash}
            label={`${row.name}, its machine`}
            chosen={chosen}
          />
        )}
      </div>
      <div class="told">
        <header>
          <h1>{visible(row.name)}</h1>
          <p class="now">{visible(stateWords(snapshot?.value)) || visible(row.status)}</p>
          <p class="muted">
            {row.isLive ? 'Live' : row.status === 'active' ? 'Its program has hung up' : `Gone: ${visible(row.status)}`}
            {row.parentId !== null && `, child of ${visible(nameOf(row.parentId))}`} ·{' '}
            <code>{visible(row.sessionId)}</code>
          </p>
        </header>
        {hasFields(snapshot?.context) && (
          <section aria-label="Context">
            <h2>Context</h2>
            <Tree value={snapshot?.context} />
          </section>
        )}
        {snapshot?.output !== undefined && (
          <section aria-label="Output">
            <h2>Output</h2>
            <Tree value={{ output: snapshot.output }} />
          </section>
        )}
        {snapshot?.error !== undefined && (
          <section aria-label="Error">
            <h2>Error</h2>
            <Tree value={{ error: snapshot.error }} />
          </section>
        )}
        <Steps key={chosen.sessionId} chosen={chosen} nameOf={nameOf} />
      </div>
    </>
  )
}

function LitChart({ hash, label, chosen }: { readonly hash: string; readonly label: string; readonly chosen: Chosen }) {
  const { value } = useChart(hash)
  const { snapshot, steps } = chosen
  const chart = value?.chart
  const last = steps.at(-1)
  const before = steps.at(-2)?.value
  const active = useMemo(() => (chart ? activeIn(chart, snapshot?.value) : []), [chart, snapshot])
  const fired = useMemo(() => (chart && last ? arrowsOfStep(chart, last, before) : []), [chart, last, before])
  return <Statechart hash={hash} label={label} active={active} fired={fired} follows />
}

const hasFields = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0
