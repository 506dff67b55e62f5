import type { PostReaction } from '../contract/result.ts'
import { aside, bars, none, numbers, quote, ranged, shareOf, table } from './blocks.ts'
import { type Html, html } from './html.ts'
import { section } from './page.ts'
import { leader } from './react-mix.ts'
import { called, chip, type Named, type ReactView } from './react-view.ts'
import { clip, percent } from './text.ts'
import { CAUSE_WORDS, REASON_WORDS, saidOf, wishOf } from './words.ts'

const MOST_REASONS = 5
const MOST_WISHES = 6
const MOST_QUOTES = 2
const LONGEST_QUOTE = 260

type Reasons = PostReaction['reasons']

/** Why they opened it, and why they passed, in their own words. */
export function reasons(view: ReactView): Html {
  const posts = view.shown.filter(({ reaction }) => reaction.reasons.some(({ share }) => share > 0))
  if (posts.length === 0)
    return section('Why', 'Nobody gave a reason', none('Nobody was shown it, or the mind gives no reasons.'))
  const most = Math.max(
    ...posts.flatMap(({ reaction }) =>
      reaction.reasons.map(({ share }) => shareOf(share, reaction.reached).high ?? share)
    )
  )
  const side = (title: string, post: Named, rows: Reasons) =>
    html`<div><h3>${title}</h3>${
      rows.length === 0
        ? none('Nobody.')
        : bars(
            rows.slice(0, MOST_REASONS).map(({ reason, share, examples }) => ({
              name: saidOf(REASON_WORDS, reason),
              ...shareOf(share, post.reaction.reached),
              quotes: quoted(examples)
            })),
            { series: post.series, most }
          )
    }</div>`
  return section(
    'Why',
    whyFinding(leader(view), view),
    aside(
      'Shares of those who were shown the post, with 95% intervals, by the strongest reason that each gave; quotes are thoughts of simulated people.'
    ),
    ...posts.map((post) => {
      const [opened, passed] = [ofSide(post, true), ofSide(post, false)]
      return html`<div class="post">${heading(post, view)}<div class="panels">${side('Why they opened it', post, opened)}${side('Why they passed', post, passed)}</div></div>`
    }),
    numbers(reasonsTable(posts), 'All reasons in numbers')
  )
}

const ofSide = ({ reaction }: Named, opened: boolean): Reasons =>
  reaction.reasons.filter((one) => one.opened === opened && one.share > 0).sort((a, b) => b.share - a.share)

function whyFinding(post: Named, view: ReactView): string {
  const it = called(post, view)
  const [open] = ofSide(post, true)
  const [pass] = ofSide(post, false)
  const parts = [
    ...(open ? [`open ${it} because ${saidOf(REASON_WORDS, open.reason)}`] : []),
    ...(pass ? [`pass ${open ? 'it' : it} by because ${saidOf(REASON_WORDS, pass.reason)}`] : [])
  ]
  return parts.length === 0 ? 'Few gave a reason' : `Most often people ${parts.join(', and ')}`
}

const heading = (post: Named, { all }: ReactView) =>
  all.length === 1 ? null : html`<h3>${chip(post)} <span dir="auto">${post.name}</span></h3>`

const quoted = (texts: readonly string[]) =>
  texts
    .filter((text) => text.trim() !== '')
    .slice(0, MOST_QUOTES)
    .map((text) => clip(text, LONGEST_QUOTE))

const reasonsTable = (posts: readonly Named[]) =>
  table(
    'All reasons',
    [
      { name: 'Reason', isWord: true, cell: ({ one }) => saidOf(REASON_WORDS, one.reason) },
      { name: 'Post', isWord: true, cell: ({ post }) => chip(post) },
      { name: 'Then', isWord: true, cell: ({ one }) => (one.opened ? 'opened it' : 'passed') },
      { name: 'Share', cell: ({ one, post }) => ranged(shareOf(one.share, post.reaction.reached)) }
    ],
    posts.flatMap((post) => post.reaction.reasons.slice(0, 40).map((one) => ({ post, one })))
  )

/** What they asked for afterwards, and what drove them off. */
export function wishes(view: ReactView): Html {
  const posts = view.shown
  const most = Math.max(
    ...posts.flatMap(({ reaction }) =>
      reaction.departures.map(({ share }) => shareOf(share, reaction.reached).high ?? share)
    )
  )
  return section(
    'What they wanted next',
    wishFinding(view),
    aside(
      'What people who were about to go asked the recommender for, once they had gone through the slate that the post was on, and why others left in silence. A wish is about the whole slate, and the post was one item of it; where it names a topic of the post, that is said. Shares of those who were shown the post, with 95% intervals.'
    ),
    ...posts.map((post) => {
      const wanted = post.reaction.instructions.filter(({ share }) => share > 0).slice(0, MOST_WISHES)
      const gone = post.reaction.departures.filter(({ share }) => share > 0)
      return html`<div class="post">${heading(post, view)}<div class="panels">${
        wanted.length === 0 ? none('Nobody asked for anything.') : wanted.map((one) => wish(one, topicsOf(post, view)))
      }</div><div class="post"><h3>Why they left right after</h3>${
        gone.length === 0
          ? none('Nobody left.')
          : bars(
              gone.map(({ cause, share }) => ({
                name: saidOf(CAUSE_WORDS, cause),
                ...shareOf(share, post.reaction.reached)
              })),
              { series: post.series, most }
            )
      }</div></div>`
    }),
    numbers(wishesTable(posts))
  )
}

const wishesTable = (posts: readonly Named[]) =>
  table(
    'What they wanted next, in numbers',
    [
      { name: 'What', isWord: true, cell: ({ what }) => html`<bdi>${clip(what, 90)}</bdi>` },
      { name: 'Post', isWord: true, cell: ({ post }) => chip(post) },
      { name: 'Share', cell: ({ share, post }) => ranged(shareOf(share, post.reaction.reached)) }
    ],
    posts.flatMap((post) => [
      ...post.reaction.instructions
        .slice(0, 20)
        .map(({ act, target, share }) => ({ post, share, what: `asked for ${wishOf(act, target)}` })),
      ...post.reaction.departures.map(({ cause, share }) => ({
        post,
        share,
        what: `left: ${saidOf(CAUSE_WORDS, cause)}`
      }))
    ])
  )

/** Topics that the post was filed under, in small letters. */
const topicsOf = ({ reaction }: Named, { result }: ReactView): ReadonlySet<string> => {
  const post = result.manifest.posts?.[result.posts.indexOf(reaction)]
  return new Set(post?.topics.map((topic) => topic.trim().toLowerCase()))
}

const wish = ({ act, target, share, examples }: PostReaction['instructions'][number], topics: ReadonlySet<string>) =>
  html`<div class="wish"><h3><span dir="auto">${clip(wishOf(act, target), 80)}</span><b>${percent(share)}</b></h3>${
    target !== null && topics.has(target.trim().toLowerCase()) ? html`<p class="aside">a topic of the post</p>` : null
  }${quoted(examples).map(quote)}</div>`

function wishFinding(view: ReactView): string {
  const total = (post: Named) => post.reaction.instructions.reduce((sum, { share }) => sum + share, 0)
  const leaving = (post: Named) => post.reaction.departures.reduce((sum, { share }) => sum + share, 0)
  const loudest = [...view.shown].sort((a, b) => total(b) - total(a))[0]!
  const it = called(loudest, view)
  const [first] = [...loudest.reaction.instructions].sort((a, b) => b.share - a.share)
  if (!first || total(loudest) === 0) {
    const left = Math.max(...view.shown.map(leaving))
    return left > 0
      ? `Nobody spoke up; at most ${percent(left)} left right after`
      : 'Nobody spoke up, and nobody left right after'
  }
  const posts = view.all.length === 1 ? '' : ` with ${it}`
  return `${percent(total(loudest))} speak up once they have seen the slate${posts}, most of all for ${clip(wishOf(first.act, first.target), 60)}`
}
