import type { MetricValue, RunResult } from '../contract/result.ts'
import { aside, bars, figureOf, none, numbers, scrolling, table } from './blocks.ts'
import { dotChart } from './dots.ts'
import { createPen, type Pen } from './drawing.ts'
import { type Html, html } from './html.ts'
import { setting, warnings } from './manifest-words.ts'
import { method } from './method.ts'
import { scaleOf } from './metric-units.ts'
import { page, section } from './page.ts'
import { capital, clip, count, figure, listed, many, percent, printable } from './text.ts'
import { CAUSE_WORDS, isKnown, MOOD_WORDS, metricName, saidOf } from './words.ts'

/** What came of a population meeting a recommender, as one HTML file that needs neither network nor script. */
export async function renderRun(given: RunResult): Promise<string> {
  const result = printable(given)
  const { manifest } = result
  return page({
    title: `Run: ${manifest.recommender.name}`,
    kind: 'A population meets a recommender',
    headline: headline(result),
    rests: html`Rests on ${setting(result)}. A rehearsal, not a forecast: see the last part.`,
    notes: warnings([result], result.interrupted),
    sections: [
      metrics(result, await createPen()),
      endings(result),
      moods(result),
      method(
        [
          `${capital(many(result.userSteps, 'slate'))} were gone through in ${figure(result.seconds)} s, ${count(result.userStepsPerSecond)} a second; these two figures of time are all that differs between two runs of the same manifest${manifest.model ? ', as long as the language model answers the same: kept answers do' : ''}.`
        ],
        manifest
      )
    ]
  })
}

function headline({ manifest, metrics: { retention, 'click-rate': clicks } }: RunResult): string {
  const who = listed(manifest.populations.map(({ name }) => `“${clip(name, 40)}”`))
  const what = `“${clip(manifest.recommender.name, 60)}”`
  if (retention && isKnown(retention))
    return `${percent(retention.value)} of visits by ${who} go on to the end with ${what}`
  if (clicks && isKnown(clicks)) return `${capital(who)} open ${percent(clicks.value)} of what ${what} shows them`
  return `${capital(who)} with ${what}`
}

function metrics({ metrics: all }: RunResult, pen: Pen): Html {
  const rows = Object.entries(all)
  const known = rows.filter(([, metric]) => isKnown(metric))
  if (known.length === 0) return section('Metrics', 'Nothing could be measured', none('No person got far enough.'))
  const shares = known.filter(([, { unit }]) => scaleOf(unit).isShare)
  const others = known.filter(([, { unit }]) => !scaleOf(unit).isShare)
  const together =
    shares.length === 0
      ? null
      : dotChart(
          pen,
          shares.map(([name, metric]) => ({ label: metricName(name), says: name, dots: [metric] })),
          {
            says: 'Metrics from 0 to 1 with 95% intervals',
            format: (value) => value.toFixed(2).replace('-', '−'),
            width: 760,
            span: [0, 1],
            names: { px: 200, columns: 28 },
            ticks: 6
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
    together ? figureOf(null, scrolling('Metrics, chart', together)) : null,
    alone.length > 0 ? html`<div class="panels">${alone}</div>` : null,
    metricsTable(rows),
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

const ENDING_WORDS = { left: 'left by themselves', truncated: 'went on to the turn limit', failed: 'broke' }

function endings({ endings: ended, leaveCauses }: RunResult): Html {
  const all = total(ended)
  if (all === 0) return section('How visits ended', 'No visit ended', none('There is nothing to count.'))
  const causes = sorted(leaveCauses)
  const left = total(leaveCauses)
  const finding =
    causes.length > 0 && ended.left > 0
      ? `${percent(ended.left / all)} of visits ended because the person left; the commonest cause: ${saidOf(CAUSE_WORDS, causes[0]![0])}`
      : `${percent(ended.truncated / all)} of visits went on to the turn limit`
  return section(
    'How visits ended',
    finding,
    html`<div class="panels"><div class="post"><h3>Endings</h3>${bars(
      sorted(ended).map(([name, n]) => ({ name: saidOf(ENDING_WORDS, name), share: n / all })),
      { series: 0, most: 1 }
    )}</div>
<div class="post"><h3>Why they left</h3>${
      left === 0
        ? none('Nobody left.')
        : bars(
            causes.map(([cause, n]) => ({ name: saidOf(CAUSE_WORDS, cause), share: n / left })),
            { series: 0, most: 1 }
          )
    }</div></div>`,
    numbers(
      table(
        'Endings and causes, in numbers',
        [
          { name: 'What', isWord: true, cell: ([name]) => name },
          { name: 'Visits', cell: ([, n]) => count(n) },
          { name: 'Share', cell: ([, , share]) => percent(share) }
        ],
        [
          ...sorted(ended).map(([name, n]) => [saidOf(ENDING_WORDS, name), n, n / all] as const),
          ...causes.map(([cause, n]) => [`left: ${saidOf(CAUSE_WORDS, cause)}`, n, n / left] as const)
        ]
      )
    )
  )
}

function moods({ mindsets }: RunResult): Html | null {
  const rows = Object.entries(mindsets)
    .filter(([, share]) => Number.isFinite(share))
    .sort((a, b) => b[1] - a[1])
  const [first] = rows
  if (!first || first[1] <= 0) return null
  return section(
    'How they felt in the end',
    `${percent(first[1])} were ${saidOf(MOOD_WORDS, first[0])}`,
    bars(
      rows.map(([mood, share]) => ({ name: saidOf(MOOD_WORDS, mood), share })),
      { series: 0, most: 1 }
    )
  )
}

const total = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((sum, n) => sum + n, 0)
const sorted = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .filter(([, n]) => n > 0)
    .sort((a, b) => b[1] - a[1])
