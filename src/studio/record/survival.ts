import { survivalOf } from '../../experiment/survival.ts'

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
 * Kaplan–Meier with 95 % bands, from counts.
 *
 * @param left visits that ended after so many slates because the person went: left[t], t from 0
 * @param cut  visits of which it is only known that they lasted so long
 * @returns    a point for 0 and for each number of slates after which somebody left; none without a visit
 */
export function curveOf(left: ArrayLike<number>, cut: ArrayLike<number>): CurvePoint[] {
  let atRisk = 0
  for (let turn = 0; turn < left.length; turn++) atRisk += left[turn]! + cut[turn]!
  if (atRisk === 0) return []
  const first = { turn: 0, share: 1, low: 1, high: 1, atRisk }
  const counted: { time: number; atRisk: number; left: number }[] = []
  for (let turn = 0; turn < left.length; turn++) {
    if (left[turn]! > 0) counted.push({ time: turn, atRisk, left: left[turn]! })
    atRisk -= left[turn]! + cut[turn]!
  }
  const steps = survivalOf(counted).map(({ time: turn, survival: share, low, high, atRisk }) => ({
    turn,
    share,
    low,
    high,
    atRisk
  }))
  return steps[0]?.turn === 0 ? steps : [first, ...steps]
}
