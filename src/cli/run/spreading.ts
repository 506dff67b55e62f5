import type { SpreadResult } from '../../contract/spread.ts'
import { count, decimal, decimalInterval, percent } from '../figures.ts'

/** What went from person to person, a line each. */
export function spreadLines({
  graph,
  shares,
  sharesPerThousand,
  seen,
  lost,
  ofImpressions,
  reproduction,
  cascades,
  items
}: SpreadResult): string[] {
  const who = `${graph.name}, ${decimal(graph.meanFollowers)} followers each (most ${count(graph.mostFollowers)})`
  if (shares === 0) return [`nobody shared anything; ${who}`]
  const [first] = items
  const fell = lost > 0 ? `; ${count(lost)} fell out of full feeds` : ''
  return [
    `${count(shares)} shares (${decimal(sharesPerThousand)} of 1,000 impressions), looked at ${count(seen)} times by followers: ${percent(ofImpressions)} of impressions${fell}`,
    `each sharer makes ${decimal(reproduction.value)} others share (${decimalInterval(reproduction.low, reproduction.high)}): ${reproduction.low >= 1 ? 'it goes on by itself' : reproduction.high < 1 ? 'it dies out by itself' : 'too close to call whether it goes on'}`,
    `${count(cascades.count)} cascades of ${decimal(cascades.meanSize)} people on average, the largest ${count(cascades.largest)}; ${percent(cascades.oneStep)} end within one step`,
    ...(first
      ? [
          `furthest: “${first.title}”, ${count(first.reached)} people, ${count(first.depth)} steps, structural virality ${decimal(first.structuralVirality)}`
        ]
      : []),
    who
  ]
}
