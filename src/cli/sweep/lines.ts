import type { SweepResult } from '../../contract/sweep.ts'
import { count, decimalInterval, interval, signed } from '../figures.ts'
import { INTERRUPTED_LINE, type Look } from '../output.ts'
import { ARROWS, inUnit, isShare } from '../run/lines.ts'
import { table } from '../table.ts'
import { wrap } from '../text.ts'

/** Told of each cell where they are there, in this order. */
export const TOLD = ['retention', 'session-length', 'click-rate', 'satisfaction', 'diversity', 'instruction-following']
const MOST = 5

/** The metrics that a table has room for: those told first, else the first that there are. */
export function toldOf({ cells }: SweepResult, most: number): string[] {
  const known = Object.keys(cells[0]?.metrics ?? {})
  const first = TOLD.filter((name) => known.includes(name))
  return [...first, ...known.filter((name) => !first.includes(name))].slice(0, most)
}

/** A grid as one table: a row a cell, a column a metric. */
export function sweepLines(result: SweepResult, { width, paint }: Look): string[] {
  const { axes, cells, differences, unit, seeds, interrupted, userSteps } = result
  const metrics = toldOf(result, width >= 110 ? MOST : 4)
  const rows = cells.map(({ at, metrics: own }, cell) => ({
    label: Object.entries(at)
      .map(([, value]) => `${value}`)
      .join(' · '),
    cells: metrics.map((metric) => {
      const value = own[metric]!
      const range = isShare(value.unit)
        ? interval(100 * value.low, 100 * value.high)
        : decimalInterval(value.low, value.high)
      const apart = differences.find((one) => one.cell === cell && one.metric === metric)
      const mark = apart && apart.p < 0.05 ? (apart.difference > 0 ? ' ▲' : ' ▼') : ''
      return { text: `${inUnit(value)}${mark}`, under: range }
    })
  }))
  const heads = metrics.map((metric) => ({ text: `${metric} ${ARROWS[cells[0]!.metrics[metric]!.better]}`.trim() }))
  const most = strongest(result)
  return [
    ...(interrupted ? [paint('yellow', INTERRUPTED_LINE), ''] : []),
    ...(cells.length > 0 ? table(heads, rows, width, paint) : []),
    '',
    ...(most ? wrap(most, width, 2) : []),
    ...wrap(
      `${count(cells.length)} ${cells.length === 1 ? 'cell' : 'cells'} of ${axes.map(({ name, values }) => `${name} (${values.length})`).join(' × ')}, ${count(seeds.length)} ${seeds.length === 1 ? 'world' : 'worlds'} each with the same people and luck in every cell; intervals over ${unit}${unit === 'worlds' ? '; ▲▼ differ from the first cell (p < 0.05, Holm)' : ''}; ${count(userSteps)} user-steps`,
      width
    ).map((line) => paint('dim', line))
  ]
}

/** The cell that keeps most people, beside the first. */
function strongest({ cells, differences }: SweepResult): string | undefined {
  const found = differences.filter(({ metric, p }) => metric === 'retention' && p < 0.05)
  if (found.length === 0) return undefined
  const best = found.reduce((a, b) => (b.difference > a.difference ? b : a))
  const at = Object.entries(cells[best.cell]!.at)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')
  return `Retention differs most from the first cell at ${at}: ${signed(100 * best.difference)} points (95 %: ${signed(100 * best.low)} to ${signed(100 * best.high)}).`
}
