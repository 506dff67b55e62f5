import type { Measured } from '../contract/result.ts'
import { halo, type Pen } from './drawing.ts'
import type { Html } from './html.ts'
import { seriesColour } from './palette.ts'
import { squeeze, tick } from './text.ts'

export interface DotRow {
  readonly label: string
  /** A row that stands for others. */
  readonly isSum?: boolean
  /** One a series, in the order of the series; null where nothing is known. */
  readonly dots: readonly (Measured | null)[]
  /** Said on hovering, before the number. */
  readonly says?: string
  /** Colour other than that of the series. */
  readonly colour?: string
}

export interface DotOptions {
  readonly says: string
  readonly format: (value: number) => string
  readonly width?: number
  /** Room for the names of the rows, px and columns of text. */
  readonly names?: { readonly px: number; readonly columns: number }
  /** The least that the axis spans. */
  readonly span?: readonly [number, number]
  /** Names of the series, for hovering. */
  readonly series?: readonly string[]
  readonly ticks?: number
}

const SYMBOLS = ['circle', 'square', 'triangle', 'diamond'] as const

/** Values with their intervals, a row each, the series side by side. At least one dot must be known. */
export function dotChart({ Plot, draw }: Pen, rows: readonly DotRow[], options: DotOptions): Html {
  const { says, format, width = 420, names = { px: 152, columns: 21 }, span = [0, 0], series = [], ticks = 4 } = options
  const several = Math.max(...rows.map(({ dots }) => dots.length))
  const step = several === 1 ? 22 : several === 2 ? 34 : 10 + 11 * several
  const points = rows.flatMap((row, at) =>
    row.dots.flatMap((dot, s) => {
      if (!dot) return []
      const y = at + 0.5 + ((s + 0.5) / several - 0.5) * (several === 1 ? 0 : 0.74)
      const name = [row.says ?? row.label, series[s]].filter(Boolean).join(', ')
      return [{ ...dot, y, s, row, title: `${name}: ${format(dot.value)} (${format(dot.low)} to ${format(dot.high)})` }]
    })
  )
  const low = Math.min(span[0], ...points.map((point) => point.low))
  const high = Math.max(span[1], ...points.map((point) => point.high))
  const sums = rows.flatMap(({ isSum }, at) => (isSum ? [at] : []))
  const colour = (point: (typeof points)[number]) => point.row.colour ?? seriesColour(point.s)
  const value = { ...halo, x: 'high', y: 'y', dx: 7, textAnchor: 'start', fontSize: 11, fontWeight: 600 } as const
  return draw(says, {
    width,
    height: 30 + step * rows.length,
    marginLeft: names.px,
    marginRight: 44,
    marginTop: 4,
    marginBottom: 26,
    x: {
      domain: high > low ? [low, high] : [low, low + 1],
      label: null,
      tickFormat: tick(format),
      ticks,
      tickSize: 0,
      grid: true,
      nice: true
    },
    y: { domain: [rows.length, 0], axis: null },
    marks: [
      Plot.ruleY(
        sums.filter((at) => at > 0),
        { y: (at: number) => at, stroke: 'var(--line)', insetLeft: -names.px }
      ),
      Plot.ruleX([0], { stroke: 'var(--muted)', strokeOpacity: 0.6 }),
      ...[true, false].map((isSum) =>
        Plot.text(
          rows.flatMap((row, at) => (Boolean(row.isSum) === isSum ? [{ ...row, y: at + 0.5 }] : [])),
          {
            y: 'y',
            text: (row: DotRow) => squeeze(row.label, names.columns),
            title: (row: DotRow) => row.says ?? row.label,
            frameAnchor: 'left',
            textAnchor: 'start',
            dx: -names.px,
            fontSize: 12,
            fontWeight: isSum ? 650 : 400,
            fill: 'var(--ink)'
          }
        )
      ),
      ...Array.from({ length: several }, (_, s) => s).flatMap((s) => {
        const own = points.filter((point) => point.s === s)
        return [
          Plot.ruleY(own, { x1: 'low', x2: 'high', y: 'y', stroke: colour, strokeWidth: 2, strokeOpacity: 0.55 }),
          Plot.dot(own, { x: 'value', y: 'y', r: 4, fill: colour, symbol: SYMBOLS[s % 4]!, title: 'title' }),
          ...(several > 2 ? [] : [Plot.text(own, { ...value, text: (point) => format(point.value), fill: colour })])
        ]
      })
    ]
  })
}
