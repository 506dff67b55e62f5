import { aside, bothWidths, figureOf, none, numbers, ranged, shareOf, table } from './blocks.ts'
import { type CurveOptions, curveChart } from './curves.ts'
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
    name: posts.length > 1 ? post.key : '',
    series: post.series,
    points: post.reaction.dropOff.map(({ second, share }) => ({ at: second, ...known(shareOf(share, openers(post))) }))
  }))
  const end = Math.max(1, ...curves.map(({ points }) => points.at(-1)!.at))
  const options: CurveOptions = {
    says: `Share of openers still there, second by second, with 95% bands: ${posts.map(({ key, reaction }) => `${key} ends at ${percent(reaction.dropOff.at(-1)!.share)}`).join(', ')}`,
    height: 'of those who opened it, still there',
    way: 'into the post',
    tickFormat: tickOf,
    ticks: ticksOf(end),
    place: clock
  }
  return section(
    'When they stopped',
    stopping(posts, view),
    keyOf(posts),
    aside('Shares of openers, with 95% bands over people.'),
    figureOf(
      null,
      bothWidths(curveChart(view.pen, curves, options), curveChart(view.pen, curves, { ...options, isNarrow: true }))
    ),
    numbers(dropOffTable(posts))
  )
}

const openers = ({ reaction }: Named) => sum(reaction.overall.watch.histogram)
const known = ({ share, low = share, high = share }: ReturnType<typeof shareOf>) => ({ share, low, high })

const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 14_400, 21_600]

/** Round times, eight at most. */
function ticksOf(end: number): number[] {
  const step = STEPS.find((one) => end / one <= 8) ?? 28_800
  return Array.from({ length: Math.floor(end / step) + 1 }, (_, i) => i * step)
}

const two = (n: number) => String(n).padStart(2, '0')
const tickOf = (second: number) =>
  second >= 3_600
    ? `${Math.floor(second / 3_600)}:${two(Math.floor(second / 60) % 60)} h`
    : `${Math.floor(second / 60)}:${two(second % 60)}`

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
  const at = (post: Named, second: number) => {
    const { dropOff } = post.reaction
    const before = dropOff.filter((point) => point.second <= second + 1e-9)
    if (second > dropOff.at(-1)!.second + 1e-9) return ''
    return ranged(shareOf(before.at(-1)?.share ?? Number.NaN, openers(post)))
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
  const tallest = Math.max(...counts.map((one) => shareOf(Math.max(...one) / sum(one), sum(one)).high ?? 1))
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
      `Shares of openers by how much of the length they saw, with 95% intervals. ${tenths > 10 ? 'Above 100% it was seen more than once. ' : ''}The dark line is the median.`
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
    return html`${ranged(shareOf(n / sum(counts), sum(counts)))} <small>· ${count(n)}</small>`
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
