/** Rates of success per item, pulled towards what was expected of each before anything was seen. */
export interface Rates {
  /** What is expected of an item by now, 0 … 1. */
  of(item: number): number
  /** Counts one impression. `worth` 0 … 1 is how much of a success it was. */
  count(item: number, worth: number): void
}

/**
 * Means of a Beta law per item: (strength · prior + Σ worth) / (strength + impressions).
 *
 * @param priors    expected rate of each item, 0 … 1
 * @param strength  how many impressions the expectation is worth, above 0
 */
export function createRates(priors: ArrayLike<number>, strength: number): Rates {
  const sums = Float64Array.from(priors, (prior) => prior * strength)
  const weights = new Float64Array(priors.length).fill(strength)
  return {
    of: (item) => sums[item]! / weights[item]!,
    count(item, worth) {
      sums[item]! += worth
      weights[item]!++
    }
  }
}
