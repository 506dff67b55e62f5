import type { Catalogue } from '../../contract/plugin.ts'
import type { SpreadResult } from '../../contract/spread.ts'
import { meanInterval } from '../../experiment/index.ts'
import { type GraphFigures, graphFigures, type SharedFeed, type SocialGraph } from '../../social/index.ts'

/** Items that are told of at most. */
const MOST = 20
/** People of the largest tree who are drawn at most. */
const DRAWN = 400

/** What went from person to person. */
export function spreadResult(
  name: string,
  graph: SocialGraph,
  groupOf: (person: number) => number,
  { account }: SharedFeed,
  { items }: Catalogue
): SpreadResult {
  const figures = graphFigures(graph, { groupOf, sample: 1_000 })
  const cascades = account.cascades()
  const { all, children } = account.sharers()
  const trees = cascades.flatMap((one) => one.trees)
  const sizes = trees.map(({ size }) => size)
  const counts = new Map<number, number>()
  for (const size of sizes) counts.set(size, (counts.get(size) ?? 0) + 1)
  const nothing = { value: Number.NaN, low: Number.NaN, high: Number.NaN, n: 0 }
  return {
    graph: told(name, figures),
    shares: all,
    sharesPerThousand: account.impressions > 0 ? (1_000 * all) / account.impressions : Number.NaN,
    arrived: account.arrived,
    seen: account.seen,
    lost: account.lost,
    ofImpressions: account.impressions > 0 ? account.seen / account.impressions : Number.NaN,
    reproduction: children.length > 0 ? measured(children) : nothing,
    cascades: {
      count: sizes.length,
      meanSize: sizes.length > 0 ? sizes.reduce((sum, size) => sum + size, 0) / sizes.length : Number.NaN,
      largest: sizes.reduce((most, size) => Math.max(most, size), 0),
      alone: sizes.length > 0 ? (counts.get(1) ?? 0) / sizes.length : Number.NaN,
      oneStep: trees.length > 0 ? trees.filter(({ depth }) => depth <= 1).length / trees.length : Number.NaN,
      sizes: [...counts].map(([size, count]) => ({ size, count })).sort((a, b) => a.size - b.size)
    },
    items: cascades.slice(0, MOST).map(({ item, beginnings, shape: of, largest }, at) => ({
      id: items[item]!.id,
      title: items[item]!.title,
      reached: of.size,
      beginnings,
      depth: of.depth,
      structuralVirality: of.structuralVirality,
      timeToPeak: of.timeToPeak,
      byRound: of.byRound,
      tree: at === 0 ? largest(DRAWN) : { from: [], round: [] }
    }))
  }
}

const measured = (children: Float64Array) => {
  const { value, low, high, n } = meanInterval(children, { range: [0, Number.POSITIVE_INFINITY] })
  return { value, low, high, n }
}

const told = (name: string, figures: GraphFigures): SpreadResult['graph'] => {
  const { people, ties, meanFollowers, mostFollowers, clustering, reciprocity, homophily } = figures
  return { name, people, ties, meanFollowers, mostFollowers, clustering, reciprocity, homophily }
}
