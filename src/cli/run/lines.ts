import type { MetricValue, RunResult } from '../../contract/result.ts'
import { askedLines } from '../asked.ts'
import { count, decimal, decimalInterval, interval, NOTHING, percent, words } from '../figures.ts'
import { INTERRUPTED_LINE, type Look } from '../output.ts'
import { runBy } from '../running.ts'
import { table } from '../table.ts'
import { wrap } from '../text.ts'
import { gaugeLines } from './gauging.ts'
import { mindLines } from './minding.ts'
import { creatorLines } from './publishing.ts'
import { seasonLines } from './seasons.ts'
import { spreadLines } from './spreading.ts'

const HEADS = [
  { text: 'value' },
  { text: '95 %' },
  { text: 'people' },
  { text: '' },
  { text: 'unit', align: 'left' }
] as const
export const ARROWS = { higher: '↑', lower: '↓', neither: '' } as const

/** Whether a metric is read in percent. */
export const isShare = (unit: string): boolean => unit.startsWith('share')

/** A value in its unit, `of sessions` where it is a share. */
export const inUnit = ({ value, unit }: Pick<MetricValue, 'value' | 'unit'>): string =>
  isShare(unit) ? percent(value) : decimal(value)

/** What is printed of a run. Its texts must be plain already. */
export function runLines(result: RunResult, look: Look): string[] {
  const { width, paint } = look
  const { metrics, endings, mindsets, leaveCauses, userSteps, userStepsPerSecond, interrupted, audited, manifest } =
    result
  const { users, sessions, days, turns, slateSize, seed, mind, mindset, recommender, populations } = manifest
  const rows = Object.entries(metrics).map(([label, metric]) => ({ label, cells: cellsOf(metric) }))
  const list = (label: string, text: string) => wrap(`${label.padEnd(LABEL)}${text}`, width, LABEL)
  return [
    ...(interrupted ? [paint('yellow', INTERRUPTED_LINE), ''] : []),
    ...(failedLine(endings) ? [paint('yellow', failedLine(endings)), ''] : []),
    paint('bold', `${populations.map(({ name }) => name).join(', ')} met ${recommender.name}`),
    ...table(HEADS, rows, width, paint),
    paint('dim', '↑ more is better, ↓ less is better; the interval is over people'),
    '',
    ...list(
      'Ended',
      Object.entries(endings)
        .map(([how, n]) => `${how} ${count(n)}`)
        .join(', ')
    ),
    ...(result.lateSlates > 0
      ? list('Late', `${count(result.lateSlates)} slates were served from what was at hand`)
      : []),
    ...list('Left', inOrder(leaveCauses, (n) => count(n)) || 'nobody did'),
    ...(result.spread ? spreadLines(result.spread).flatMap((line, at) => list(at === 0 ? 'Spread' : '', line)) : []),
    ...(result.creators ? creatorLines(result.creators, look) : []),
    ...(result.season ? seasonLines(result.season, look) : []),
    ...list('Mood', `${inOrder(mindsets, percent) || NOTHING} when it was over`),
    ...list(
      'Pace',
      `${count(userSteps)} user-steps, ${count(userStepsPerSecond)} a second; ${runBy(manifest, audited)}`
    ),
    ...(result.mindAccount
      ? mindLines(result.mindAccount).flatMap((line, at) => list(at === 0 ? 'Mind' : 'Audit', line))
      : []),
    ...(result.model ? ['', ...askedLines(result.model, look), ''] : []),
    ...gaugeLines(result, look),
    ...wrap(
      `${count(users)} people; ${days === undefined ? `up to ${count(sessions)} ${sessions === 1 ? 'visit' : 'visits'}` : `${count(days)} days, a visit a day at most,`} of ${count(turns)} slates of ${slateSize}; seed ${seed}; ${mindset.name} mindset; ${mind.name} mind`,
      width
    ).map((line) => paint('dim', line))
  ]
}

const LABEL = 7

/** Figures over whole visits leave out those that failed, which may be those that would have lasted. */
function failedLine({ left, truncated, failed }: RunResult['endings']): string {
  const all = left + truncated + failed
  if (failed === 0 || failed < all / 20) return ''
  return `${count(failed)} of ${count(all)} visits failed: figures over whole visits speak of the others, and lean to those who left early`
}

function cellsOf({ value, low, high, n, unit, better }: MetricValue) {
  const of = isShare(unit) ? unit.replace(/^share ?/, '') : unit
  return [
    { text: inUnit({ value, unit }) },
    { text: isShare(unit) ? interval(100 * low, 100 * high) : decimalInterval(low, high) },
    { text: n === 0 ? NOTHING : count(n) },
    { text: ARROWS[better] },
    { text: of }
  ]
}

/** The largest first; zeros are not said. */
const inOrder = (counts: Readonly<Record<string, number | undefined>>, say: (n: number) => string): string =>
  Object.entries(counts)
    .flatMap(([name, n]) => (n ? [[name, n] as const] : []))
    .sort(([, a], [, b]) => b - a)
    .map(([name, n]) => `${words(name)} ${say(n)}`)
    .join(', ')
