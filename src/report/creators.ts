import type { CreatorResult } from '../contract/creator.ts'
import { aside, bars, figureOf, numbers, table } from './blocks.ts'
import type { Pen } from './drawing.ts'
import { type Html, html } from './html.ts'
import { section } from './page.ts'
import { seriesColour } from './palette.ts'
import { clip, count, percent } from './text.ts'

/** Those who published, and what came of it. */
export function creators(found: readonly CreatorResult[], pen: Pen): Html {
  const ranked = [...found].sort((a, b) => b.attention - a.attention)
  const [first] = ranked
  return section(
    'Who published',
    first && first.attention > 0
      ? `${clip(first.name, 60)} gets ${percent(first.attention)} of the time spent on what they published`
      : 'Nobody looked at what they published',
    aside(
      'Each post goes to those who follow its creator on the day that it is published; from then on it may be recommended to anybody. Creators see numbers of their own posts, and nothing else.'
    ),
    html`<div class="panels">${figureOf(
      'Share of the time',
      bars(
        ranked.map(({ name, attention }) => ({ name: clip(name, 40), share: attention })),
        { series: 0 }
      )
    )}${figureOf('Views of each post, by day', chart(ranked, pen))}</div>`,
    table(
      'Creators',
      [
        { name: 'Creator', isWord: true, cell: ({ name }) => clip(name, 60) },
        { name: 'Strategy', isWord: true, cell: ({ strategy }) => strategy },
        { name: 'Posts', cell: ({ posts }) => count(posts.length) },
        { name: 'Views', cell: ({ views }) => count(views) },
        { name: 'Likes', cell: ({ likes }) => count(likes) },
        {
          name: 'Followers',
          cell: ({ followersFirst, followersLast }) => `${count(followersFirst)} → ${count(followersLast)}`
        },
        { name: 'In the end', isWord: true, cell: ({ morale }) => morale }
      ],
      ranked
    ),
    numbers(
      table(
        'Posts',
        [
          { name: 'Post', isWord: true, cell: ({ post }) => clip(post.title, 80) },
          { name: 'Creator', isWord: true, cell: ({ name }) => clip(name, 40) },
          { name: 'Day', cell: ({ post }) => String(post.day) },
          { name: 'Shown', cell: ({ post }) => count(post.impressions) },
          { name: 'Views', cell: ({ post }) => count(post.views) },
          { name: 'Likes', cell: ({ post }) => count(post.likes) },
          { name: 'Shares', cell: ({ post }) => count(post.shares) },
          { name: 'Why', isWord: true, cell: ({ post }) => clip(post.why, 100) }
        ],
        ranked.flatMap(({ name, posts }) => posts.map((post) => ({ name, post })))
      )
    )
  )
}

function chart(ranked: readonly CreatorResult[], { Plot, draw }: Pen): Html {
  const rows = ranked.flatMap(({ name, posts }, series) =>
    posts.map(({ day, views, title }) => ({ name, day, views, title, series }))
  )
  return draw('Views of each post, by the day on which it was published.', {
    width: 440,
    height: 240,
    marginLeft: 48,
    marginBottom: 38,
    x: { label: 'day of publishing', labelAnchor: 'center', labelArrow: 'none', tickSize: 0, tickFormat: count },
    y: { label: null, grid: true, tickSize: 0, nice: true, zero: true },
    marks: [
      ...ranked.map((_, series) =>
        Plot.lineY(
          rows.filter((row) => row.series === series),
          { x: 'day', y: 'views', stroke: seriesColour(series % 4), strokeOpacity: 0.4 }
        )
      ),
      Plot.dot(rows, {
        x: 'day',
        y: 'views',
        r: 3.6,
        fill: ({ series }: { series: number }) => seriesColour(series % 4),
        title: ({ name, title, views }: (typeof rows)[number]) => `${name}: ${title}, ${views}`
      })
    ]
  })
}
