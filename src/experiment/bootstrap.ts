import { RecoError } from '../contract/error.ts'
import { createChance } from '../kernel/chance.ts'
import { type IntervalOptions, requireData, requireFinite, requireLevel } from './data.ts'
import { normalCdf, normalQuantile } from './distributions.ts'
import { type Estimate, quantile, tInterval } from './intervals.ts'
import { momentsOf } from './moments.ts'

export interface BootstrapOptions extends IntervalOptions {
  /** How many resamples, at least 100; 2000 if not given. */
  replicates?: number
  /** Any safe integer: the same seed gives the same limits. */
  seed?: number
  /** `bca` corrects for bias and skew; `percentile` does not. */
  method?: 'bca' | 'percentile'
}

const jackknifeGroups = 500 // leaving out groups of users beyond this many: the acceleration is the same on average

/**
 * Any figure over users and its bootstrap interval. A row is all that one user brought: users are drawn anew, never
 * their impressions. It knows only what was seen, so for a rare event prefer clusteredRate.
 *
 * One row, or no resample unlike another: limits from the `range`, as in meanInterval.
 *
 * @param rows      one row a user, n ≥ 1
 * @param statistic the figure of some users; finite for each resample
 * @throws RecoError `statistics.no-data`; `statistics.not-finite` when the figure is not defined on a resample;
 *         `statistics.no-bound` for one row and no range; `statistics.few-replicates`
 * @source Efron, JASA 82(397), 1987 (BCa)
 */
export function bootstrap<Row>(
  rows: readonly Row[],
  statistic: (rows: readonly Row[]) => number,
  { replicates = 2000, seed = 1, level = 0.95, method = 'bca', range }: BootstrapOptions = {}
): Estimate {
  requireLevel(level)
  requireReplicates(replicates)
  const n = rows.length
  requireData(n, 'row')
  const value = statistic(rows)
  requireFinite(value, 'figure of all rows')
  if (n === 1) return tInterval(value, 0, n, level, range)
  const figures = resampled(rows, statistic, replicates, seed)
  if (figures[0] === figures.at(-1)) return tInterval(value, 0, n, level, range)
  const tail = (1 - level) / 2
  const shift = method === 'bca' ? bcaShift(figures, value, accelerationOf(rows, statistic)) : (p: number) => p
  const low = quantile(figures, shift(tail))
  const high = quantile(figures, shift(1 - tail))
  return { value, low: Math.min(low, value), high: Math.max(high, value), n }
}

function requireReplicates(replicates: number): void {
  if (Number.isInteger(replicates) && replicates >= 100) return
  throw new RecoError('statistics.few-replicates', {
    what: `${replicates} resamples; the ends of an interval need a whole number of at least 100.`,
    fix: 'Give replicates: 2000, or more for a level above 0.99.'
  })
}

/** The figure on each resample, sorted. Replicate r is the same whatever their number. */
function resampled<Row>(
  rows: readonly Row[],
  statistic: (rows: readonly Row[]) => number,
  replicates: number,
  seed: number
): Float64Array {
  const luck = createChance(seed).for('bootstrap')
  const n = rows.length
  const drawn = rows.slice()
  const figures = new Float64Array(replicates)
  for (let replicate = 0; replicate < replicates; replicate++) {
    for (let i = 0; i < n; i++) {
      if (i % 4 === 0) luck.at(i / 4, replicate)
      drawn[i] = rows[Math.floor(luck.block[i % 4]! * n)]!
    }
    const figure = statistic(drawn)
    requireFinite(figure, 'figure of a resample', replicate)
    figures[replicate] = figure
  }
  return figures.sort()
}

/** Which percentile of the resamples stands at a nominal one, after bias and acceleration. */
function bcaShift(figures: Float64Array, value: number, acceleration: number): (p: number) => number {
  let below = 0
  for (const figure of figures) below += figure < value ? 1 : figure === value ? 0.5 : 0
  const least = 0.5 / figures.length
  const bias = normalQuantile(Math.min(1 - least, Math.max(least, below / figures.length)))
  return (p) => {
    const z = bias + normalQuantile(p)
    const stretch = 1 - acceleration * z
    return stretch > 0 ? normalCdf(bias + z / stretch) : z > 0 ? 1 : 0
  }
}

function accelerationOf<Row>(rows: readonly Row[], statistic: (rows: readonly Row[]) => number): number {
  const groups = Math.min(rows.length, jackknifeGroups)
  const without = Array.from({ length: groups }, (_, group) => statistic(rows.filter((_, i) => i % groups !== group)))
  for (const [group, figure] of without.entries()) requireFinite(figure, 'figure without some rows', group)
  const { mean, m2 } = momentsOf(without)
  if (m2 === 0) return 0
  return without.reduce((sum, figure) => sum + (mean - figure) ** 3, 0) / (6 * m2 ** 1.5)
}
