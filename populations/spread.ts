import { laws, type Spread } from '../src/define.ts'

const { normal } = laws

/** How a number differs from person to person. */
export interface Law {
  /** What it is on average. */
  readonly mean: number
  /** The number of the person who draws `uniform`, above 0 and below 1; it grows with the draw. */
  sample(uniform: number): number
}

/**
 * The law that a spread stands for: one number for all, an even law, or a normal law cut to the range.
 *
 * @param low  the least that the number can be
 * @param high the most that it can be; the spread's own numbers lie between the two
 */
export function lawOf(spread: Spread, low: number, high: number): Law {
  if (typeof spread === 'number') return certain(spread)
  if ('min' in spread) return even(spread.min, spread.max)
  return spread.sd === 0 ? certain(spread.mean) : cutNormal(spread.mean, spread.sd, low, high)
}

const certain = (value: number): Law => ({ mean: value, sample: () => value })

const even = (min: number, max: number): Law => ({
  mean: (min + max) / 2,
  sample: (uniform) => min + uniform * (max - min)
})

/**
 * A normal law of which only low … high is kept, drawn by its inverse. Its mean leans to the middle of the range, more so
 * where the range cuts more off.
 *
 * @param mean of the whole law, low … high
 * @param sd   of the whole law, above 0
 * @source     Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions, vol. 1 (1994), section 13.10.1
 */
export function cutNormal(mean: number, sd: number, low: number, high: number): Law {
  const [from, to] = [(low - mean) / sd, (high - mean) / sd]
  const below = normal.cdf(from)
  const kept = normal.cdf(to) - below
  return {
    mean: mean + (sd * (normal.density(from) - normal.density(to))) / kept,
    sample: (uniform) => within(low, high, mean + sd * normal.quantile(below + uniform * kept))
  }
}

/** For the last digit, which rounding may push over an end. */
const within = (low: number, high: number, value: number): number => Math.min(high, Math.max(low, value))
