import { RecoError } from '../contract/error.ts'
import { requireLevel } from './data.ts'

export interface SequentialOptions {
  /** 1 − the chance of ever finding a difference that is not there; 0.95 if not given. */
  level?: number
  /** Variance of the differences that are expected, in squared units of the figure, above 0. */
  tau2: number
}

/** What may be said after so many pairs of users, however often one has looked before. */
export interface Look {
  readonly n: number
  readonly difference: number
  /** How many times better a difference explains what was seen than none. */
  readonly ratio: number
  /** Least p of all looks so far: valid at any time. */
  readonly p: number
  /** Holds the truth at every look at once, with the level's chance. */
  readonly low: number
  readonly high: number
  /** True once p is below 1 − level: one may stop. */
  readonly isDecided: boolean
}

/**
 * The mixture likelihood ratio for a mean difference with a normal spread of what is expected about 0:
 * Λ = √(V / (V + n τ²)) · exp(n² τ² d² / (2 V (V + n τ²))).
 *
 * @param n          pairs of users (one in each arm, or the same user in both)
 * @param difference mean of b − a over them
 * @param variance   V, of one pair's difference: for two independent arms of variance σ² it is 2σ²; above 0
 * @param tau2       variance of the differences that are expected, above 0
 * @throws RecoError `statistics.bad-sequence`
 * @source Johari, Koomen, Pekelis & Walsh, Peeking at A/B tests, KDD 2017; Robbins, Ann. Math. Stat. 41, 1970
 * @example mixtureRatio(100, 0.3, 2, 0.1) // => 2.662113…
 */
export function mixtureRatio(n: number, difference: number, variance: number, tau2: number): number {
  requireSequence(n >= 0 && variance > 0 && tau2 > 0 && Number.isFinite(difference), { n, difference, variance, tau2 })
  const shrunk = variance + n * tau2
  return Math.sqrt(variance / shrunk) * Math.exp((n * n * tau2 * difference * difference) / (2 * variance * shrunk))
}

/** Half the width of the interval that holds at every look at once. Arguments and errors as `mixtureRatio`. */
export function alwaysValidHalfWidth(n: number, variance: number, { level = 0.95, tau2 }: SequentialOptions): number {
  requireLevel(level)
  requireSequence(n > 0 && variance > 0 && tau2 > 0, { n, variance, tau2 })
  const shrunk = variance + n * tau2
  return Math.sqrt(((variance * shrunk) / (n * n * tau2)) * (Math.log(shrunk / variance) - 2 * Math.log(1 - level)))
}

/**
 * A test that one may look at after every user: p never rises, and the chance that it ever falls below 1 − level where
 * there is no difference is at most that. The price is power: some users more than a test of a number fixed before.
 *
 * @returns a function that takes the figures so far: pairs, mean difference, variance of a pair's difference
 * @throws RecoError `statistics.bad-sequence`; `statistics.bad-level`
 * @source Johari et al., KDD 2017
 */
export function sequentialTest({
  level = 0.95,
  tau2
}: SequentialOptions): (n: number, difference: number, variance: number) => Look {
  requireLevel(level)
  let p = 1
  let [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  return (n, difference, variance) => {
    if (!(variance > 0) || n === 0) return { n, difference, ratio: 1, p, low, high, isDecided: p <= 1 - level } // nothing is known of the spread
    const ratio = mixtureRatio(n, difference, variance, tau2)
    p = Math.min(p, 1 / ratio)
    const half = alwaysValidHalfWidth(n, variance, { level, tau2 })
    low = Math.max(low, difference - half)
    high = Math.min(high, difference + half)
    return { n, difference, ratio, p, low, high, isDecided: p <= 1 - level }
  }
}

function requireSequence(holds: boolean, seen: Record<string, number>): void {
  if (holds) return
  throw new RecoError('statistics.bad-sequence', {
    what: `A sequential test cannot be made of ${Object.entries(seen)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ')}.`,
    fix: 'Give n of 0 or more, a finite difference, and a variance and tau2 above 0.'
  })
}
