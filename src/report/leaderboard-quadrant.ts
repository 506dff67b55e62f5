import type { BoardPlace } from '../contract/leaderboard.ts'
import { halo, type Pen } from './drawing.ts'
import type { Html } from './html.ts'
import { squeeze, tick } from './text.ts'

type Placed = {
  name: string
  x: number
  y: number
  xl: number
  xh: number
  yl: number
  yh: number
  colour: string
  /** Whether another is near above it, so that its name stands below. */
  isBelow: boolean
}

/** Corner labels, and on which sides of the mean they stand. */
const CORNERS = [
  ['keeps people and ranks well', 'top-right'],
  ['keeps people only', 'top-left'],
  ['ranks well only', 'bottom-right'],
  ['neither', 'bottom-left']
] as const

/** NDCG against retention, each with its interval; the lines are the means of the field. */
export function quadrant({ Plot, draw }: Pen, places: readonly BoardPlace[], format: (share: number) => string): Html {
  const points = places.flatMap(({ name, overall: { retention, ndcg } }, at): Placed[] =>
    retention && ndcg
      ? [
          {
            name,
            x: ndcg.value,
            xl: ndcg.low,
            xh: ndcg.high,
            y: retention.value,
            yl: retention.low,
            yh: retention.high,
            colour: 'var(--s1)',
            isBelow: at > 0 && isNear(places[at - 1]!, places[at]!)
          }
        ]
      : []
  )
  const mean = (of: (point: Placed) => number) => points.reduce((total, one) => total + of(one), 0) / points.length
  const line = { stroke: 'var(--ink)', strokeOpacity: 0.45, strokeDasharray: '5 4' }
  const bar = { stroke: 'colour', strokeWidth: 2, strokeOpacity: 0.5 }
  return draw(`NDCG and retention of ${places.length} recommenders, and the means of the field.`, {
    width: 760,
    height: 420,
    marginTop: 24,
    marginBottom: 48,
    marginLeft: 56,
    marginRight: 24,
    inset: 28,
    x: { label: 'NDCG of slates', labelAnchor: 'center', labelArrow: 'none', grid: true, tickSize: 0, ticks: 6 },
    y: { label: 'retention', labelArrow: 'none', grid: true, tickSize: 0, tickFormat: tick(format), ticks: 6 },
    color: { type: 'identity' },
    marks: [
      Plot.ruleX([mean(({ x }) => x)], line),
      Plot.ruleY([mean(({ y }) => y)], line),
      ...CORNERS.map(([text, frameAnchor]) =>
        Plot.text([text], {
          text: (one: string) => one,
          frameAnchor,
          dx: frameAnchor.endsWith('right') ? -8 : 8,
          dy: frameAnchor.startsWith('top') ? 8 : -8,
          fontSize: 12,
          fill: 'var(--muted)'
        })
      ),
      Plot.ruleY(points, { x1: 'xl', x2: 'xh', y: 'y', ...bar }),
      Plot.ruleX(points, { y1: 'yl', y2: 'yh', x: 'x', ...bar }),
      Plot.dot(points, { x: 'x', y: 'y', r: 4.5, fill: 'colour' }),
      ...[false, true].map((isBelow) =>
        Plot.text(
          points.filter((one) => one.isBelow === isBelow),
          {
            ...halo,
            x: 'x',
            y: 'y',
            text: (one: Placed) => squeeze(one.name, 24),
            dx: 9,
            dy: isBelow ? 11 : -10,
            textAnchor: 'start',
            fontSize: 12.5,
            fontWeight: 650,
            fill: 'var(--ink)'
          }
        )
      )
    ]
  })
}

/** So little apart that their names would lie on each other. */
function isNear(one: BoardPlace, other: BoardPlace): boolean {
  const gap = (measure: 'retention' | 'ndcg') =>
    Math.abs((one.overall[measure]?.value ?? 0) - (other.overall[measure]?.value ?? 0))
  return gap('retention') < 0.04 && gap('ndcg') < 0.01
}
