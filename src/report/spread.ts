import type { SpreadItem, SpreadResult } from '../contract/spread.ts'
import { aside, bars, figureOf, none, numbers, table } from './blocks.ts'
import { cascadeTree } from './cascade-tree.ts'
import type { Pen } from './drawing.ts'
import { fact } from './glance.ts'
import { type Html, html } from './html.ts'
import { section } from './page.ts'
import { clip, count, figure, many, percent } from './text.ts'

/** What went from person to person in a run. */
export function spread(found: SpreadResult, pen: Pen): Html {
  const { graph, shares, reproduction, cascades, items, seen, ofImpressions, lost } = found
  const who = `Who follows whom is “${clip(graph.name, 40)}”: ${count(graph.people)} people, ${figure(graph.meanFollowers)} followers each, ${count(graph.mostFollowers)} at most${graph.homophily === null ? '' : `; ties keep to segments as far as ${figure(graph.homophily)} of 1`}.`
  if (shares === 0) return section('Spread', 'Nobody shared anything', aside(who), none('There is nothing to draw.'))
  const [first] = items
  return section(
    'Spread',
    `Each sharer makes ${figure(reproduction.value)} others share: ${verdictOf(reproduction)}`,
    aside(`${who} What one shares stands on top of the next slate of those who follow and see it.`),
    html`<div class="cards one"><div class="card"><dl>${[
      fact('shares', count(shares), `${figure(found.sharesPerThousand)} of 1,000 impressions`),
      fact(
        'looked at by followers',
        count(seen),
        `${percent(ofImpressions)} of all impressions${lost > 0 ? `; ${count(lost)} fell out of full feeds` : ''}`
      ),
      fact(
        'cascades',
        count(cascades.count),
        `${figure(cascades.meanSize)} people on average, ${count(cascades.largest)} at most`
      ),
      fact('end within one step', percent(cascades.oneStep), `${percent(cascades.alone)} reach nobody`)
    ]}</dl></div></div>`,
    first && first.tree.from.length > 2
      ? figureOf(
          `The largest cascade of “${clip(first.title, 70)}”: where it began, who passed it on, and whom it only reached`,
          cascadeTree(pen, first)
        )
      : null,
    figureOf('Cascades by how many people they reached', bars(sizesOf(cascades.sizes, cascades.count), { series: 0 })),
    numbers(itemTable(items))
  )
}

function verdictOf({ low, high }: SpreadResult['reproduction']): string {
  if (low >= 1) return 'it goes on by itself'
  return high < 1 ? 'it dies out by itself' : 'too close to call whether it goes on'
}

const BANDS = [
  [1, 1],
  [2, 2],
  [3, 5],
  [6, 10],
  [11, 30],
  [31, 100],
  [101, Number.POSITIVE_INFINITY]
] as const

function sizesOf(sizes: SpreadResult['cascades']['sizes'], all: number) {
  return BANDS.flatMap(([from, to]) => {
    const n = sizes.filter(({ size }) => size >= from && size <= to).reduce((sum, one) => sum + one.count, 0)
    const name =
      from === to
        ? many(from, 'person', 'people')
        : to === Number.POSITIVE_INFINITY
          ? `${from} and more`
          : `${from} to ${to}`
    return n > 0 ? [{ name, share: n / all }] : []
  })
}

const itemTable = (items: readonly SpreadItem[]): Html =>
  table(
    'What reached most people',
    [
      { name: 'What', isWord: true, cell: ({ title }) => clip(title, 80) },
      { name: 'People', cell: ({ reached }) => count(reached) },
      { name: 'Beginnings', cell: ({ beginnings }) => count(beginnings) },
      { name: 'Steps', cell: ({ depth }) => count(depth) },
      { name: 'Structural virality', cell: ({ structuralVirality }) => figure(structuralVirality) },
      { name: 'Rounds to the peak', cell: ({ timeToPeak }) => count(timeToPeak) }
    ],
    items
  )
