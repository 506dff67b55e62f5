import type { CompareResult, RunResult } from '../contract/result.ts'
import { aside, figureOf, none, numbers, table } from './blocks.ts'
import { type Difference, name, pairsOf } from './compare-verdict.ts'
import { dotChart } from './dots.ts'
import type { Pen } from './drawing.ts'
import { forest, holdsUp } from './forest.ts'
import { type Html, html } from './html.ts'
import { scaleOf } from './metric-units.ts'
import { section } from './page.ts'
import { chance } from './react-comparison.ts'
import { withInterval } from './react-mix.ts'
import { capital, clip, count, many, percent } from './text.ts'
import { isKnown, knownOrNull, metricName } from './words.ts'

/** What differs, pair by pair. */
export function differences(known: readonly Difference[], pen: Pen): Html {
  if (known.length === 0)
    return section(
      'What differs',
      'Nothing could be compared',
      none('There are no two recommenders that the same people met.')
    )
  const sure = known.filter(holdsUp).length
  const pairs = pairsOf(known)
  const metrics = [...new Set(known.map(({ metric }) => metric))]
  const colours = { better: 'var(--better)', worse: 'var(--worse)', other: 'var(--ink)' }
  const panels =
    pairs.length === 1
      ? [...new Set(known.map(({ unit }) => scaleOf(unit).axis))].map((axis) => ({
          title: capital(axis),
          rows: known.filter(({ unit }) => scaleOf(unit).axis === axis),
          label: ({ metric }: Difference) => metricName(metric)
        }))
      : metrics.map((metric) => {
          const rows = known.filter((one) => one.metric === metric)
          return {
            title: metricName(metric),
            rows,
            label: ({ a, b }: Difference) => `${clip(b, 13)} − ${clip(a, 13)}`
          }
        })
  const charts = panels.map(({ title, rows, label }) => {
    const scale = scaleOf(rows[0]!.unit)
    const zoom = scale.axis === 'percentage points' ? 100 : 1
    const drawn = rows.map((one) => ({
      ...one,
      difference: one.difference * zoom,
      low: one.low * zoom,
      high: one.high * zoom,
      label: label(one),
      group: '',
      colour:
        colours[
          one.better === 'neither' ? 'other' : one.difference > 0 === (one.better === 'higher') ? 'better' : 'worse'
        ]
    }))
    const says = `${title}: differences with 95% intervals, in ${scale.axis}`
    const chart = forest(pen, drawn, {
      says,
      axis: pairs.length === 1 ? `${name(pairs[0]!.b)} minus ${name(pairs[0]!.a)}, ${scale.axis}` : scale.axis,
      format: (value) => scale.change(value / zoom)
    })
    return figureOf(title, chart)
  })
  return section(
    'What differs',
    sure === 0
      ? `None of ${many(known.length, 'difference')} is clear of 0: too close to call`
      : `${sure} of ${many(known.length, 'difference')} ${sure === 1 ? 'is' : 'are'} clear of 0${sure < known.length ? `, ${known.length - sure} too close to call` : ''}`,
    aside(
      'Differences with 95% intervals, on the same people with the same luck. Blue is better, orange is worse, black is neither; grey where the interval holds 0; hollow where p is 0.05 or more.'
    ),
    ...charts,
    numbers(differencesTable(known))
  )
}

const differencesTable = (known: readonly Difference[]) =>
  table<Difference>(
    'What differs, in numbers',
    [
      { name: 'Metric', isWord: true, cell: ({ metric }) => metric },
      { name: 'b − a', isWord: true, cell: ({ a, b }) => `${name(b)} − ${name(a)}` },
      { name: 'Difference', cell: ({ difference, unit }) => scaleOf(unit).change(difference) },
      {
        name: '95% interval',
        cell: ({ low, high, unit }) => `${scaleOf(unit).change(low)} to ${scaleOf(unit).change(high)}`
      },
      { name: 'Unit', isWord: true, cell: ({ unit }) => scaleOf(unit).axis },
      { name: 'p', cell: ({ p }) => chance(p) },
      { name: 'People', cell: ({ n }) => count(n) },
      { name: 'Better', isWord: true, cell: ({ better }) => better }
    ],
    known
  )

/** Who keeps most people, as a finding. */
function standing(recommenders: CompareResult['recommenders']): string {
  const known = recommenders
    .flatMap(({ name: own, result: { metrics } }) =>
      metrics.retention && isKnown(metrics.retention) ? [{ own, ...metrics.retention }] : []
    )
    .sort((a, b) => b.value - a.value)
  const [first, last] = [known[0], known.at(-1)]
  if (!first || !last || first === last) return `What ${many(recommenders.length, 'recommender')} came to`
  return `Retention goes from ${percent(last.value)} (“${name(last.own)}”) to ${percent(first.value)} (“${name(first.own)}”)`
}

/** Each recommender's own figures. */
export function levels({ recommenders }: CompareResult, pen: Pen): Html | null {
  const metrics = [...new Set(recommenders.flatMap(({ result }) => Object.keys(result.metrics)))]
  const of = (result: RunResult, metric: string) => result.metrics[metric]
  const drawable = metrics.filter((metric) =>
    recommenders.some(({ result }) => {
      const value = of(result, metric)
      return value !== undefined && isKnown(value)
    })
  )
  if (drawable.length === 0) return null
  const panels = drawable.map((metric) => {
    const { unit } = recommenders.map(({ result }) => of(result, metric)).find((value) => value !== undefined)!
    const rows = recommenders.map(({ name: own, result }) => {
      const value = of(result, metric)
      return { label: own, dots: [value ? knownOrNull(value) : null] }
    })
    return figureOf(
      html`${metricName(metric)} <small>${unit}</small>`,
      dotChart(pen, rows, { says: `${metric} by recommender, with 95% intervals`, format: scaleOf(unit).format })
    )
  })
  return section(
    'Where each stands',
    standing(recommenders),
    aside(
      'Means over people with 95% intervals; each panel has its own scale. Overlap here says little about a difference: the part above is the one to read for that.'
    ),
    html`<div class="panels">${panels}</div>`,
    numbers(
      table(
        'Where each stands, in numbers',
        [
          { name: 'Metric', isWord: true, cell: (metric) => metric },
          ...recommenders.map(({ name: own, result }) => ({
            name: name(own),
            cell: (metric: string) => {
              const value = of(result, metric)
              return value ? withInterval(value, scaleOf(value.unit).format) : '–'
            }
          }))
        ],
        metrics
      )
    )
  )
}
