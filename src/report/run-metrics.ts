import type { MetricValue, RunResult } from '../contract/result.ts'
import { aside, bothWidths, figureOf, none, numbers, table } from './blocks.ts'
import { dotChart } from './dots.ts'
import type { Pen } from './drawing.ts'
import { type Html, html } from './html.ts'
import { scaleOf } from './metric-units.ts'
import { section } from './page.ts'
import { capital, count, figure, listed, many, percent } from './text.ts'
import { isKnown, metricName } from './words.ts'

/** All figures of a run. */
export function metrics({ metrics: all }: RunResult, pen: Pen): Html {
  const rows = Object.entries(all)
  const known = rows.filter(([, metric]) => isKnown(metric))
  if (known.length === 0) return section('Metrics', 'Nothing could be measured', none('No person got far enough.'))
  const shares = known.filter(([, { unit }]) => scaleOf(unit).isShare)
  const others = known.filter(([, { unit }]) => !scaleOf(unit).isShare)
  const together = (isNarrow: boolean) =>
    dotChart(
      pen,
      shares.map(([name, metric]) => ({ label: metricName(name), says: name, dots: [metric] })),
      {
        says: 'Metrics from 0 to 1 with 95% intervals',
        format: (value) => value.toFixed(2).replace('-', '−'),
        span: [0, 1],
        ...(isNarrow
          ? { width: 360, names: { px: 146, columns: 21 }, ticks: 3 }
          : { width: 760, names: { px: 200, columns: 28 }, ticks: 6 })
      }
    )
  const alone = others.map(([name, metric]) =>
    figureOf(
      html`${metricName(name)} <small>${metric.unit}</small>`,
      dotChart(pen, [{ label: '', says: name, dots: [metric] }], {
        says: `${name}, with its 95% interval`,
        format: scaleOf(metric.unit).format,
        names: { px: 8, columns: 1 }
      })
    )
  )
  return section(
    'Metrics',
    finding(all),
    aside('Means over people with 95% intervals.'),
    shares.length > 0 ? figureOf(null, bothWidths(together(false), together(true))) : null,
    alone.length > 0 ? html`<div class="panels">${alone}</div>` : null,
    numbers(metricsTable(rows)),
    known.length < rows.length ? aside(`A dash: there was nobody to measure it on.`) : null
  )
}

function finding(all: RunResult['metrics']): string {
  const said = ([name, words]: readonly [string, (metric: MetricValue) => string]) => {
    const metric = all[name]
    return metric && isKnown(metric) ? [words(metric)] : []
  }
  const parts = [
    ['session-length', ({ value }: MetricValue) => `a visit lasts ${figure(value)} slates`] as const,
    ['click-rate', ({ value }: MetricValue) => `${percent(value)} of what is looked at is opened`] as const,
    ['satisfaction', ({ value }: MetricValue) => `satisfaction ends at ${figure(value)} of 1`] as const
  ].flatMap(said)
  return parts.length === 0 ? `${many(Object.keys(all).length, 'metric')}` : capital(listed(parts))
}

const metricsTable = (rows: readonly (readonly [string, MetricValue])[]) =>
  table(
    'Metrics, in numbers',
    [
      { name: 'Metric', isWord: true, cell: ([name]) => name },
      { name: 'Value', cell: ([, metric]) => (isKnown(metric) ? scaleOf(metric.unit).format(metric.value) : '–') },
      {
        name: '95% interval',
        cell: ([, metric]) =>
          isKnown(metric)
            ? `${scaleOf(metric.unit).format(metric.low)} to ${scaleOf(metric.unit).format(metric.high)}`
            : '–'
      },
      { name: 'People', cell: ([, { n }]) => count(n) },
      { name: 'Unit', isWord: true, cell: ([, { unit }]) => unit },
      { name: 'Better', isWord: true, cell: ([, { better }]) => better }
    ],
    rows
  )
