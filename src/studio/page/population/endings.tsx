import type { PopulationView } from '../../api.ts'
import { count, percent } from '../charts/figures.ts'
import { Numbers } from '../charts/numbers.tsx'
import { Picture } from '../charts/picture.tsx'
import { type Pen, Still } from '../charts/still.tsx'
import { endingsFinding, ranked } from './endings-finding.ts'

interface Props {
  readonly endings: PopulationView['endings']
  readonly leaveCauses: PopulationView['leaveCauses']
}

interface Bar {
  readonly name: string
  readonly people: number
  readonly share: number
  readonly of: 'How visits end' | 'Why people leave'
}

/** How visits ended, and why people left. */
export function Endings(props: Props) {
  const bars = [...barsOf(props.endings, 'How visits end'), ...barsOf(props.leaveCauses, 'Why people leave')]
  const finding = endingsFinding(props)
  return (
    <Picture topic="Endings" {...finding} isEmpty={bars.length === 0}>
      {(['How visits end', 'Why people leave'] as const).map((of) => {
        const some = bars.filter((bar) => bar.of === of)
        return (
          some.length > 0 && (
            <figure key={of} class="bars">
              <figcaption>{of}</figcaption>
              <Still
                label={`${of}: ${some.map(({ name, share }) => `${name} ${percent(share)}`).join(', ')}`}
                stamp={JSON.stringify(some)}
                draw={(pen, width) => drawn(pen, some, width)}
              />
            </figure>
          )
        )
      })}
      <Numbers
        caption="Visits by ending, and leaving by cause"
        head={['Which', 'Of', 'Visits', 'Share']}
        rows={() => bars.map(({ of, name, people, share }) => [name, of, people, percent(share)])}
      />
    </Picture>
  )
}

function barsOf(counts: Readonly<Record<string, number>>, of: Bar['of']): Bar[] {
  const rows = ranked(counts)
  const all = rows.reduce((sum, [, people]) => sum + people, 0)
  return rows.map(([name, people]) => ({ name, people, share: people / all, of }))
}

function drawn(pen: Pen, bars: readonly Bar[], width: number): Element {
  const fill = bars[0]?.of === 'How visits end' ? 'var(--s1)' : 'var(--s2)'
  return pen.plot({
    width,
    height: 8 + 26 * bars.length,
    marginLeft: 96,
    marginRight: 96,
    marginTop: 2,
    marginBottom: 2,
    style: {
      background: 'none',
      color: 'var(--muted)',
      fontSize: '12.5px',
      fontFamily: 'inherit',
      overflow: 'visible'
    },
    x: { domain: [0, Math.max(...bars.map(({ share }) => share))], axis: null },
    y: { domain: bars.map(({ name }) => name), label: null, tickSize: 0 },
    marks: [
      pen.barX(bars, { x: 'share', y: 'name', fill, fillOpacity: 0.85, rx: 3, insetTop: 4, insetBottom: 4 }),
      pen.text(bars, {
        x: 'share',
        y: 'name',
        text: ({ share, people }: Bar) => `${percent(share)} · ${count(people)}`,
        textAnchor: 'start',
        dx: 7,
        fill: 'var(--ink)'
      })
    ]
  })
}
