import { normalQuantile } from '../../experiment/distributions.ts'
import { wilson } from '../../experiment/intervals.ts'

/** One point of a curve: of those who came, the share still there after so many slates. */
export interface CurvePoint {
  readonly turn: number
  readonly share: number
  readonly low: number
  readonly high: number
  /** Visits that were still under way just before. */
  readonly atRisk: number
}

/**
 * Kaplan–Meier from counts, the same as `kaplanMeier` gives visit by visit: limits from Greenwood's variance on the
 * log(−log) scale; where nobody has left yet, or nobody is left, the outer limit is Wilson's or that of the point before.
 *
 * @param left visits that ended after so many slates because the person went: left[t], t from 0
 * @param cut  visits of which it is only known that they lasted so long
 * @returns    a point for 0 and for each number of slates after which somebody left; none without a visit
 * @source     Kaplan & Meier, JASA 53(282), 1958; Kalbfleisch & Prentice (2002), 1.4
 */
export function survivalOf(left: ArrayLike<number>, cut: ArrayLike<number>, level = 0.95): CurvePoint[] {
  let atRisk = 0
  for (let turn = 0; turn < left.length; turn++) atRisk += left[turn]! + cut[turn]!
  if (atRisk === 0) return []
  const z = normalQuantile((1 + level) / 2)
  const none = wilson(0, atRisk, level).high
  const points: CurvePoint[] = []
  let share = 1
  let greenwood = 0
  let highBefore = none
  const point = (turn: number, low: number, high: number) => points.push({ turn, share, low, high, atRisk })
  if (left[0] === 0) point(0, 1, 1)
  for (let turn = 0; turn < left.length; turn++) {
    const leaving = left[turn]!
    if (leaving > 0) {
      share *= 1 - leaving / atRisk
      greenwood += leaving / (atRisk * (atRisk - leaving))
      const { low, high } = limits(share, greenwood, z, highBefore)
      point(turn, low, high)
      highBefore = high
    }
    atRisk -= leaving + cut[turn]!
  }
  return points
}

function limits(share: number, greenwood: number, z: number, highBefore: number): { low: number; high: number } {
  if (share === 0) return { low: 0, high: highBefore }
  const spread = Math.exp((z * Math.sqrt(greenwood)) / Math.log(share)) // below 1: the logarithm is negative
  return { low: share ** (1 / spread), high: share ** spread }
}
