import { aside, bothWidths, figureOf, numbers, table } from './blocks.ts'
import { dotChart } from './dots.ts'
import { type Html, html } from './html.ts'
import { section } from './page.ts'
import { isLevel } from './react-headline.ts'
import { withInterval } from './react-mix.ts'
import type { Named, ReactView } from './react-view.ts'
import { count, figure, many, percent } from './text.ts'
import { isKnown } from './words.ts'

const MOST_DRAWN = 40

/** All posts by how often they are opened; nothing where there are but few. */
export function ranking(view: ReactView): Html | null {
  const { all, pen, isRanking } = view
  if (!isRanking) return null
  const [first] = all as [Named]
  const known = all.filter(({ reaction }) => isKnown(reaction.overall.rates.click))
  const drawn = known.slice(0, MOST_DRAWN)
  const level = known.filter((post) => post !== first && isLevel(first, post)).length
  const chart = (isNarrow: boolean) =>
    dotChart(
      pen,
      drawn.map((post) => ({
        label: `${post.key} · ${post.reaction.label}`,
        says: post.name,
        dots: [post.reaction.overall.rates.click],
        colour: post === first || isLevel(first, post) ? 'var(--s1)' : 'var(--muted)'
      })),
      {
        says: `Share who opened each of ${many(drawn.length, 'post')}, with 95% intervals, most opened first`,
        format: percent,
        ...(isNarrow
          ? { width: 360, names: { px: 190, columns: 27 }, ticks: 3 }
          : { width: 760, names: { px: 320, columns: 46 }, ticks: 6 })
      }
    )
  return section(
    'The ranking',
    level === 0
      ? 'The first is ahead of all others'
      : `${level + 1} posts share the lead: which of them is ahead is too close to call`,
    aside(
      `Share of those shown it who opened it, with 95% intervals. Blue: the first, and those whose interval overlaps with its own.${known.length > drawn.length ? ` Drawn are the first ${MOST_DRAWN}; the table has all ${all.length}.` : ''}`
    ),
    drawn.length > 0 ? figureOf(null, bothWidths(chart(false), chart(true))) : null,
    numbers(tableOf(all), `All ${all.length} in numbers`)
  )
}

const tableOf = (all: readonly Named[]) =>
  table(
    'Ranking',
    [
      { name: 'Rank', cell: ({ key }) => key },
      { name: 'Post', isWord: true, cell: ({ name }) => html`<bdi>${name}</bdi>` },
      { name: 'Met by', cell: ({ reaction }) => count(reaction.reached) },
      { name: 'Opened', cell: ({ reaction }) => withInterval(reaction.overall.rates.click) },
      { name: 'Liked', cell: ({ reaction }) => percent(reaction.overall.rates.like.value) },
      { name: 'Shared', cell: ({ reaction }) => percent(reaction.overall.rates.share.value) },
      { name: 'Left after', cell: ({ reaction }) => percent(reaction.overall.rates.leave.value) },
      { name: 'Median watched', cell: ({ reaction }) => percent(reaction.overall.watch.medianRatio) },
      { name: 'Mean seconds', cell: ({ reaction }) => figure(reaction.overall.watch.meanSeconds) }
    ],
    all
  )
