import type { PopulationView } from '../../api.ts'
import { count, percent, percentBetween } from '../charts/figures.ts'
import { Numbers } from '../charts/numbers.tsx'
import { Picture } from '../charts/picture.tsx'
import { type Pen, Still } from '../charts/still.tsx'
import { instructionsFinding, moves } from './instructions-finding.ts'

type Told = PopulationView['instructions'][number]

const COLOURS = { more: 'var(--better)', less: 'var(--worse)', unclear: 'var(--muted)' } as const

/** What people ask for, and whether it is heeded. */
export function Instructions({ acts }: { readonly acts: readonly Told[] }) {
  const tried = acts.filter(({ followed }) => followed > 0).sort((a, b) => b.followed - a.followed)
  const finding = instructionsFinding(acts)
  return (
    <Picture topic="Instructions" {...finding} isEmpty={acts.length === 0}>
      {tried.length > 0 && (
        <Still
          label={`Share of a slate that fits what was asked for, before and after. ${finding.says}`}
          stamp={JSON.stringify(tried)}
          draw={(pen, width) => drawn(pen, tried, width)}
        />
      )}
      <Numbers
        caption="Share of a slate that fits what was asked for, with 95% intervals"
        head={['Act', 'Asked', 'With a slate after', 'Before', 'After']}
        rows={() =>
          acts.map(({ act, asked, followed, before, after }) => [
            act,
            asked,
            followed,
            followed > 0 ? percent(before) : '–',
            followed > 0 ? percentBetween(after) : '–'
          ])
        }
      />
    </Picture>
  )
}

function drawn(pen: Pen, acts: readonly Told[], width: number): Element {
  const colour = (act: Told) => COLOURS[moves(act)]
  const name = ({ act, followed }: Told) => `${act}  ${count(followed)}`
  const base = { y: name } as const
  return pen.plot({
    width,
    height: 44 + 27 * acts.length,
    marginLeft: Math.min(150, 0.4 * width),
    marginRight: 16,
    marginTop: 26,
    marginBottom: 24,
    style: {
      background: 'none',
      color: 'var(--muted)',
      fontSize: '12.5px',
      fontFamily: 'inherit',
      overflow: 'visible'
    },
    x: { domain: [0, 1], axis: 'bottom', label: null, tickFormat: percent, ticks: 5, tickSize: 0, grid: true },
    y: { domain: acts.map(name), label: null, tickSize: 0 },
    marks: [
      pen.ruleY(acts, {
        ...base,
        x1: 'before',
        x2: (act: Told) => act.after.value,
        stroke: colour,
        strokeOpacity: 0.35,
        strokeWidth: 2
      }),
      pen.ruleY(acts, {
        ...base,
        x1: (act: Told) => act.after.low,
        x2: (act: Told) => act.after.high,
        stroke: colour,
        strokeWidth: 3,
        strokeLinecap: 'round'
      }),
      pen.dot(acts, { ...base, x: 'before', r: 4, fill: 'var(--paper)', stroke: 'var(--muted)', strokeWidth: 2 }),
      pen.dot(acts, { ...base, x: (act: Told) => act.after.value, r: 5, fill: colour, title: says }),
      pen.text(acts.slice(0, 1), { ...base, x: 'before', text: () => 'before', dy: -13, fill: 'var(--muted)' }),
      pen.text(acts.slice(0, 1), {
        ...base,
        x: (act: Told) => act.after.value,
        text: (act: Told) => (Math.abs(act.after.value - act.before) > 0.16 ? 'after' : ''),
        dy: -13,
        fill: colour,
        fontWeight: 650
      })
    ]
  })
}

const says = ({ act, before, after, followed }: Told): string =>
  `${act}: ${percent(before)} before, ${percentBetween(after)} after; ${count(followed)} slates`
