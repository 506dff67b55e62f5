import { wilson } from '../experiment/index.ts'
import { halo, type Pen } from './drawing.ts'
import type { Html } from './html.ts'
import { seriesColour } from './palette.ts'
import { percent } from './text.ts'

export interface Tenths {
  readonly says: string
  /** How many in each tenth; the last holds all above. Not all 0. */
  readonly counts: readonly number[]
  readonly median: number
  readonly series: number
  /** The same for charts that stand side by side: how many tenths, and the tallest share. */
  readonly tenths: number
  readonly tallest: number
}

/** How the openers spread over tenths of the length. */
export function histogram({ Plot, draw }: Pen, { says, counts, median, series, tenths, tallest }: Tenths): Html {
  const all = counts.reduce((sum, n) => sum + n, 0)
  const rows = counts.slice(0, tenths).map((n, i) => ({
    from: i / 10,
    to: (i + 1) / 10,
    middle: i / 10 + 0.05,
    ...wilson(n, all),
    share: n / all,
    isLast: i === counts.length - 1
  }))
  const end = tenths / 10
  const isLate = median > 0.6 * end
  return draw(says, {
    width: 420,
    height: 200,
    marginTop: 26,
    marginBottom: 40,
    marginLeft: 38,
    marginRight: 10,
    x: {
      domain: [0, end],
      label: 'of its length',
      labelAnchor: 'center',
      labelArrow: 'none',
      labelOffset: 36,
      tickFormat: percent,
      ticks: end > 1.2 ? [0, 0.5, 1, 1.5, 2] : [0, 0.25, 0.5, 0.75, 1],
      tickSize: 0
    },
    y: { domain: [0, tallest], label: null, tickFormat: percent, ticks: 3, tickSize: 0, grid: true, nice: true },
    marks: [
      Plot.rectY(
        rows.filter(({ share }) => share > 0),
        {
          x1: 'from',
          x2: 'to',
          y: 'share',
          fill: seriesColour(series),
          fillOpacity: 0.72,
          insetLeft: 1,
          insetRight: 1,
          title: ({ from, to, share, isLast }) =>
            `${percent(share)} of openers saw ${isLast ? `${percent(from)} or more` : `${percent(from)} to ${percent(to)}`} of it`
        }
      ),
      Plot.ruleX(
        rows.filter(({ share }) => share > 0),
        { x: 'middle', y1: 'low', y2: 'high', stroke: 'var(--ink)', strokeOpacity: 0.55, strokeWidth: 1.2 }
      ),
      Plot.ruleY([0], { stroke: 'var(--line)' }),
      ...(Number.isFinite(median)
        ? [
            Plot.ruleX([Math.min(median, end)], { stroke: 'var(--ink)', strokeWidth: 2, insetTop: -6 }),
            Plot.text([`median ${percent(median)}`], {
              ...halo,
              x: () => Math.min(median, end),
              frameAnchor: 'top',
              dy: -18,
              dx: isLate ? -4 : 4,
              textAnchor: isLate ? 'end' : 'start',
              fontSize: 12,
              fontWeight: 650,
              fill: 'var(--ink)'
            })
          ]
        : [])
    ]
  })
}
