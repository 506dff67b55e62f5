import type { Measured } from '../contract/result.ts'
import { usersForShares } from '../experiment/index.ts'
import { table } from './blocks.ts'
import { change, people } from './change.ts'
import { firmnessOf, outOf } from './firm.ts'
import { isClear } from './forest.ts'
import { type Gap, gapsOf } from './gaps.ts'
import { type Html, html } from './html.ts'
import { isLevel } from './react-headline.ts'
import type { Named, ReactView } from './react-view.ts'
import { listed, many, percent, signed } from './text.ts'
import { isKnown } from './words.ts'

const points = (share: number) => `±${(100 * share).toFixed(1)}`
const MOST_ROWS = 24

/** How far the result would move, by itself and with other assumptions. */
export function reactChange(view: ReactView): Html {
  const { result } = view
  if (view.isRanking) return ofRanking(view)
  const gaps = gapsOf(view)
  if (gaps.length === 0) return ofLevels(view)
  return change(
    findingOfGaps(gaps),
    'The difference in opening, in percentage points: how far another seed would move it (no farther, 95 times in 100), and how many people of a population it would take to halve its interval, or to show a gap as wide as this one in 8 rehearsals of 10.',
    table<Gap>(
      'What would change the result, in numbers',
      [
        { name: 'Population', isWord: true, cell: ({ of }) => of.population },
        { name: 'b − a', isWord: true, cell: ({ keys }) => keys },
        { name: 'Difference', cell: ({ of }) => signed(100 * of.difference) },
        { name: 'Give or take', cell: ({ firm }) => points(firm.half) },
        { name: 'Another seed moves it', cell: ({ firm }) => points(firm.move) },
        { name: 'Same verdict', cell: ({ firm }) => outOf(firm.same) },
        { name: 'Half the interval', cell: () => people(4 * result.users) },
        {
          name: 'To tell this gap',
          cell: ({ firm, of }) =>
            firm.toTell === null ? 'no gap to tell' : people((firm.toTell * result.users) / of.n)
        }
      ],
      gaps
    ),
    result.manifest
  )
}

function findingOfGaps(gaps: readonly Gap[]): string {
  const shaky = gaps.filter(({ firm }) => firm.same < 0.9)
  if (shaky.length === 0) return 'Another seed would give the same verdict'
  const worst = shaky.reduce((least, one) => (one.firm.same < least.firm.same ? one : least))
  const where = gaps.length > 1 ? ` for ${worst.of.population}` : ''
  const times = `In ${Math.round(100 * (1 - worst.firm.same))} of 100 rehearsals another seed would`
  return isClear(worst.of) ? `${times} make it too close to call${where}` : `${times} find a winner${where}`
}

/** One post: nothing is compared. */
function ofLevels({ all, result }: ReactView): Html {
  const rows = all.flatMap((post) => {
    const { populations, overall } = post.reaction
    const own = populations.length > 0 ? populations : [{ ...overall, population: listed(result.populations) }]
    return own
      .filter(({ rates }) => isKnown(rates.click))
      .map(({ population, rates }) => ({ post, population, click: rates.click }))
  })
  const widest = Math.max(0, ...rows.map(({ click }) => firmnessOf(click).move))
  return change(
    rows.length === 0
      ? 'Whatever lets somebody see it'
      : `Another seed would move the share who open it by up to ${(100 * widest).toFixed(1)} points`,
    'The share who open it, by population: how far another seed would move it (no farther, 95 times in 100), and how many people of a population would halve its interval.',
    rows.length === 0
      ? null
      : table<(typeof rows)[number]>(
          'What would change the result, in numbers',
          [
            { name: 'Population', isWord: true, cell: ({ population }) => population },
            ...(all.length > 1
              ? [{ name: 'Post', isWord: true, cell: ({ post }: (typeof rows)[number]) => post.key }]
              : []),
            { name: 'Open it', cell: ({ click }) => percent(click.value) },
            { name: 'Give or take', cell: ({ click }) => points(firmnessOf(click).half) },
            { name: 'Another seed moves it', cell: ({ click }) => points(firmnessOf(click).move) },
            { name: 'Half the interval', cell: () => people(4 * result.users) }
          ],
          rows
        ),
    result.manifest
  )
}

/** Each of the others against the first: how many people would tell them apart. */
function ofRanking({ all, result }: ReactView): Html {
  const [first] = all as [Named]
  const known = all.filter(({ reaction }) => isKnown(reaction.overall.rates.click))
  const others = known.filter((post) => post !== first)
  const level = others.filter((post) => isLevel(first, post))
  const click = ({ reaction }: Named): Measured => reaction.overall.rates.click
  const enough = (post: Named) => {
    const [a, b] = [click(first).value, click(post).value]
    if (a === b || [a, b].some((share) => share <= 0 || share >= 1)) return 'no gap to tell'
    return people((usersForShares(a, b) * result.users * Math.max(1, result.populations.length)) / click(post).n)
  }
  const finding =
    level.length === 0
      ? 'More people would not change who is first'
      : `Another seed may well put another of the ${many(level.length + 1, 'leading post')} first`
  return change(
    finding,
    `Each post against the first: how far another seed would move the share who open it, in percentage points, and with how many people in all the two would be told apart in 8 rehearsals of 10, if they are as far apart as here.`,
    others.length === 0
      ? null
      : table<Named>(
          'What would change the ranking, in numbers',
          [
            { name: 'Rank', cell: ({ key }) => key },
            { name: 'Post', isWord: true, cell: ({ name }) => html`<bdi>${name}</bdi>` },
            { name: 'Behind the first', cell: (post) => signed(100 * (click(post).value - click(first).value)) },
            { name: 'Another seed moves it', cell: (post) => points(firmnessOf(click(post)).move) },
            {
              name: 'Against the first',
              isWord: true,
              cell: (post) => (isLevel(first, post) ? 'too close to call' : 'behind')
            },
            { name: 'To tell them apart', cell: enough }
          ],
          others.slice(0, MOST_ROWS)
        ),
    result.manifest
  )
}
