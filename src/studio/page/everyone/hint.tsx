import type { Hovered } from '../chart/statechart.tsx'
import { count, percent } from '../charts/figures.ts'
import { type Chart, visible } from '../store/index.ts'
import type { Reading } from './reading.ts'

interface Props {
  readonly hovered: Hovered
  readonly chart: Chart | undefined
  readonly reading: Reading
}

/** The numbers of the state or arrow that is pointed at, beside it. Of what holds everybody there is nothing to say. */
export function Hint({ hovered: { kind, name, box }, chart, reading }: Props) {
  const isNest = kind === 'state' && chart?.chart.states.some(({ parent }) => parent === name)
  if (isNest && reading.people.get(name) === reading.total) return null
  const isLow = box.top > 0.62 * innerHeight
  const left = Math.min(Math.max(12, box.left + box.width / 2 - 130), innerWidth - 272)
  const place = isLow
    ? { left: `${left}px`, bottom: `${Math.max(12, innerHeight - box.top + 8)}px` }
    : { left: `${left}px`, top: `${Math.max(12, Math.min(box.bottom + 8, innerHeight - 150))}px` }
  return (
    <div class="hint" style={place} role="tooltip">
      {kind === 'state' ? (
        <StateHint id={name} chart={chart} reading={reading} />
      ) : (
        <ArrowHint name={name} chart={chart} reading={reading} />
      )}
    </div>
  )
}

function StateHint({ id, chart, reading: { people, total } }: Omit<Props, 'hovered'> & { readonly id: string }) {
  const state = chart?.chart.states.find((one) => one.id === id)
  const n = people.get(id) ?? 0
  return (
    <>
      <p class="name">{visible(state?.key ?? id)}</p>
      {state && state.description !== '' && <p>{visible(state.description)}</p>}
      <p class="figure">
        <b>{count(n)}</b> {n === 1 ? 'person' : 'people'}, {percent(total > 0 ? n / total : Number.NaN)}
      </p>
    </>
  )
}

function ArrowHint({ name, chart, reading: { traffic, passed } }: Omit<Props, 'hovered'> & { readonly name: string }) {
  const arrow = chart?.chart.arrows.find((one) => one.name === name)
  return (
    <>
      <p class="name">{visible(arrow?.says || 'at once')}</p>
      {arrow && arrow.guard !== '' && <p>if {visible(arrow.guard)}</p>}
      {arrow && arrow.description !== '' && <p>{visible(arrow.description)}</p>}
      <p class="figure">
        <b>{count(traffic.get(name) ?? 0)}</b> over the last turn, {count(passed.get(name) ?? 0)} so far
      </p>
    </>
  )
}
