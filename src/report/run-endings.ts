import type { RunResult } from '../contract/result.ts'
import { aside, type Bar, bars, none, numbers, ranged, shareOf, table } from './blocks.ts'
import { type Html, html } from './html.ts'
import { section } from './page.ts'
import { count, percent } from './text.ts'
import { CAUSE_WORDS, MOOD_WORDS, saidOf } from './words.ts'

const ENDING_WORDS = { left: 'left by themselves', truncated: 'went on to the turn limit', failed: 'broke' }

/** How visits ended, and why people left. */
export function endings({ endings: ended, leaveCauses, manifest: { users } }: RunResult): Html {
  const all = total(ended)
  if (all === 0) return section('How visits ended', 'No visit ended', none('There is nothing to count.'))
  const causes = sorted(leaveCauses)
  const left = total(leaveCauses)
  const alike = Math.max(1, all / users) // as if the visits of a person all went alike: the intervals are no narrower
  const row = (words: Readonly<Record<string, string>>, of: number, [name, n]: readonly [string, number]) => ({
    name: saidOf(words, name),
    n,
    ...shareOf(n / of, of / alike)
  })
  const endingRows = sorted(ended).map((one) => row(ENDING_WORDS, all, one))
  const causeRows = causes.map((one) => row(CAUSE_WORDS, left, one))
  const finding =
    causes.length > 0 && ended.left > 0
      ? `${percent(ended.left / all)} of visits ended because the person left; the commonest cause: ${saidOf(CAUSE_WORDS, causes[0]![0])}`
      : `${percent(ended.truncated / all)} of visits went on to the turn limit`
  return section(
    'How visits ended',
    finding,
    aside(
      `Shares of all visits, and of those that ended because the person left, with 95% intervals${alike > 1 ? ', as wide as if the visits of one person all went alike' : ''}.`
    ),
    html`<div class="panels"><div class="post"><h3>Endings</h3>${bars(endingRows, { series: 0, most: 1 })}</div>
<div class="post"><h3>Why they left</h3>${left === 0 ? none('Nobody left.') : bars(causeRows, { series: 0 })}</div></div>`,
    numbers(
      table<Bar & { readonly n: number }>(
        'Endings and causes, in numbers',
        [
          { name: 'What', isWord: true, cell: ({ name }) => name },
          { name: 'Visits', cell: ({ n }) => count(n) },
          { name: 'Share', cell: ranged }
        ],
        [...endingRows, ...causeRows.map((one) => ({ ...one, name: `left: ${one.name}` }))]
      )
    )
  )
}

/** What people felt when it was over. */
export function moods({ mindsets, manifest: { users } }: RunResult): Html | null {
  const rows = Object.entries(mindsets)
    .filter(([, share]) => Number.isFinite(share))
    .sort((a, b) => b[1] - a[1])
    .map(([mood, share]) => ({ name: saidOf(MOOD_WORDS, mood), ...shareOf(share, users) }))
  const [first] = rows
  if (!first || first.share <= 0) return null
  return section(
    'How they felt in the end',
    `${percent(first.share)} were ${first.name}`,
    aside('Shares of people by their mood when it was over, with 95% intervals.'),
    bars(rows, { series: 0, most: 1 }),
    numbers(
      table<Bar>(
        'How they felt in the end, in numbers',
        [
          { name: 'Mood', isWord: true, cell: ({ name }) => name },
          { name: 'People', cell: ({ share }) => count(share * users) },
          { name: 'Share', cell: ranged }
        ],
        rows
      )
    )
  )
}

const total = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((sum, n) => sum + n, 0)
const sorted = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .filter(([, n]) => n > 0)
    .sort((a, b) => b[1] - a[1])
