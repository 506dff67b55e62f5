import type { Measured, Reaction } from '../contract/result.ts'
import { aside, figureOf, none, numbers, table } from './blocks.ts'
import { type DotRow, dotChart } from './dots.ts'
import { isClear } from './forest.ts'
import { type Html, html } from './html.ts'
import { section } from './page.ts'
import { called, chip, keyOf, type Named, type ReactView } from './react-view.ts'
import { capital, clip, count, percent } from './text.ts'
import { isKnown, knownOrNull, phrase, RATE_WORDS, RATES } from './words.ts'

/** Segments drawn at most; the table has all. */
const MOST = 12

interface Group {
  readonly name: string
  readonly says: string
  readonly isSum: boolean
  /** In the order of the posts; null where a post met nobody of it. */
  readonly reactions: readonly (Reaction | null)[]
}

/** What people did, segment by segment. */
export function mix(view: ReactView): Html {
  const { pen, shown } = view
  const groups = groupsOf(view)
  const drawn = groups.drawn.filter(({ reactions }) => reactions.some((one) => one !== null && one.n > 0))
  if (drawn.length === 0) return section('What they did', 'Nobody was shown it', none('There is nothing to draw.'))
  const panels = RATES.map((rate) => {
    const rows = drawn.map(
      ({ name, says, isSum, reactions }): DotRow => ({
        label: name,
        says,
        isSum,
        dots: reactions.map((one) => (one ? knownOrNull(one.rates[rate]) : null))
      })
    )
    const says = `Share of people who ${RATE_WORDS[rate]}, by segment, with 95% intervals`
    return figureOf(
      html`${capital(RATE_WORDS[rate])} <small>${rate}</small>`,
      dotChart(pen, rows, { says, format: percent, series: shown.length > 1 ? shown.map(({ key }) => key) : [] })
    )
  })
  return section(
    'What they did',
    finding(view),
    keyOf(shown),
    aside(
      `Shares of those who were shown the post, with 95% intervals; one person may do several things. Each panel has its own scale.${groups.left > 0 ? ` Drawn are the ${MOST} largest segments; the table has ${groups.left} more.` : ''}`
    ),
    html`<div class="panels">${panels}</div>`,
    numbers(tableOf(view, groups.all))
  )
}

function groupsOf({ shown, result }: ReactView) {
  const of = (find: (post: Named) => Reaction | undefined) => shown.map((post) => find(post) ?? null)
  const names = result.populations
  const sums = [
    ...(names.length === 1
      ? []
      : [{ name: 'everybody', says: 'everybody', isSum: true, reactions: of((post) => post.reaction.overall) }]),
    ...names.map((name) => ({
      name,
      says: name,
      isSum: true,
      reactions: of(
        ({ reaction }) =>
          reaction.populations.find((one) => one.population === name) ??
          (names.length === 1 ? reaction.overall : undefined)
      )
    }))
  ]
  const places = new Map(
    shown.flatMap(({ reaction }) =>
      reaction.segments.map((one) => [JSON.stringify([one.population, one.segment]), one] as const)
    )
  )
  const segments = [...places.values()].map(({ population, segment }) => ({
    name: segment,
    population,
    says: `${population}, ${segment}`,
    isSum: false,
    reactions: of(({ reaction }) =>
      reaction.segments.find((one) => one.population === population && one.segment === segment)
    )
  }))
  const size = ({ reactions }: Group) => Math.max(...reactions.map((one) => one?.n ?? 0))
  const isAlone = segments.length === names.length // a segment a population: the sums say it all
  const largest = new Set([...segments].sort((a, b) => size(b) - size(a)).slice(0, isAlone ? 0 : MOST))
  const under = (sum: Group, among: Iterable<(typeof segments)[number]>) => [
    sum,
    ...[...among].filter(({ population }) => population === sum.name).sort((a, b) => size(b) - size(a))
  ]
  const ordered = (among: Iterable<(typeof segments)[number]>): Group[] => [
    ...(names.length === 1 ? [] : sums.slice(0, 1)),
    ...sums.slice(names.length === 1 ? 0 : 1).flatMap((sum) => under(sum, among))
  ]
  return { drawn: ordered(largest), all: ordered(segments), left: isAlone ? 0 : segments.length - largest.size }
}

/** Who opens the leading post most and least, where the two can be told apart. */
function finding(view: ReactView): string {
  const post = leader(view)
  const click = ({ rates }: { rates: { click: Measured } }) => rates.click
  const segments = post.reaction.segments
    .filter((one) => isKnown(click(one)))
    .sort((a, b) => click(b).value - click(a).value)
  const [most, least] = [segments[0], segments.at(-1)]
  const overall = post.reaction.overall.rates
  const it = called(post, view)
  if (!most || !least || most === least)
    return `${percent(overall.click.value)} open ${it}, ${percent(overall.like.value)} like it, ${percent(overall.share.value)} share it`
  const [top, bottom] = [click(most), click(least)]
  if (!isClear({ low: top.low - bottom.high, high: top.high - bottom.low }))
    return `All segments open ${it} about as often, around ${percent(overall.click.value)}`
  return `${capital(clip(most.segment, 48))} open ${it} most (${percent(top.value)}), ${clip(least.segment, 48)} least (${percent(bottom.value)})`
}

/** The post that more people open, whether for sure or not. */
export function leader({ shown }: ReactView): Named {
  const value = ({ reaction }: Named) => reaction.overall.rates.click.value
  return shown.reduce((best, post) => (value(post) > value(best) || Number.isNaN(value(best)) ? post : best))
}

function tableOf({ shown }: ReactView, groups: readonly Group[]): Html {
  const rows = groups.flatMap((group) =>
    group.reactions.flatMap((one, at) => (one ? [{ group, one, post: shown[at]! }] : []))
  )
  return table(
    'What they did, in numbers',
    [
      { name: 'Who', isWord: true, cell: ({ group }) => (group.isSum ? html`<b>${group.name}</b>` : group.says) },
      ...(shown.length > 1
        ? [{ name: 'Post', isWord: true, cell: ({ post }: (typeof rows)[number]) => chip(post) }]
        : []),
      { name: 'People', cell: ({ one }) => count(one.n) },
      ...RATES.map((rate) => ({
        name: phrase(rate),
        cell: ({ one }: (typeof rows)[number]) => withInterval(one.rates[rate])
      }))
    ],
    rows
  )
}

export const withInterval = (measured: Measured, format: (value: number) => string = percent): Html | string =>
  isKnown(measured)
    ? html`${format(measured.value)}<br><small>${format(measured.low)} to ${format(measured.high)}</small>`
    : '–'
