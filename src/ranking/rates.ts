/** Rates of success per item, pulled towards what was expected of each before anything was seen. */
export interface Rates {
  readonly rates: Float64Array
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
  const rates = Float64Array.from(priors)
  const weights = new Float64Array(rates.length).fill(strength)
  return {
    rates,
    count(item, worth) {
      weights[item]!++
      rates[item]! += (worth - rates[item]!) / weights[item]!
    }
  }
}
