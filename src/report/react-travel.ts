import type { Travel } from '../contract/travel.ts'
import { aside, figureOf, numbers, table } from './blocks.ts'
import type { Pen } from './drawing.ts'
import { type Html, html } from './html.ts'
import { section } from './page.ts'
import { seriesColour } from './palette.ts'
import { chip, keyOf, type Named, type ReactView } from './react-view.ts'
import { count, figure, listed, many, signed } from './text.ts'

type Travelled = Named & { readonly travel: Travel }

/** How far posts go from person to person; nothing where nobody follows anybody. */
export function travels(view: ReactView): Html | null {
  const posts = view.shown.flatMap((post): Travelled[] => {
    const { travel } = post.reaction.spread
    return travel ? [{ ...post, travel }] : []
  })
  const [first] = posts
  if (!first) return null
  const { graph, worlds, people } = first.travel
  return section(
    'Does it travel',
    finding(posts),
    posts.length > 1 ? keyOf(posts) : null,
    aside(
      `In each of ${many(worlds, 'world')}, ${count(first.travel.seeded.value)} of ${count(people)} people are shown it on their first slate; the others meet it only where somebody whom they follow (“${graph}”) shares it. Means over worlds with 95% intervals over worlds: people of one world are not independent of each other.`
    ),
    figureOf(
      'People who began to share it, or had it from another: counted up, slate by slate',
      chart(posts, view.pen)
    ),
    difference(view, posts),
    numbers(
      table(
        'How far it goes',
        [
          { name: 'Post', isWord: true, cell: (post: Travelled) => (posts.length > 1 ? chip(post) : post.name) },
          { name: 'Shown to', cell: ({ travel }) => count(travel.seeded.value) },
          { name: 'Reached', cell: ({ travel }) => ranged(travel.reached) },
          { name: 'Sharers', cell: ({ travel }) => ranged(travel.shares) },
          { name: 'Each makes others share', cell: ({ travel }) => ranged(travel.reproduction) },
          { name: 'Steps', cell: ({ travel }) => ranged(travel.depth) },
          { name: 'Structural virality', cell: ({ travel }) => ranged(travel.structuralVirality) }
        ],
        posts
      )
    )
  )
}

const ranged = ({ value, low, high }: Travel['reached']): Html =>
  html`${figure(value)} <small>${figure(low)} to ${figure(high)}</small>`

function finding(posts: readonly Travelled[]): string {
  const parts = posts.map(({ key, travel: { perSeed, reproduction } }) => {
    const what = posts.length > 1 ? key : 'it'
    const how =
      reproduction.low >= 1
        ? 'goes on by itself'
        : reproduction.high < 1
          ? 'dies out by itself'
          : 'may or may not go on by itself'
    return `${what} ${how} (${figure(perSeed.value)} people reached for each whom it is shown to)`
  })
  const text = listed(parts)
  return text[0]!.toUpperCase() + text.slice(1)
}

/** Which goes further, over whole worlds. */
function difference({ result }: ReactView, posts: readonly Travelled[]): Html | null {
  const keys = new Map(posts.map(({ key, reaction }) => [reaction.label, key]))
  const rows = result.comparison.filter(({ metric }) => metric === 'reached')
  if (rows.length === 0) return null
  return html`<p>${rows.map(({ a, b, difference: by, low, high, n }) => {
    const open = low <= 0 && high >= 0 ? ', too close to call' : ''
    const way = by < 0 ? 'fewer' : 'more'
    return html`${keys.get(b) ?? b} reaches ${figure(Math.abs(by))} people ${way} than ${keys.get(a) ?? a} (95%: ${signed(low, 1)} to ${signed(high, 1)}; ${many(n, 'world')}${open}). `
  })}</p>`
}

function chart(posts: readonly Travelled[], { Plot, draw }: Pen): Html {
  const rows = posts.flatMap(({ key, series, travel }) => {
    let sum = 0
    return travel.byRound.map((n, round) => {
      sum += n
      return { key, series, round, sum }
    })
  })
  const ends = posts.map(({ key, series, travel }) => ({
    key: posts.length > 1 ? key : '',
    series,
    round: travel.byRound.length - 1,
    sum: travel.byRound.reduce((total, n) => total + n, 0)
  }))
  return draw(
    `People reached by shares, counted up over rounds: ${ends.map(({ sum }) => figure(sum)).join(' and ')} in the end.`,
    {
      width: 760,
      height: 280,
      marginLeft: 48,
      marginRight: 40,
      marginBottom: 42,
      x: {
        label: 'slates since the first share',
        labelAnchor: 'center',
        labelArrow: 'none',
        tickSize: 0,
        ticks: Array.from({ length: Math.max(...ends.map(({ round }) => round)) + 1 }, (_, round) => round),
        tickFormat: count
      },
      y: { label: null, grid: true, tickSize: 0, zero: true },
      marks: [
        ...posts.map(({ key, series }) =>
          Plot.lineY(
            rows.filter((row) => row.key === key),
            { x: 'round', y: 'sum', stroke: seriesColour(series), strokeWidth: 2.4 }
          )
        ),
        Plot.text(ends, { x: 'round', y: 'sum', text: 'key', dx: 10, textAnchor: 'start', fontWeight: 700 })
      ]
    }
  )
}
