import { bothWidths } from './blocks.ts'
import { halo, type Pen } from './drawing.ts'
import type { Html } from './html.ts'
import { clip, squeeze, tick } from './text.ts'

/** Room for the names of rows on the left, and for their values on the right, px. */
const NAMES = 188
const VALUES = 178

export interface Difference {
  readonly label: string
  /** Rows of one group stand together under its name. */
  readonly group: string
  readonly difference: number
  readonly low: number
  readonly high: number
  /** Corrected for how many were looked at. */
  readonly p: number
  /** Of the side that it speaks for; grey is used while the interval holds 0. */
  readonly colour: string
}

/** A difference whose interval leaves 0 out. */
export const isClear = ({ low, high }: { readonly low: number; readonly high: number }): boolean => low > 0 || high < 0

/** What still holds when one counts how many differences were looked at. */
export const holdsUp = (one: { readonly low: number; readonly high: number; readonly p: number }): boolean =>
  isClear(one) && one.p < 0.05

export interface ForestOptions {
  readonly says: string
  readonly axis: string
  readonly format: (value: number) => string
}

/** Differences b − a with their intervals: grey where 0 is inside, hollow where it does not survive the correction. For phones too. */
export function forest(pen: Pen, differences: readonly Difference[], options: ForestOptions): Html {
  return bothWidths(forestOf(pen, differences, options), forestOf(pen, differences, options, true))
}

/** Narrow: what a row is about stands above its interval, and not beside it. */
function forestOf(
  { Plot, draw }: Pen,
  differences: readonly Difference[],
  { says, axis, format }: ForestOptions,
  isNarrow = false
): Html {
  const layout = placed(differences)
  const { rows, headings, height } = layout
  const step = isNarrow ? 42 : 24
  const [left, right] = isNarrow ? [14, 14] : [NAMES, VALUES]
  const above = isNarrow ? -15 : 0
  const size = isNarrow ? 12 : 12.5
  const colour = (one: Difference) => (isClear(one) ? one.colour : 'var(--muted)')
  const said = (one: Difference) => `${format(one.difference)} (${format(one.low)} to ${format(one.high)})`
  const least = Math.min(0, ...rows.map(({ low }) => low))
  const most = Math.max(0, ...rows.map(({ high }) => high))
  return draw(says, {
    width: isNarrow ? 360 : 760,
    height: height * step + 48,
    marginLeft: left,
    marginRight: right,
    marginTop: isNarrow ? 8 : 4,
    marginBottom: 44,
    x: {
      domain: most > least ? [least, most] : [-1, 1],
      label: axis,
      labelAnchor: 'center',
      labelArrow: 'none',
      labelOffset: 38,
      tickFormat: tick(format),
      ticks: isNarrow ? 4 : 6,
      tickSize: 0,
      grid: true,
      nice: true
    },
    y: { domain: [height, 0], axis: null },
    marks: [
      Plot.ruleX([0], { stroke: 'var(--ink)', strokeOpacity: 0.55 }),
      Plot.text(headings, {
        ...halo,
        y: 'y',
        text: (one) => clip(one.name, 30),
        frameAnchor: 'left',
        textAnchor: 'start',
        dx: -left,
        dy: isNarrow ? 6 : 0,
        fontSize: 13,
        fontWeight: 650,
        fill: 'var(--ink)'
      }),
      Plot.text(rows, {
        ...halo,
        y: 'y',
        text: (one) => squeeze(one.label, isNarrow ? 24 : 28),
        title: 'label',
        frameAnchor: 'left',
        textAnchor: 'start',
        dx: layout.isFlat || isNarrow ? -left : 14 - left,
        dy: above,
        fontSize: size,
        fill: 'var(--ink)'
      }),
      Plot.ruleY(rows, { x1: 'low', x2: 'high', y: 'y', stroke: colour, strokeWidth: 2.4, strokeOpacity: 0.75 }),
      Plot.dot(rows, {
        x: 'difference',
        y: 'y',
        r: 5,
        fill: (one: Difference) => (holdsUp(one) ? one.colour : 'var(--paper)'),
        stroke: colour,
        strokeWidth: 2,
        title: (one: Difference) => `${one.label}: ${said(one)}`
      }),
      Plot.text(rows, {
        ...halo,
        y: 'y',
        text: said,
        frameAnchor: 'right',
        textAnchor: 'end',
        dx: right,
        dy: above,
        fontSize: 12,
        fontWeight: (one: Difference) => (isClear(one) ? 650 : 400),
        fill: colour
      } as never)
    ]
  })
}

/** Where each row and each heading stands, in rows from the top; a group without a name has no heading. */
function placed(differences: readonly Difference[]) {
  const groups = [...new Set(differences.map(({ group }) => group))]
  const isFlat = groups.every((group) => group === '')
  const headings: { name: string; y: number }[] = []
  const rows: (Difference & { y: number })[] = []
  let y = 0.5
  for (const group of groups) {
    if (!isFlat) headings.push({ name: group, y: y++ })
    for (const one of differences) if (one.group === group) rows.push({ ...one, y: y++ })
    if (!isFlat) y += 0.35
  }
  return { rows, headings, height: y - 0.5, isFlat }
}
