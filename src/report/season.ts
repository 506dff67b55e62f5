import type { DayValue, SeasonResult } from '../contract/season.ts'
import { aside, figureOf, numbers, table } from './blocks.ts'
import type { Pen } from './drawing.ts'
import { fact } from './glance.ts'
import { type Html, html } from './html.ts'
import { section } from './page.ts'
import { seriesColour } from './palette.ts'
import { count, figure, listed, percent } from './text.ts'

interface Line {
  readonly name: string
  readonly says: string
  readonly rows: readonly DayValue[]
  readonly format: (value: number) => string
  readonly series: number
}

/** What happened to a population from day to day. */
export function season(found: SeasonResult, pen: Pen): Html {
  const lines = linesOf(found).filter(({ rows }) => rows.length > 1)
  return section(
    'From day to day',
    finding(found),
    aside(
      `Everybody comes on day 0, and again on the days that its mind says. Lines with 95% bands over people; breadth, bubbles, likeness and drift over ${count(found.followed)} people, by the topics of what they opened. In a bubble: narrower than one in five was on day 0.`
    ),
    html`<div class="cards one"><div class="card"><dl>${found.retention
      .filter(({ day }) => [1, 7, 30].includes(day) || found.days < 7)
      .slice(0, 4)
      .map(({ day, value, low, high }) =>
        fact(`back on day ${day}`, percent(value), `${percent(low)} to ${percent(high)}`)
      )}</dl></div></div>`,
    html`<div class="panels">${lines.map((line) => figureOf(line.name, chart(line, pen)))}</div>`,
    numbers(
      table(
        'Day by day',
        [
          { name: 'Day', cell: (day: number) => String(day) },
          ...lines.map(({ name, rows, format }) => ({
            name,
            cell: (day: number): Html | string => {
              const row = rows.find((one) => one.day === day)
              return row ? html`${format(row.value)} <small>${format(row.low)} to ${format(row.high)}</small>` : ''
            }
          }))
        ],
        Array.from({ length: found.days + 1 }, (_, day) => day)
      )
    )
  )
}

function linesOf(found: SeasonResult): Line[] {
  const certain = found.inequality.map(({ day, value }) => ({ day, value, low: value, high: value, n: 0 }))
  const staying = found.churn.map(({ turn, share, low, high, atRisk }) => ({
    day: turn,
    value: share,
    low,
    high,
    n: atRisk
  }))
  const line = (name: string, says: string, rows: readonly DayValue[], series: number, format = percent): Line => ({
    name,
    says,
    rows,
    format,
    series
  })
  return [
    line('Who is there', 'Share of all people who are there on each day', found.active, 0),
    line('Who is not lost (Kaplan–Meier)', 'Share of people who still come, by days until the last visit', staying, 0),
    line(
      'Who was away for a week',
      'Share of those present who had been away for a week or longer',
      found.reactivated,
      0
    ),
    line('What is opened', 'Share of what people look at that they open', found.opened, 1),
    line(
      'Breadth: topics of what one opens',
      'Effective number of topics of what a person opens on a day',
      found.breadth,
      2,
      figure
    ),
    line('In a bubble', 'Share of people who are narrower than one in five was on day 0', found.bubble, 2),
    line('Out of it since', 'Of those in a bubble when last there, the share out of it', found.escape, 2),
    line('Two people open the same', 'Overlap of what two people open on a day', found.likeness, 3),
    line('Inequality among items', 'Gini of how often each item is opened on a day', certain, 3, figure),
    line(
      'Moved since the first day',
      'One less the cosine of topics opened now and on the first day',
      found.drift,
      2,
      figure
    )
  ]
}

function finding({ retention, breadth, likeness, days }: SeasonResult): string {
  const back = retention
    .filter(({ day }) => [1, 7, 30].includes(day))
    .map(({ day, value }) => `${percent(value)} on day ${day}`)
  const [first, last] = [breadth[0], breadth.at(-1)]
  const [before, after] = [likeness[0], likeness.at(-1)]
  const moves: string[] = []
  if (first && last && (last.high < first.low || last.low > first.high))
    moves.push(`what one opens grows ${last.value < first.value ? 'narrower' : 'wider'}`)
  if (before && after && (after.high < before.low || after.low > before.high))
    moves.push(`people grow ${after.value > before.value ? 'more' : 'less'} alike`)
  const text = [...(back.length > 0 ? [`${listed(back)} are there again`] : []), ...moves]
  return text.length > 0 ? capitalised(listed(text)) : `${count(days)} days, and nothing clearly changes`
}

const capitalised = (text: string) => text[0]!.toUpperCase() + text.slice(1)

function chart({ says, rows, format, series }: Line, { Plot, draw }: Pen): Html {
  const known = rows.filter(({ value }) => Number.isFinite(value))
  return draw(
    `${says}: ${format(known[0]?.value ?? Number.NaN)} on day ${known[0]?.day ?? 0}, ${format(known.at(-1)?.value ?? Number.NaN)} on day ${known.at(-1)?.day ?? 0}.`,
    {
      width: 440,
      height: 220,
      marginLeft: 48,
      marginBottom: 38,
      x: { label: 'day', labelAnchor: 'center', labelArrow: 'none', tickSize: 0, tickFormat: count },
      y: { label: null, grid: true, tickSize: 0, nice: true, ticks: 4, tickFormat: format },
      marks: [
        Plot.areaY(known, { x: 'day', y1: 'low', y2: 'high', fill: seriesColour(series), fillOpacity: 0.18 }),
        Plot.lineY(known, { x: 'day', y: 'value', stroke: seriesColour(series), strokeWidth: 2.2 })
      ]
    }
  )
}
