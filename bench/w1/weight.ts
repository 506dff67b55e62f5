/** Steps of the table between two whole numbers. */
const STEPS = 128

/**
 * exp(u), right to a few units in the last place, for a third of the time of Math.exp: a table of every 128th, and five
 * terms of the series from there.
 *
 * @returns a function of u, −1 … 1
 */
export function createWeight(): (u: number) => number {
  const steps = STEPS
  const table = Float64Array.from({ length: 2 * steps + 1 }, (_, k) => Math.exp((k - steps) / steps))
  return (u) => {
    const k = (u * steps + (steps + 0.5)) | 0
    const r = u - (k - steps) / steps
    return table[k]! * (1 + r * (1 + r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r / 120)))))
  }
}
