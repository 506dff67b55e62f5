import type { MetricValue, RunResult } from '../contract/result.ts'
import { table } from './blocks.ts'
import { change, people } from './change.ts'
import { firmnessOf } from './firm.ts'
import type { Html } from './html.ts'
import { scaleOf } from './metric-units.ts'
import { isKnown, metricName } from './words.ts'

/** How far the figures of a run would move, by themselves and with other assumptions. */
export function runChange({ metrics, manifest }: RunResult): Html {
  const rows = Object.entries(metrics).filter(([, metric]) => isKnown(metric))
  const retention = metrics.retention
  return change(
    retention && isKnown(retention)
      ? `Another seed would move retention by up to ${width(retention, firmnessOf(retention).move)}`
      : 'Another seed would move the figures by no more than this',
    `How far another seed would move each figure (no farther, 95 times in 100). Four times as many people, ${people(4 * manifest.users)}, would halve the intervals.`,
    rows.length === 0
      ? null
      : table<(typeof rows)[number]>(
          'What would change the result, in numbers',
          [
            { name: 'Metric', isWord: true, cell: ([name]) => metricName(name) },
            { name: 'Value', cell: ([, metric]) => scaleOf(metric.unit).format(metric.value) },
            { name: 'Give or take', cell: ([, metric]) => `±${width(metric, firmnessOf(metric).half)}` },
            { name: 'Another seed moves it', cell: ([, metric]) => `±${width(metric, firmnessOf(metric).move)}` }
          ],
          rows
        ),
    manifest
  )
}

/** A width in the units of a metric: shares in points. */
export function width({ unit }: Pick<MetricValue, 'unit'>, of: number): string {
  const { axis, change: changed } = scaleOf(unit)
  const short = axis === 'percentage points' ? ' points' : axis === 'seconds' ? ' s' : axis === 'turns' ? ' turns' : ''
  return `${changed(Math.abs(of)).replace(/^\+|^just above (?=0)/, '')}${short}`
}
