import type { DayValue, SeasonResult } from '../../contract/season.ts'
import { count, decimal, interval, percent } from '../figures.ts'
import type { Look } from '../output.ts'
import { table } from '../table.ts'
import { wrap } from '../text.ts'
import { sparkline } from '../train/sparkline.ts'

/** Values that a line has room for. */
const ROOM = 24

/** What happened from day to day: who comes back, and how what they open changes. */
export function seasonLines(season: SeasonResult, { width, paint }: Look): string[] {
  const { retention, days } = season
  const series: [string, readonly { readonly value: number }[], (value: number) => string][] = [
    ['there on the day', season.active, percent],
    ['of them away for a week', season.reactivated, percent],
    ['opened', season.opened, percent],
    ['breadth, topics', season.breadth, decimal],
    ['in a bubble', season.bubble, percent],
    ['out of it since', season.escape, percent],
    ['alike, two people', season.likeness, percent],
    ['inequality of items', season.inequality, decimal],
    ['moved since day 0', season.drift, decimal]
  ]
  return [
    '',
    paint('bold', `From day 0 to day ${count(days)}`),
    ...wrap(
      `back on ${retention.map((one) => `D${one.day} ${percent(one.value)} (${range(one)})`).join(', ')}`,
      width,
      2
    ),
    ...table(
      [{ text: 'first' }, { text: 'last' }, { text: '', align: 'left' }],
      series
        .filter(([, values]) => values.length > 1)
        .map(([label, values, say]) => ({
          label,
          cells: [say(values[0]!.value), say(values.at(-1)!.value), sparkline(thinned(values))].map((text) => ({
            text
          }))
        })),
      width,
      paint
    ),
    ''
  ]
}

const range = ({ low, high }: DayValue) => interval(100 * low, 100 * high)

function thinned(values: readonly { readonly value: number }[]): number[] {
  const step = Math.max(1, Math.ceil(values.length / ROOM))
  return values.filter((_, at) => at % step === 0).map(({ value }) => value)
}
