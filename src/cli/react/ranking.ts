import type { Comparison, PostReaction, ReactResult } from '../../contract/result.ts'
import { count, percent } from '../figures.ts'
import type { Look } from '../output.ts'
import { table } from '../table.ts'
import { wrap } from '../text.ts'
import { cellsOf, headsOf, type Metric } from './figures.ts'

/** Rows that are printed at most; the report has them all. */
const MOST = 40
/** Fewer figures than of a single post, so that there is room for titles. */
const SHOWN: readonly Metric[] = ['click', 'watch', 'like', 'share', 'leave']

/** Posts, the most opened first. Few of them met the same people; many come ranked already. */
export function rankingLines(
  { posts, comparison, verdicts, interrupted }: ReactResult,
  { width, paint }: Look
): string[] {
  const opened = ({ overall }: PostReaction) => overall.rates.click.value
  const seen = posts.filter(({ reached }) => reached > 0)
  const order = verdicts.length > 0 ? seen.sort((a, b) => opened(b) - opened(a)) : seen
  const rows = order.slice(0, MOST).map((post, at) => ({
    label: `${String(at + 1).padStart(2)}  ${post.label}`,
    under: `    ${count(post.reached)} shown`,
    cells: cellsOf(post.overall, SHOWN)
  }))
  const unseen = posts.length - order.length
  return [
    paint('bold', `${posts.length} posts, the most opened first`),
    ...(rows.length > 0 ? table(headsOf(SHOWN), rows, width, paint) : ['Nobody was shown any of them.']),
    ...(order.length > MOST ? [`… and ${order.length - MOST} more in the report and with --json`] : []),
    ...(unseen > 0 ? [`${unseen} of them nobody was shown; more --users would do`] : []),
    '',
    ...(verdicts.length > 0
      ? verdicts.flatMap(({ says }) => wrap(says, width, 2))
      : wrap(
          interrupted ? 'Stopped before all had been met as often: no order yet.' : firstPlace(order, comparison),
          width,
          2
        ))
  ]
}

/** Whether the first is ahead of the second beyond chance. */
function firstPlace([first, second]: readonly PostReaction[], comparison: readonly Comparison[]): string {
  if (!first || !second) return ''
  const between = comparison.find(({ metric, a, b }) => metric === 'click' && a === first.label && b === second.label)
  const [one, two] = [first, second].map(({ label, overall }) => `“${label}” (${percent(overall.rates.click.value)})`)
  return between && between.p < 0.05
    ? `${one} is opened more often than ${two}.`
    : `${one} and ${two} are too close to call for the first place.`
}
