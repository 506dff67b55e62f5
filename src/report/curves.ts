import { halo, type Pen } from './drawing.ts'
import type { Html } from './html.ts'
import { seriesColour } from './palette.ts'
import { clip, percent } from './text.ts'

export interface Point {
  /** Where on the way: a second, a slate. Rising. */
  readonly at: number
  readonly share: number
  readonly low: number
  readonly high: number
}

export interface Curve {
  /** Short name, written at the end of the line. */
  readonly name: string
  /** Whose colour, 0 on. */
  readonly series: number
  readonly points: readonly Point[]
}

export interface CurveOptions {
  readonly says: string
  /** What the height is, above the axis, and what the way is, below it. */
  readonly height: string
  readonly way: string
  readonly tickFormat: (at: number) => string
  readonly ticks: readonly number[]
  /** `6 slates`: where on the way, on hovering. */
  readonly place: (at: number) => string
  /** Nothing happens between two points. */
  readonly isStepped?: boolean
  readonly isNarrow?: boolean
}

const MOST_POINTS = 180
const [TOP, BOTTOM] = [26, 46]
const DASHES = ['none', '7 4', '2 4', '10 4 2 4'] as const

/** Shares still there on the way, one line each in its 95% band, with its name at its end. No curve may be empty. */
export function curveChart({ Plot, draw }: Pen, curves: readonly Curve[], options: CurveOptions): Html {
  const { says, height, way, tickFormat, ticks, place, isStepped = false, isNarrow = false } = options
  const tall = isNarrow ? 270 : 320
  const end = Math.max(1, ...curves.map(({ points }) => points.at(-1)!.at))
  const ends = nudged(curves, end, tall)
  const room = Math.max(...ends.map(({ label }) => label.length))
  const curve = isStepped ? 'step-after' : 'linear'
  const size = isNarrow ? 11 : 12
  return draw(says, {
    width: isNarrow ? 360 : 760,
    height: tall,
    marginTop: TOP,
    marginBottom: BOTTOM,
    marginLeft: isNarrow ? 36 : 44,
    marginRight: 16 + room * (isNarrow ? 6.6 : 7.6),
    x: {
      domain: [0, end],
      label: way,
      labelAnchor: 'center',
      labelArrow: 'none',
      labelOffset: 38,
      tickFormat,
      ticks: isNarrow && ticks.length > 6 ? ticks.filter((_, i) => i % 2 === 0) : [...ticks],
      tickSize: 4
    },
    y: { domain: [0, 1], label: null, tickFormat: percent, ticks: 5, tickSize: 0, grid: true },
    marks: [
      Plot.text([height], {
        frameAnchor: 'top-left',
        dy: -22,
        dx: isNarrow ? -36 : -44,
        textAnchor: 'start',
        fontSize: size,
        fill: 'var(--muted)'
      }),
      ...curves.map(({ points, series }) =>
        Plot.areaY(thinned(points), {
          x: 'at',
          y1: 'low',
          y2: 'high',
          curve,
          fill: seriesColour(series),
          fillOpacity: 0.16
        })
      ),
      ...curves.map(({ points, series }) =>
        Plot.lineY(thinned(points), {
          x: 'at',
          y: 'share',
          curve,
          stroke: seriesColour(series),
          strokeWidth: 2.4,
          strokeDasharray: DASHES[series % 4]!,
          strokeLinejoin: 'round'
        })
      ),
      ...curves.map(({ name, points, series }) =>
        Plot.dot([...new Set([0.25, 0.5, 0.75].map((part) => points[Math.round(part * (points.length - 1))]!))], {
          x: 'at',
          y: 'share',
          r: 3.4,
          fill: seriesColour(series),
          title: ({ at, share, low, high }: Point) =>
            `${name}: ${percent(share)} still there after ${place(at)} (${percent(low)} to ${percent(high)})`
        })
      ),
      ...ends.map((one) =>
        Plot.text([one], {
          ...halo,
          x: 'at',
          y: 'height',
          text: 'label',
          textAnchor: 'start',
          dx: 8,
          fontSize: size + 1,
          fontWeight: 650,
          fill: seriesColour(one.series)
        })
      )
    ]
  })
}

/** Where the names go: at the ends, moved apart where they would lie on each other. */
function nudged(curves: readonly Curve[], end: number, tall: number) {
  const gap = 17 / (tall - TOP - BOTTOM)
  const labels = curves.map(({ name, series, points }) => {
    const { at, share } = points.at(-1)!
    return { label: `${clip(name, 14)} ${percent(share)}`, series, at, height: share }
  })
  const placed: typeof labels = []
  for (const label of [...labels].sort((a, b) => a.height - b.height)) {
    const near = placed.filter(({ at }) => Math.abs(at - label.at) < 0.1 * end).map(({ height }) => height)
    label.height = Math.max(label.height, ...near.map((height) => height + gap))
    placed.push(label)
  }
  return labels
}

function thinned<One>(points: readonly One[]): One[] {
  const every = Math.ceil(points.length / MOST_POINTS)
  return points.filter((_, i) => i % every === 0 || i === points.length - 1)
}
