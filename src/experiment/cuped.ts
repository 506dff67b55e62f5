import { RecoError } from '../contract/error.ts'
import { type Column, type IntervalOptions, requireData, requireFinite, requireSameLength } from './data.ts'
import { type Difference, welch } from './differences.ts'

/** One arm of an experiment: row i is user i in both. */
export interface Arm {
  /** What is compared, after the change. */
  readonly values: Column
  /** What the same users did before it, when no arm could have made a difference. */
  readonly before: Column
}

/** Figures freed of what could be foreseen from before. */
export interface Adjusted {
  /** How much of a unit of `before` is taken off: cov(values, before) / var(before). */
  readonly theta: number
  /** Between values and before, −1 to 1. */
  readonly correlation: number
  /** Variance that is left, of the variance there was: 1 − correlation². */
  readonly varianceRatio: number
  readonly values: Float64Array
}

/**
 * Takes off what could be foreseen from before: y − θ (x − mean x), θ = cov(x, y) / var(x). The mean stays as it is.
 *
 * @param values, before number[n], n ≥ 2
 * @param centre         the mean of `before` that is taken for everybody's; that of `before` if not given
 * @throws RecoError `statistics.no-data`; `statistics.unpaired`; `statistics.not-finite`
 * @source Deng, Xu, Kohavi & Walker, Improving the sensitivity of online controlled experiments, WSDM 2013
 * @example cuped([1, 2, 3], [1, 2, 3]).varianceRatio // => 0
 */
export function cuped(values: Column, before: Column, centre?: number): Adjusted {
  const sums = sumsOf({ values, before })
  return adjust({ values, before }, thetaOf([sums]), correlationOf([sums]), centre ?? sums.meanX)
}

/**
 * Mean of b − mean of a over different users, each freed of what could be foreseen: one θ for both arms, pooled within them.
 *
 * @throws RecoError as `cuped` and `welch`
 * @source Deng et al., WSDM 2013
 */
export function cupedDifference(a: Arm, b: Arm, options: IntervalOptions = {}): Difference & Omit<Adjusted, 'values'> {
  const sums = [sumsOf(a), sumsOf(b)]
  const theta = thetaOf(sums)
  const correlation = correlationOf(sums)
  const [first, second] = sums as [Sums, Sums]
  const centre = (first.meanX * first.n + second.meanX * second.n) / (first.n + second.n)
  const arms = [a, b].map((arm) => adjust(arm, theta, correlation, centre).values)
  return { ...welch(arms[0]!, arms[1]!, options), theta, correlation, varianceRatio: 1 - correlation ** 2 }
}

interface Sums {
  readonly n: number
  readonly meanX: number
  readonly xx: number
  readonly xy: number
  readonly yy: number
}

function sumsOf({ values, before }: Arm): Sums {
  requireSameLength(values.length, before.length, 'Figures and those from before')
  requireData(values.length, 'user')
  const n = values.length
  let [meanX, meanY, xx, xy, yy] = [0, 0, 0, 0, 0]
  for (let i = 0; i < n; i++) {
    const [x, y] = [before[i]!, values[i]!]
    requireFinite(x, 'figure from before', i)
    requireFinite(y, 'figure', i)
    const [dx, dy] = [x - meanX, y - meanY]
    meanX += dx / (i + 1)
    meanY += dy / (i + 1)
    xx += dx * (x - meanX)
    yy += dy * (y - meanY)
    xy += dx * (y - meanY)
  }
  return { n, meanX, xx, xy, yy }
}

const total = (sums: readonly Sums[], of: 'xx' | 'xy' | 'yy') => sums.reduce((sum, each) => sum + each[of], 0)

/** Where nothing varied before, nothing can be foreseen. */
const thetaOf = (sums: readonly Sums[]) => (total(sums, 'xx') > 0 ? total(sums, 'xy') / total(sums, 'xx') : 0)

function correlationOf(sums: readonly Sums[]): number {
  const scale = Math.sqrt(total(sums, 'xx') * total(sums, 'yy'))
  return scale > 0 ? Math.min(1, Math.max(-1, total(sums, 'xy') / scale)) : 0
}

function adjust({ values, before }: Arm, theta: number, correlation: number, centre: number): Adjusted {
  if (!Number.isFinite(centre))
    throw new RecoError('statistics.not-finite', {
      what: `The mean from before is given as ${centre}.`,
      fix: 'Give a finite number, or none: then it is that of the users at hand.'
    })
  const freed = Float64Array.from(values, (value, i) => value - theta * (before[i]! - centre))
  return { theta, correlation, varianceRatio: 1 - correlation ** 2, values: freed }
}
