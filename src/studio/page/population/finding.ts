/** What a picture says, in words: what one would say aloud, and what that rests on. */
export interface Finding {
  readonly says: string
  readonly rests: string
}

/** A share of n, with its standard error; visits of one person are alike, so that it is wider than for coins. */
const ALIKE = 1.5

export const errorOf = (share: number, n: number): number =>
  n > 0 ? ALIKE * Math.sqrt(Math.max(share * (1 - share), 1 / (n + 4)) / n) : Number.POSITIVE_INFINITY

/** Whether two estimates are further apart than their errors would bring about once in a hundred times. */
export const isFar = (one: number, other: number, oneError: number, otherError: number): boolean =>
  Math.abs(one - other) > 2.6 * Math.hypot(oneError, otherError)

/** Mean of `values` weighted by `weights` over positions from `from` to before `to`. */
export function meanOver(values: readonly number[], weights: readonly number[], from: number, to: number) {
  let [sum, weight] = [0, 0]
  for (let i = from; i < to; i++) {
    const w = weights[i] ?? 0
    if (w <= 0 || !Number.isFinite(values[i] ?? Number.NaN)) continue
    sum += w * values[i]!
    weight += w
  }
  return { mean: weight > 0 ? sum / weight : Number.NaN, weight }
}
