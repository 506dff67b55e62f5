import { aside, figureOf, none, numbers, scrolling, table } from './blocks.ts'
import { dropOffChart } from './curves.ts'
import { histogram } from './histogram.ts'
import { type Html, html } from './html.ts'
import { section } from './page.ts'
import { Called, called, chip, keyOf, type Named, type ReactView } from './react-view.ts'
import { capital, clock, count, figure, listed, many, percent } from './text.ts'

/** Second by second, who is still there. */
export function dropOff(view: ReactView): Html {
  const posts = view.shown.filter(({ reaction }) => reaction.dropOff.length > 1)
  if (posts.length === 0)
    return section(
      'When they stopped',
      'Nobody opened it, so there is no one to lose',
      none('There is nothing to draw.')
    )
  const curves = posts.map((post) => ({
    name: posts.length > 1 ? post.key : 'still there',
    points: post.reaction.dropOff
  }))
  const says = `Share of openers still there, second by second: ${posts.map(({ key, reaction }) => `${key} ends at ${percent(reaction.dropOff.at(-1)!.share)}`).join(', ')}`
  return section(
    'When they stopped',
    stopping(posts, view),
    keyOf(posts),
    figureOf(null, scrolling('When they stopped, chart', dropOffChart(view.pen, curves, says))),
    numbers(dropOffTable(posts))
  )
}

/** When half of the openers have gone, or how many stay to the end. */
function stopping(posts: readonly Named[], view: ReactView): string {
  const halves = posts.map(({ reaction: { dropOff } }) => dropOff.slice(0, -1).find(({ share }) => share < 0.5)?.second)
  const parts = posts.map((post, i) => {
    const half = halves[i]
    if (half !== undefined) return `half of those who open ${called(post, view)} have gone by ${clock(half)}`
    return `${percent(post.reaction.dropOff.at(-1)!.share)} of those who open ${called(post, view)} stay to the end`
  })
  return capital(listed(parts))
}

function dropOffTable(posts: readonly Named[]): Html {
  const longest = Math.max(...posts.map(({ reaction }) => reaction.dropOff.at(-1)!.second))
  const steps = Math.min(20, Math.max(...posts.map(({ reaction }) => reaction.dropOff.length - 1)))
  const seconds = Array.from({ length: steps + 1 }, (_, i) => (longest * i) / steps)
  const at = ({ reaction: { dropOff } }: Named, second: number) => {
    const before = dropOff.filter((point) => point.second <= second + 1e-9)
    return second > dropOff.at(-1)!.second + 1e-9 ? '' : percent(before.at(-1)?.share ?? Number.NaN)
  }
  return table(
    'When they stopped, in numbers',
    [
      { name: 'At', cell: (second) => clock(Math.floor(second)) },
      ...posts.map((post) => ({
        name: posts.length > 1 ? `${post.key}, still there` : 'Still there',
        cell: (second: number) => at(post, second)
      }))
    ],
    seconds
  )
}

/** How much of it the openers saw. */
export function watch(view: ReactView): Html {
  const posts = view.shown.filter(({ reaction }) => sum(reaction.overall.watch.histogram) > 0)
  if (posts.length === 0)
    return section('How long they stayed', 'Nobody opened it, so nobody watched', none('There is nothing to draw.'))
  const counts = posts.map(({ reaction }) => reaction.overall.watch.histogram)
  const length = Math.max(...counts.map((one) => one.length))
  const used = Math.max(...counts.map((one) => one.findLastIndex((n) => n > 0) + 1))
  const tenths = used <= 10 ? 10 : Math.min(length, used <= 12 ? 12 : length)
  const tallest = Math.max(...counts.map((one) => Math.max(...one) / sum(one)))
  const panels = posts.map((post) => {
    const { medianRatio, histogram: own, seconds } = post.reaction.overall.watch
    const says = `How much of ${post.key} its openers saw, in tenths of its length; the median is ${percent(medianRatio)}`
    const chart = histogram(view.pen, { says, counts: own, median: medianRatio, series: post.series, tenths, tallest })
    const caption = html`${posts.length > 1 ? chip(post) : null} ${many(sum(own), 'opener')} <small>mean ${clock(seconds.value)} (${clock(seconds.low)} to ${clock(seconds.high)}) of ${clock(post.reaction.post.durationSeconds)}</small>`
    return figureOf(caption, chart)
  })
  const medians = posts.map(
    (post) =>
      `${percent(post.reaction.overall.watch.medianRatio)} of ${view.all.length === 1 ? 'it' : Called(post, view)}`
  )
  return section(
    'How long they stayed',
    `The typical opener sees ${listed(medians)}`,
    keyOf(posts),
    aside(
      `Shares of openers by how much of the length they saw. ${tenths > 10 ? 'Above 100% it was seen more than once. ' : ''}The dark line is the median.`
    ),
    html`<div class="panels">${panels}</div>`,
    numbers(watchTable(posts, tenths))
  )
}

const sum = (counts: readonly number[]) => counts.reduce((total, n) => total + n, 0)

function watchTable(posts: readonly Named[], tenths: number): Html {
  const share = ({ reaction }: Named, tenth: number) => {
    const counts = reaction.overall.watch.histogram
    const n = counts[tenth] ?? 0
    return html`${percent(n / sum(counts))} <small>${count(n)}</small>`
  }
  const isLast = (tenth: number) => posts.every(({ reaction }) => tenth === reaction.overall.watch.histogram.length - 1)
  return html`${table(
    'How long they stayed, in numbers',
    [
      {
        name: 'Of its length',
        cell: (tenth) => (isLast(tenth) ? `${10 * tenth}% and more` : `${10 * tenth} to ${10 * tenth + 10}%`)
      },
      ...posts.map((post) => ({
        name: posts.length > 1 ? `${post.key}, openers` : 'Openers',
        cell: (tenth: number) => share(post, tenth)
      }))
    ],
    Array.from({ length: tenths }, (_, i) => i)
  )}${table(
    'Means and medians',
    [
      { name: 'Post', isWord: true, cell: (post) => post.name },
      { name: 'Mean seconds', cell: ({ reaction }) => figure(reaction.overall.watch.meanSeconds) },
      { name: 'Mean of length', cell: ({ reaction }) => percent(reaction.overall.watch.meanRatio) },
      { name: 'Median of length', cell: ({ reaction }) => percent(reaction.overall.watch.medianRatio) }
    ],
    posts
  )}`
}
