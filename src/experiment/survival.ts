import { type Column, requireData, requireFinite, requireLevel, requireSameLength } from './data.ts'
import { normalQuantile } from './distributions.ts'
import { wilson } from './intervals.ts'

/** One step of the curve: from `time` on, this share goes on. */
export interface SurvivalStep {
  time: number
  survival: number
  low: number
  high: number
  /** How many were still there just before, and how many of them left at this time. */
  atRisk: number
  left: number
}

export interface Survival {
  /** A step for each time at which someone left, in order; before the first, all are there. */
  steps: SurvivalStep[]
  /** The first time by which half have left, and its interval; null: not reached while watched. */
  median: { value: number | null; low: number | null; high: number | null }
  n: number
}

/**
 * How long people go on: the share still watching after so many seconds, or still there after so many turns, when some
 * were cut short (the video ended, the run stopped) before they left.
 *
 * @param times number[n], any unit: until leaving or until cut short
 * @param left  boolean[n]; false: cut short, so it is only known that leaving came later
 * @returns     the Kaplan–Meier curve; limits from Greenwood's variance on the log(−log) scale, so within 0 and 1.
 *              At survival 0, where that variance ends, the upper limit is that of the step before.
 * @throws RecoError `statistics.no-data`; `statistics.not-finite`; `statistics.unpaired`; `statistics.bad-level`
 * @source Kaplan & Meier, JASA 53(282), 1958; Kalbfleisch & Prentice (2002), 1.4
 */
export function kaplanMeier(
  times: Column,
  left: readonly boolean[],
  { level = 0.95 }: { level?: number } = {}
): Survival {
  requireLevel(level)
  requireSameLength(times.length, left.length, 'Times and flags')
  const n = times.length
  requireData(n, 'time')
  for (let i = 0; i < n; i++) requireFinite(times[i]!, 'time', i)
  const order = Array.from(times, (_, i) => i).sort((a, b) => times[a]! - times[b]!)
  const counted: Counted[] = []
  for (let i = 0; i < n; ) {
    const time = times[order[i]!]!
    const atRisk = n - i
    let leaving = 0
    for (; i < n && times[order[i]!] === time; i++) if (left[order[i]!]) leaving += 1
    if (leaving > 0) counted.push({ time, atRisk, left: leaving })
  }
  const steps = survivalOf(counted, { level })
  return { steps, median: medianOf(steps), n }
}

type Counted = Pick<SurvivalStep, 'time' | 'atRisk' | 'left'>

/**
 * The same curve from counts, a step each.
 *
 * @param counted by rising time: how many were there just before, 1 or more, and how many of them left then
 * @param design  how many times more the curve varies than it would if those counted had nothing to do with each other, 1 or more
 */
export function survivalOf(
  counted: readonly Counted[],
  { level = 0.95, design = 1 }: { level?: number; design?: number } = {}
): SurvivalStep[] {
  requireLevel(level)
  const z = normalQuantile((1 + level) / 2)
  let survival = 1
  let greenwood = 0
  let before: number | undefined
  return counted.map(({ time, atRisk, left }) => {
    survival *= 1 - left / atRisk
    greenwood += left / (atRisk * (atRisk - left))
    const n = Math.max(1, atRisk / design)
    if (survival === 1) return { time, survival, low: wilson(n, n, level).low, high: 1, atRisk, left }
    const between = limits(survival, design * greenwood, z, before ?? wilson(0, n, level).high)
    before = between.high
    return { time, survival, ...between, atRisk, left }
  })
}

function limits(survival: number, greenwood: number, z: number, highBefore: number): { low: number; high: number } {
  if (survival === 0) return { low: 0, high: highBefore }
  const spread = Math.exp((z * Math.sqrt(greenwood)) / Math.log(survival)) // below 1: the logarithm is negative
  return { low: survival ** (1 / spread), high: survival ** spread }
}

function medianOf(steps: readonly SurvivalStep[]): Survival['median'] {
  const firstAtHalf = (of: 'survival' | 'low' | 'high') => steps.find((step) => step[of] <= 0.5 + 1e-12)?.time ?? null
  return { value: firstAtHalf('survival'), low: firstAtHalf('low'), high: firstAtHalf('high') }
}

/** The share still there at a time: the last step at or before it. */
export function survivalAt({ steps }: Survival, time: number): { survival: number; low: number; high: number } {
  const step = steps.findLast((each) => each.time <= time)
  return step ? { survival: step.survival, low: step.low, high: step.high } : { survival: 1, low: 1, high: 1 }
}
