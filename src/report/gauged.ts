import type { Gauge, Gauges, GaugeVerdict } from '../contract/gauges.ts'
import { aside, type Column, numbers, table } from './blocks.ts'
import { type Html, html } from './html.ts'
import { section } from './page.ts'
import { clip, many } from './text.ts'

const JUDGED: ReadonlySet<string> = new Set(['like people', 'too high', 'too low'] satisfies GaugeVerdict[])

/** How far these people behaved like people, where that was looked at. */
export function gauged(gauges: Gauges | undefined): Html | null {
  if (!gauges || gauges.gauges.length === 0) return null
  const judged = gauges.gauges.filter(({ verdict }) => JUDGED.has(verdict))
  const unread = gauges.gauges.length - judged.length
  const others = judged.filter(({ verdict }) => verdict !== 'like people')
  const alike = judged.filter(({ verdict }) => verdict === 'like people').length
  return section(
    'Are they like people?',
    judged.length === 0
      ? 'There is too little to tell whether they are like people'
      : `${alike} of ${many(judged.length, 'gauge')} that can be read ${alike === 1 ? 'is' : 'are'} like people’s`,
    aside(
      `Measured on ${many(gauges.people, 'person', 'people')} and ${many(gauges.impressions, 'impression')}, and held against published figures of people.${unread > 0 ? ` Another ${many(unread, 'gauge')} had no reference, or too few people to tell.` : ''}`
    ),
    others.length === 0 ? null : table<Gauge>('Gauges that are not like people', columns(false), others),
    numbers(
      table<Gauge>('All gauges', columns(true), gauges.gauges),
      `All ${gauges.gauges.length} gauges with their references`
    )
  )
}

const columns = (isFull: boolean): Column<Gauge>[] => [
  { name: 'Gauge', isWord: true, cell: ({ label }) => clip(label, 80) },
  {
    name: 'Verdict',
    isWord: true,
    cell: ({ verdict }) =>
      html`<b class="${verdict === 'like people' ? 'good' : JUDGED.has(verdict) ? 'bad' : 'open'}">${verdict}</b>`
  },
  {
    name: 'In a sentence',
    isWord: true,
    cell: ({ says, source }) =>
      html`${clip(says, 300)}${isFull && source ? html`<br><small>${clip(source, 240)}</small>` : null}`
  }
]
