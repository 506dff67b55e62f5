import type { Post } from '../../contract/item.ts'
import type { PostReaction } from '../../contract/result.ts'
import type { ReactOptions } from '../react.ts'
import { react } from '../react.ts'

/** How simulated people take to each post, in numbers: log-odds of what they do, over all and by segment. */
export interface AudienceView {
  readonly rows: readonly Float64Array[]
  readonly people: number
  readonly meetings: number
}

/** Meetings that a segment's own rate is held to that of all by. */
const HELD = 20

/** Lets an audience meet all posts, each by some of its people. */
export async function audienceView(
  posts: readonly Post[],
  options: Omit<ReactOptions, 'posts'>
): Promise<AudienceView> {
  const numbered = posts.map((post, at) => ({ ...post, title: `${post.title}\u200b${at}` })) // told apart, and read the same
  const { posts: reactions, users, populations } = await react({ ...options, posts: numbered })
  const byTitle = new Map(reactions.map((one) => [one.title, one]))
  const names = [...new Set(reactions.flatMap(({ segments }) => segments.map(keyOf)))].sort()
  const rows = numbered.map(({ title }) => rowOf(byTitle.get(title)!, names))
  const met = reactions.map(({ reached }) => reached).sort((a, b) => a - b)
  return { rows, people: users * populations.length, meetings: met[Math.floor(met.length / 2)]! }
}

const keyOf = ({ population, segment }: { population: string; segment: string }) => `${population}\n${segment}`

function rowOf({ overall, segments, reached }: PostReaction, names: readonly string[]): Float64Array {
  const { click, like, comment, share, leave } = overall.rates
  const rate = ({ value }: { value: number }, prior: number) =>
    logit((reached * (Number.isFinite(value) ? value : 0) + 10 * prior) / (reached + 10))
  const own = new Map(segments.map((one) => [keyOf(one), one]))
  const clicks = names.map((name) => {
    const one = own.get(name)
    const n = one?.n ?? 0
    const mean = Number.isFinite(click.value) ? click.value : 0.4
    return logit((n * (one && n > 0 ? one.rates.click.value : 0) + HELD * mean) / (n + HELD))
  })
  const ratio = Number.isFinite(overall.watch.meanRatio) ? overall.watch.meanRatio : 0.8
  return Float64Array.from([
    rate(click, 0.4),
    rate(like, 0.02),
    rate(comment, 0.003),
    rate(share, 0.001),
    rate(leave, 0.03),
    ratio,
    ...clicks
  ])
}

const logit = (p: number) => Math.log(p / (1 - p))
