import type { SweepResult } from '../contract/sweep.ts'
import { aside, figureOf, numbers, table } from './blocks.ts'
import { createPen, halo, type Pen } from './drawing.ts'
import { glance } from './glance.ts'
import { type Html, html } from './html.ts'
import { scaleOf } from './metric-units.ts'
import { page, section } from './page.ts'
import { seriesColour } from './palette.ts'
import { capital, clip, listed, many, printable } from './text.ts'
import { metricName } from './words.ts'

/** Metrics that are drawn, those first that one asks for first. */
const DRAWN = ['retention', 'session-length', 'click-rate', 'satisfaction', 'diversity', 'watch-time']

/** A grid of worlds as one HTML file: a chart a metric, all cells in one table. */
export async function renderSweep(given: SweepResult): Promise<string> {
  const result = printable(given)
  const { axes, cells, seeds, unit, userSteps } = result
  const pen = await createPen()
  const known = Object.keys(cells[0]?.metrics ?? {})
  const drawn = [
    ...DRAWN.filter((name) => known.includes(name)),
    ...known.filter((name) => !DRAWN.includes(name))
  ].slice(0, 6)
  return page({
    title: `Sweep: ${axes.map(({ name }) => name).join(', ')}`,
    kind: 'A grid of worlds',
    headline: headline(result),
    rests: glance([
      ['Varied', axes.map(({ name, values }) => `${clip(name, 40)}: ${listed(values.map(String), 8)}`).join('; ')],
      ['In each cell', `${many(seeds.length, 'world')}, with the same people and luck in every cell`],
      ['Intervals', unit === 'worlds' ? 'Over worlds' : 'Over people'],
      ['In all', many(userSteps, 'slate')]
    ]),
    notes: result.interrupted ? ['It was stopped before every world was played.'] : result.notes,
    sections: [
      section(
        'What it does',
        capital(finding(result)),
        aside(`Values with 95% intervals over ${unit}.`),
        html`<div class="panels">${drawn.map((metric) => figureOf(metricName(metric), chart(result, metric, pen)))}</div>`,
        numbers(cellTable(result, known), 'All cells')
      )
    ]
  })
}

const nameOf = (at: SweepResult['cells'][number]['at']) =>
  Object.entries(at)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')

function headline({ axes, cells, differences }: SweepResult): string {
  const own = differences.filter(({ metric, p }) => metric === 'retention' && p < 0.05)
  const what = listed(axes.map(({ name }) => `“${clip(name, 40)}”`))
  if (differences.length === 0) return `${many(cells.length, 'world')} by ${what}`
  if (own.length === 0) return `${what}: no cell keeps clearly more or fewer people than the first`
  const best = own.reduce((a, b) => (Math.abs(b.difference) > Math.abs(a.difference) ? b : a))
  const way = best.difference > 0 ? 'more' : 'fewer'
  return `At ${clip(nameOf(cells[best.cell]!.at), 80)}, ${Math.abs(100 * best.difference).toFixed(1)} points ${way} visits go on to the end than at ${clip(nameOf(cells[0]!.at), 80)}`
}

function finding({ differences, cells }: SweepResult): string {
  if (differences.length === 0) return `${many(cells.length, 'cell')}, one world each: nothing is said of differences`
  const sure = differences.filter(({ p }) => p < 0.05)
  return `${sure.length} of ${many(differences.length, 'difference')} from the first cell ${sure.length === 1 ? 'holds' : 'hold'} up`
}

/** The last axis but one as lines, the axis with most values along the way; more axes are told in the table. */
function chart({ axes, cells }: SweepResult, metric: string, { Plot, draw }: Pen): Html {
  const { format, scale } = unitOf(cells[0]!.metrics[metric]!.unit)
  const along = axes.reduce((a, b) => (b.values.length > a.values.length ? b : a))
  const others = axes.filter((axis) => axis !== along)
  const lines = [...new Set(cells.map(({ at }) => others.map(({ name }) => `${at[name]}`).join(' · ')))]
  const rows = cells.map(({ at, metrics }) => {
    const value = metrics[metric]!
    const line = others.map(({ name }) => `${at[name]}`).join(' · ')
    return {
      x: at[along.name]!,
      line,
      series: lines.indexOf(line),
      value: scale * value.value,
      low: scale * value.low,
      high: scale * value.high
    }
  })
  const isNumeric = along.values.every((value) => typeof value === 'number')
  const last = along.values.at(-1)!
  const colour = ({ series }: { series: number }) => seriesColour(series % 4)
  return draw(
    `${metricName(metric)} by ${along.name}${others.length > 0 ? ` and ${others.map(({ name }) => name).join(', ')}` : ''}.`,
    {
      width: 440,
      height: 260,
      marginLeft: 52,
      marginRight: lines.length > 1 ? 96 : 20,
      marginBottom: 42,
      x: {
        ...(isNumeric ? {} : { type: 'point' as const, domain: [...along.values] }),
        label: along.name,
        labelAnchor: 'center',
        labelArrow: 'none',
        tickSize: 0,
        ...(isNumeric ? { ticks: [...along.values] as number[], tickFormat: (value: number) => String(value) } : {})
      },
      y: { label: null, grid: true, tickSize: 0, nice: true, tickFormat: format },
      marks: [
        Plot.ruleX(rows, { x: 'x', y1: 'low', y2: 'high', stroke: colour, strokeWidth: 2, strokeOpacity: 0.45 }),
        ...lines.map((line) =>
          Plot.lineY(
            rows.filter((row) => row.line === line),
            { x: 'x', y: 'value', stroke: seriesColour(lines.indexOf(line) % 4), strokeWidth: 2 }
          )
        ),
        Plot.dot(rows, { x: 'x', y: 'value', r: 3.6, fill: colour }),
        ...(lines.length > 1
          ? [
              Plot.text(
                rows.filter(({ x }) => x === last),
                {
                  ...halo,
                  x: 'x',
                  y: 'value',
                  text: ({ line }: { line: string }) => clip(line, 14),
                  dx: 9,
                  textAnchor: 'start',
                  fontSize: 11,
                  fill: colour
                }
              )
            ]
          : [])
      ]
    }
  )
}

function unitOf(unit: string) {
  return /^share\b/.test(unit)
    ? { scale: 100, format: (value: number) => `${Number(value.toFixed(1))}%` }
    : { scale: 1, format: (value: number) => `${Number(value.toPrecision(3))}` }
}

const cellTable = ({ axes, cells, differences }: SweepResult, metrics: readonly string[]): Html =>
  table(
    'All cells',
    [
      { name: axes.map(({ name }) => name).join(', '), isWord: true, cell: ({ at }) => Object.values(at).join(', ') },
      ...metrics.map((metric) => ({
        name: metricName(metric),
        cell: (cell: SweepResult['cells'][number]): Html => {
          const { value, low, high, unit } = cell.metrics[metric]!
          const { format } = scaleOf(unit)
          const apart = differences.find((one) => one.cell === cells.indexOf(cell) && one.metric === metric)
          const mark = apart && apart.p < 0.05 ? (apart.difference > 0 ? ' ▲' : ' ▼') : ''
          return html`${format(value)}${mark} <small>${format(low)} to ${format(high)}</small>`
        }
      }))
    ],
    cells
  )
