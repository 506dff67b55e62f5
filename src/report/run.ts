import type { MetricValue, RunResult } from '../contract/result.ts'
import { asked } from './asked.ts'
import { creators } from './creators.ts'
import { createPen } from './drawing.ts'
import { gauged } from './gauged.ts'
import { fact, glance, REHEARSED } from './glance.ts'
import { type Html, html } from './html.ts'
import { warnings, whoOf } from './manifest-words.ts'
import { method } from './method.ts'
import { scaleOf } from './metric-units.ts'
import { page } from './page.ts'
import { runChange } from './run-change.ts'
import { endings, moods } from './run-endings.ts'
import { metrics } from './run-metrics.ts'
import { season } from './season.ts'
import { spread } from './spread.ts'
import { staying } from './stay.ts'
import { capital, clip, count, figure, listed, many, percent, printable } from './text.ts'
import { isKnown, metricName } from './words.ts'

/** What came of a population meeting a recommender, as one HTML file that needs neither network nor script. */
export async function renderRun(given: RunResult): Promise<string> {
  const result = printable(given)
  const { manifest } = result
  const pen = await createPen()
  return page({
    title: `Run: ${manifest.recommender.name}`,
    kind: 'A population meets a recommender',
    headline: headline(result),
    rests: rests(result),
    notes: warnings([result], result.interrupted),
    sections: [
      keyFigures(result),
      staying([{ name: manifest.recommender.name, result }], pen),
      metrics(result, pen),
      endings(result),
      result.creators ? creators(result.creators, pen) : null,
      result.season ? season(result.season, pen) : null,
      moods(result),
      result.spread ? spread(result.spread, pen) : null,
      gauged(result.gauges),
      asked(result.model, result.mindAccount),
      runChange(result),
      method(
        [
          `${capital(many(result.userSteps, 'slate'))} were gone through in ${figure(result.seconds)} s, ${count(result.userStepsPerSecond)} a second; these two figures of time are all that differs between two runs of the same manifest${manifest.model ? ', as long as the language model answers the same: kept answers do' : ''}.`,
          ...(result.calibration?.says ?? []),
          ...result.notes.map((note) => clip(`${capital(note)}.`, 300))
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

/** What was rehearsed, with whom, by what, and how sure it is. */
function rests({ manifest, metrics: { retention }, model }: RunResult): Html {
  const { recommender, catalogue, turns, slateSize, sessions, mindset, mind, seed } = manifest
  const sure =
    retention && isKnown(retention)
      ? `${percent(retention.low)} to ${percent(retention.high)} go on to the end (95% interval over people)`
      : 'See the intervals below'
  return html`${glance([
    [
      'Rehearsed',
      `“${clip(recommender.name, 60)}” over ${many(catalogue.items, 'item')}: ${many(sessions, 'visit')} of up to ${many(turns, 'slate')} of ${slateSize}`
    ],
    ['With', whoOf(manifest)],
    ['How sure', sure],
    [
      'Made by',
      `The mind “${clip(mind.name, 60)}” and the mindset “${clip(mindset.name, 60)}”${model ? `, language model “${clip(model.model, 60)}”` : ''}; seed ${String(seed)}`
    ]
  ])}<p class="aside">${REHEARSED}</p>`
}

const KEY_FIGURES = ['retention', 'session-length', 'click-rate', 'satisfaction']

/** The four figures that one asks for first, as far as they are there. */
function keyFigures({ metrics: all }: RunResult): Html | null {
  const known = KEY_FIGURES.flatMap((name): [string, MetricValue][] => {
    const metric = all[name]
    return metric && isKnown(metric) ? [[name, metric]] : []
  })
  if (known.length === 0) return null
  return html`<div class="cards one"><div class="card"><dl>${known.map(([name, { unit, value, low, high }]) => {
    const { format } = scaleOf(unit)
    return fact(
      metricName(name),
      format(value),
      `${format(low)} to ${format(high)}${scaleOf(unit).isShare ? '' : ` ${unit}`}`
    )
  })}</dl></div></div>`
}
