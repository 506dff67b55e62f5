import { RecoError } from '../contract/error.ts'
import { requireLevel } from './data.ts'
import type { Difference } from './differences.ts'
import { normalCdf, normalQuantile } from './distributions.ts'
import type { Estimate } from './intervals.ts'
import type { SurvivalGroup } from './log-rank.ts'
import { kaplanMeier, type Survival } from './survival.ts'

export interface RestrictedMeanOptions {
  /** Up to which time the mean goes, above 0, and no later than the last time watched in any group. */
  horizon: number
  level?: number
}

/**
 * How long people go on, on average, of the time up to a horizon: the area under the curve of survival.
 *
 * @returns value, low and high in the unit of the times, 0 to the horizon
 * @throws RecoError `statistics.bad-horizon`; those of `kaplanMeier`
 * @source Royston & Parmar, BMC Medical Research Methodology 13, 2013; variance: Klein & Moeschberger (2003), 4.5
 * @example restrictedMean({ times: [1, 3], left: [true, true] }, { horizon: 3 }).value // => 2
 */
export function restrictedMean(group: SurvivalGroup, { horizon, level = 0.95 }: RestrictedMeanOptions): Estimate {
  requireLevel(level)
  const { value, error, n } = areaOf(group, horizon)
  const half = normalQuantile((1 + level) / 2) * error
  return { value, low: Math.max(0, value - half), high: Math.min(horizon, value + half), n }
}

/** Mean of b − a up to the same horizon. Errors as `restrictedMean`. */
export function restrictedMeanDifference(
  a: SurvivalGroup,
  b: SurvivalGroup,
  { horizon, level = 0.95 }: RestrictedMeanOptions
): Difference {
  requireLevel(level)
  const [ofA, ofB] = [areaOf(a, horizon), areaOf(b, horizon)]
  const difference = ofB.value - ofA.value
  const error = Math.hypot(ofA.error, ofB.error)
  const half = normalQuantile((1 + level) / 2) * error
  const p = error > 0 ? 2 * normalCdf(-Math.abs(difference) / error) : difference === 0 ? 1 : 0
  return { difference, low: difference - half, high: difference + half, p, n: ofA.n + ofB.n }
}

function areaOf({ times, left }: SurvivalGroup, horizon: number) {
  const curve = kaplanMeier(times, left)
  const last = Array.from(times).reduce((most, time) => Math.max(most, time), 0)
  const isKnown = horizon <= last || curve.steps.at(-1)?.survival === 0
  if (!(horizon > 0 && isKnown))
    throw new RecoError('statistics.bad-horizon', {
      what: `The horizon is ${horizon}; somebody was watched up to ${last}, and nothing is known after.`,
      fix: 'Give one above 0 and no later than that, the same for all groups.'
    })
  const steps = curve.steps.filter(({ time }) => time < horizon)
  const value = areaBetween(steps, 0, horizon)
  const squared = steps.reduce((sum, { time, atRisk, left: gone }) => {
    const rest = areaBetween(steps, time, horizon)
    return atRisk > gone ? sum + (rest * rest * gone) / (atRisk * (atRisk - gone)) : sum
  }, 0)
  return { value, error: Math.sqrt(squared), n: curve.n }
}

/** The area under the curve from one time to another. */
function areaBetween(steps: Survival['steps'], from: number, to: number): number {
  let [area, at, survival] = [0, from, 1]
  for (const step of steps) {
    if (step.time > from) {
      area += survival * (step.time - at)
      at = step.time
    }
    survival = step.survival
  }
  return area + survival * (to - at)
}
