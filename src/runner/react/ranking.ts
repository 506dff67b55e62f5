import { isOpened } from './summary.ts'
import type { Arm } from './verdict.ts'

/** People that met a post, below which its interval is too wide to rank by: half of them opening it is 50 ± 18 %. */
const FEW = 30

/** Positions of the posts, the most opened first; those that nobody met come last. */
export function ranked(arms: readonly Arm[]): number[] {
  const rates = arms.map(({ exposures }) => {
    if (exposures.length === 0) return -1
    const opened = exposures.filter(isOpened).length
    return (opened + 0.5) / (exposures.length + 1) // so that one of one is not above ninety-nine of a hundred
  })
  return arms.map((_, at) => at).sort((a, b) => rates[b]! - rates[a]! || a - b)
}

/** What a reader should know of how often the posts were met. */
export function notesOn(meetings: readonly number[]): string[] {
  const sorted = meetings.toSorted((a, b) => a - b)
  const middle = sorted[Math.floor(sorted.length / 2)]!
  const unmet = meetings.filter((count) => count === 0).length
  const people = middle === 1 ? '1 person' : `${middle} people`
  return [
    ...(middle < FEW ? [`each post was met by about ${people}: intervals are wide; raise --users`] : []),
    ...(unmet > 0
      ? [`${unmet} of ${meetings.length} posts nobody met: they stand last, not ranked; raise --users`]
      : [])
  ]
}
