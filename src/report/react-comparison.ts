import type { Comparison } from '../contract/result.ts'
import { aside, figureOf, none, numbers, table } from './blocks.ts'
import { type Difference, forest, holdsUp } from './forest.ts'
import { type Html, html } from './html.ts'
import { section } from './page.ts'
import { seriesColour } from './palette.ts'
import { chip, keyOf, type Named, type ReactView } from './react-view.ts'
import { capital, count, listed, many, signed } from './text.ts'
import { phrase } from './words.ts'

const WORSE_WHEN_HIGHER = new Set(['skip', 'leave'])

/** A unit that differences are told in; each has a chart of its own. */
interface Unit {
  readonly name: string
  readonly scale: number
  readonly digits: number
}
const POINTS: Unit = { name: 'percentage points', scale: 100, digits: 1 }
const SECONDS: Unit = { name: 'seconds', scale: 1, digits: 1 }
const PLAIN: Unit = { name: 'its own unit', scale: 1, digits: 2 }
const UNITS: Readonly<Record<string, Unit>> = {
  click: POINTS,
  like: POINTS,
  comment: POINTS,
  share: POINTS,
  skip: POINTS,
  leave: POINTS,
  watch: SECONDS
}

const METRICS: Readonly<Record<string, string>> = {
  click: 'open it',
  like: 'like it',
  comment: 'comment on it',
  share: 'share it',
  skip: 'pass it by',
  leave: 'leave right after',
  watch: 'seconds on it, of all shown'
}
const NOUNS: Readonly<Record<string, string>> = {
  click: 'opening',
  like: 'likes',
  comment: 'comments',
  share: 'shares',
  skip: 'passing by',
  leave: 'leaving',
  watch: 'seconds'
}
const nounOf = (metric: string) => (Object.hasOwn(NOUNS, metric) ? NOUNS[metric]! : phrase(metric))
const unitOf = ({ metric }: Comparison) => (Object.hasOwn(UNITS, metric) ? UNITS[metric]! : PLAIN)
const nameOf = (metric: string) => (Object.hasOwn(METRICS, metric) ? METRICS[metric]! : phrase(metric))

/** What differs between posts, pair by pair; nothing where there is one post. */
export function comparison(view: ReactView): Html | null {
  const { all, shown, result, isRanking } = view
  if (all.length < 2) return null
  const named = new Map(shown.map((post) => [post.reaction.label, post]))
  const known = result.comparison.filter(
    ({ metric, difference, low, high }) => metric !== 'reached' && [difference, low, high].every(Number.isFinite)
  )
  const rows = known.flatMap((one) => {
    const [a, b] = [named.get(one.a), named.get(one.b)]
    return a && b ? [{ ...one, of: { a, b } }] : []
  })
  if (rows.length === 0)
    return section('What differs', 'Nothing could be compared', none('Nobody was shown two of the posts.'))
  const pairs = [...new Map(rows.map(({ of }) => [`${of.a.key} ${of.b.key}`, of])).values()]
  return section(
    'What differs',
    finding(rows),
    keyOf(shown),
    aside(
      `Differences with 95% intervals${isRanking ? ', between neighbours in the ranking' : ', on the same people with the same luck'}. Coloured by the post that a difference speaks for; grey where the interval holds 0; hollow where it does not outlast the correction for how many were looked at (Holm, p < 0.05).${isRanking ? '' : ' The verdict is about opening alone, and so needs no such correction.'}`
    ),
    ...pairs.map((pair) =>
      ofPair(
        view,
        pair,
        rows.filter(({ of }) => of.a === pair.a && of.b === pair.b)
      )
    ),
    numbers(tableOf(rows))
  )
}

type Row = Comparison & { readonly of: { readonly a: Named; readonly b: Named } }

/** The post that a difference speaks for. */
const favoured = ({ difference, metric, of }: Row) => (difference > 0 !== WORSE_WHEN_HIGHER.has(metric) ? of.b : of.a)

function finding(rows: readonly Row[]): string {
  const sure = rows.filter(holdsUp)
  if (sure.length === 0) return `None of ${many(rows.length, 'difference')} is larger than luck would make it`
  const posts = [...new Set(sure.map(favoured))]
  const parts = posts.map((post) => {
    const own = sure.filter((row) => favoured(row) === post)
    return `${own.length} for ${post.key} (${listed([...new Set(own.map(({ metric }) => nounOf(metric)))])})`
  })
  return `${sure.length} of ${many(rows.length, 'difference')} ${sure.length === 1 ? 'holds' : 'hold'} up: ${listed(parts)}`
}

function ofPair(view: ReactView, { a, b }: Row['of'], rows: readonly Row[]): Html {
  const units = [...new Set(rows.map(unitOf))]
  const charts = units.flatMap((unit) =>
    unit === PLAIN
      ? [...new Set(rows.filter((row) => unitOf(row) === PLAIN).map(({ metric }) => metric))].map((metric) => ({
          unit,
          own: rows.filter((row) => row.metric === metric)
        }))
      : [{ unit, own: rows.filter((row) => unitOf(row) === unit) }]
  )
  return html`<div class="post">${view.shown.length > 2 ? html`<h3>${chip(b)} <span>minus</span> ${chip(a)}</h3>` : null}${charts.map(
    ({ unit, own }) => {
      const isOnePopulation = new Set(own.map(({ population }) => population)).size === 1
      const differences = own.map(
        (row): Difference => ({
          label: isOnePopulation ? capital(nameOf(row.metric)) : row.population,
          group: isOnePopulation ? '' : capital(nameOf(row.metric)),
          difference: row.difference * unit.scale,
          low: row.low * unit.scale,
          high: row.high * unit.scale,
          p: row.p,
          colour: seriesColour(favoured(row).series)
        })
      )
      const says = `Differences ${b.key} minus ${a.key} in ${unit.name}, with 95% intervals`
      const chart = forest(view.pen, differences, {
        says,
        axis: `${b.key} minus ${a.key}, ${unit.name}`,
        format: (value) => signed(value, unit.digits)
      })
      return figureOf(null, chart)
    }
  )}</div>`
}

function tableOf(rows: readonly Row[]): Html {
  const number = (row: Row, value: number) => signed(value * unitOf(row).scale, unitOf(row).digits)
  return table<Row>(
    'What differs, in numbers',
    [
      { name: 'What', isWord: true, cell: ({ metric }) => nameOf(metric) },
      { name: 'Population', isWord: true, cell: ({ population }) => population },
      { name: 'b − a', isWord: true, cell: ({ of }) => `${of.b.key} − ${of.a.key}` },
      { name: 'Difference', cell: (row) => number(row, row.difference) },
      { name: '95% interval', cell: (row) => `${number(row, row.low)} to ${number(row, row.high)}` },
      { name: 'Unit', isWord: true, cell: (row) => unitOf(row).name },
      { name: 'p (Holm)', cell: ({ p }) => chance(p) },
      { name: 'People', cell: ({ n }) => count(n) }
    ],
    rows
  )
}

export const chance = (p: number): string => (!Number.isFinite(p) ? '–' : p < 0.001 ? '< 0.001' : p.toFixed(3))
