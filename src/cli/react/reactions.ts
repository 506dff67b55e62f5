import type { PostReaction, Reaction, ReactResult } from '../../contract/result.ts'
import { askedLines } from '../asked.ts'
import { count, percent, signed, signedInterval, words } from '../figures.ts'
import { INTERRUPTED_LINE, type Look } from '../output.ts'
import { runBy } from '../running.ts'
import { type Cell, type Row, table } from '../table.ts'
import { cut, wrap } from '../text.ts'
import { cellsOf, headsOf, METRICS } from './figures.ts'
import { rankingLines } from './ranking.ts'
import { reachLines, travelLines } from './travel.ts'

const QUOTES = 4
const CAUSES = 3
const LETTERS = 'ABCD'

/** What is printed of a reaction. Its texts must be plain already. */
export function reactionLines(result: ReactResult, isRanking: boolean, look: Look): string[] {
  const { posts, populations, users, seed, interrupted, manifest } = result
  const who = `${count(users)} people${populations.length > 1 ? ' each' : ''} of ${populations.join(', ')}`
  const about = `${who}; seed ${seed}; ${manifest.mind.name} mind; feed by ${manifest.recommender.name}; run as ${runBy(manifest)}`
  return [
    ...(interrupted ? [look.paint('yellow', INTERRUPTED_LINE), ''] : []),
    ...(isRanking
      ? rankingLines(result, look)
      : posts.flatMap((post, at) => [...postLines(post, posts.length > 1 ? LETTERS[at]! : '', result, look), ''])),
    ...(isRanking ? [''] : verdictLines(result, look)),
    ...reachLines(result, look),
    ...(result.model ? [...askedLines(result.model, look), ''] : []),
    ...wrap(about, look.width).map((line) => look.paint('dim', line)),
    ...wrap(LEGEND, look.width).map((line) => look.paint('dim', line))
  ]
}

const LEGEND = 'below each figure its 95 % interval; watch: mean seconds of those who opened it, replays counted'

function postLines(post: PostReaction, letter: string, { users, populations }: ReactResult, { width, paint }: Look) {
  const title = paint('bold', cut(letter ? `${letter}  ${post.label}` : post.label, width))
  if (post.reached === 0) return [title, 'Nobody was shown it.']
  const shown = `shown to ${count(post.reached)} of ${count(users * populations.length)} people`
  return [
    title,
    paint('dim', shown),
    ...table(headsOf(), rowsOf(post), width, paint),
    '',
    ...said('Opened', reasons(post, true), width),
    ...said('Passed', reasons(post, false), width),
    ...said('Left', shares(post.departures.map(({ cause, share }) => [cause, share])), width),
    ...wishes(post, width),
    ...travelLines(post.spread, width)
  ]
}

function rowsOf({ overall, populations, segments }: PostReaction): Row[] {
  const row = (label: string, indent: string, reaction: Reaction): Row => ({
    label: indent + label,
    under: `${indent}  ${count(reaction.n)} shown`,
    cells: cellsOf(reaction)
  })
  const own = (name: string) => segments.filter(({ population }) => population === name)
  return [
    ...(populations.length > 1 ? [row('all', '', overall)] : []),
    ...populations.flatMap((one) => {
      const inIt = own(one.population)
      const rest = inIt.length > 1 ? inIt.map((segment) => row(segment.segment, '  ', segment)) : []
      return [row(one.population, '', one), ...rest]
    })
  ]
}

const shares = (all: readonly (readonly [name: string, share: number])[]): string =>
  all
    .slice(0, CAUSES)
    .map(([name, share]) => `${words(name)} ${percent(share)}`)
    .join(', ')

const reasons = ({ reasons: all }: PostReaction, opened: boolean): string =>
  shares(
    all.filter((one) => one.opened === opened && one.reason !== 'none').map(({ reason, share }) => [reason, share])
  )

const LABEL = 8
const said = (label: string, text: string, width: number): string[] =>
  text === ''
    ? []
    : wrap(text, width - LABEL).map((line, at) => (at === 0 ? label.padEnd(LABEL) : ' '.repeat(LABEL)) + line)

/** What people asked for, in their words. */
function wishes({ instructions }: PostReaction, width: number): string[] {
  const spoken = instructions.flatMap(({ share, examples: [quote] }) => (quote ? [{ quote, share }] : []))
  return spoken
    .slice(0, QUOTES)
    .flatMap(({ quote, share }, at) => said(at === 0 ? 'Asked' : '', `“${quote}” (${percent(share)})`, width))
}

/** Differences on the same people, and what follows from them. */
function verdictLines({ verdicts, comparison, posts }: ReactResult, { width, paint }: Look): string[] {
  if (verdicts.length === 0) return []
  const letters = new Map(posts.map(({ label }, at) => [label, LETTERS[at]!]))
  const groups = new Map<string, Map<string, Cell>>()
  for (const { a, b, population, metric, difference, low, high } of comparison) {
    if (metric === 'reached') continue // of whole worlds: said with the spread
    const key = `${population}\n${letters.get(b)} − ${letters.get(a)}`
    const by = metric === 'watch' ? 1 : 100
    const cells = groups.get(key) ?? groups.set(key, new Map()).get(key)!
    cells.set(metric, { text: signed(by * difference), under: signedInterval(by * low, by * high) })
  }
  const rows = [...groups].map(([label, cells]) => ({
    label: label.split('\n')[0]!,
    under: `  ${label.split('\n')[1]}`,
    cells: METRICS.map((metric) => cells.get(metric) ?? { text: '' })
  }))
  const differences = rows.length > 0 ? table(headsOf(), rows, width, paint) : []
  return [
    paint('bold', 'Which is preferred'),
    paint('dim', 'differences in points (watch: seconds a person shown), same people, same luck'),
    ...differences,
    '',
    ...verdicts.flatMap(({ says, winner }) =>
      wrap(says, width, 2).map((line) => paint(winner ? 'green' : 'yellow', line))
    ),
    ''
  ]
}
