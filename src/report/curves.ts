import { halo, type Pen } from './drawing.ts'
import type { Html } from './html.ts'
import { seriesColour } from './palette.ts'
import { clock, percent } from './text.ts'

export interface Curve {
  /** Short name, written at the end of the line. */
  readonly name: string
  readonly points: readonly { readonly second: number; readonly share: number }[]
}

const MOST_POINTS = 180
const TALL = 300
const [TOP, BOTTOM] = [22, 44]
const DASHES = ['none', '7 4', '2 4', '10 4 2 4'] as const

/** Shares still there, second by second, one line each with its name at its end. No curve may be empty. */
export function dropOffChart({ Plot, draw }: Pen, curves: readonly Curve[], says: string): Html {
  const end = Math.max(1, ...curves.map(({ points }) => points.at(-1)!.second))
  const ends = nudged(curves, end)
  return draw(says, {
    width: 760,
    height: TALL,
    marginTop: TOP,
    marginBottom: BOTTOM,
    marginLeft: 44,
    marginRight: 70,
    x: {
      domain: [0, end],
      label: 'into the post',
      labelAnchor: 'center',
      labelArrow: 'none',
      labelOffset: 38,
      tickFormat: tickOf,
      ticks: ticksOf(end),
      tickSize: 4
    },
    y: { domain: [0, 1], label: null, tickFormat: percent, ticks: 5, tickSize: 0, grid: true },
    marks: [
      Plot.text(['of those who opened it, still there'], {
        frameAnchor: 'top-left',
        dy: -20,
        dx: -44,
        textAnchor: 'start',
        fontSize: 12,
        fill: 'var(--muted)'
      }),
      ...curves.map(({ points }, s) =>
        Plot.lineY(thinned(points), {
          x: 'second',
          y: 'share',
          stroke: seriesColour(s),
          strokeWidth: 2.4,
          strokeDasharray: DASHES[s % 4]!,
          strokeLinejoin: 'round'
        })
      ),
      ...curves.map(({ name, points }, s) =>
        Plot.dot([...new Set([0.25, 0.5, 0.75].map((part) => points[Math.round(part * (points.length - 1))]!))], {
          x: 'second',
          y: 'share',
          r: 3.4,
          fill: seriesColour(s),
          title: (point: Curve['points'][number]) =>
            `${name}: ${percent(point.share)} still there at ${clock(point.second)}`
        })
      ),
      ...ends.map((one, s) =>
        Plot.text([one], {
          ...halo,
          x: 'second',
          y: 'at',
          text: (label) => `${label.name} ${percent(label.share)}`,
          textAnchor: 'start',
          dx: 8,
          fontSize: 13,
          fontWeight: 650,
          fill: seriesColour(s)
        })
      )
    ]
  })
}

/** Where the names go: at the ends, moved apart where they would lie on each other. */
function nudged(curves: readonly Curve[], end: number) {
  const gap = 17 / (TALL - TOP - BOTTOM)
  const labels = curves.map(({ name, points }) => ({ name, ...points.at(-1)!, at: points.at(-1)!.share }))
  const placed: typeof labels = []
  for (const label of [...labels].sort((a, b) => a.share - b.share)) {
    const near = placed.filter(({ second }) => Math.abs(second - label.second) < 0.1 * end).map(({ at }) => at)
    label.at = Math.max(label.at, ...near.map((at) => at + gap))
    placed.push(label)
  }
  return labels
}

function thinned<Point>(points: readonly Point[]): Point[] {
  const every = Math.ceil(points.length / MOST_POINTS)
  return points.filter((_, i) => i % every === 0 || i === points.length - 1)
}

const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 14_400, 21_600]

/** Round times, eight at most. */
function ticksOf(end: number): number[] {
  const step = STEPS.find((one) => end / one <= 8) ?? 28_800
  return Array.from({ length: Math.floor(end / step) + 1 }, (_, i) => i * step)
}

const two = (n: number) => String(n).padStart(2, '0')
const tickOf = (second: number) =>
  second >= 3_600
    ? `${Math.floor(second / 3_600)}:${two(Math.floor(second / 60) % 60)} h`
    : `${Math.floor(second / 60)}:${two(second % 60)}`
