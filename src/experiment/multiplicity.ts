import { RecoError } from '../contract/error.ts'

/**
 * P-values adjusted for having looked at several: the chance of any false finding stays below the level.
 *
 * @param pValues number[m], 0 to 1; may be empty
 * @returns       number[m], in the same order
 * @throws RecoError `statistics.bad-p`
 * @source Holm, Scandinavian Journal of Statistics 6(2), 1979
 * @example holm([0.01, 0.04, 0.03]) // => [0.03, 0.06, 0.06]
 */
export function holm(pValues: readonly number[]): number[] {
  const order = ascending(pValues)
  const adjusted = new Array<number>(order.length)
  let running = 0
  for (const [rank, index] of order.entries()) {
    running = Math.max(running, Math.min(1, (order.length - rank) * pValues[index]!))
    adjusted[index] = running
  }
  return adjusted
}

/**
 * P-values adjusted so that, of what is called a finding, the expected share of false ones stays below the level.
 *
 * @param pValues number[m], 0 to 1; may be empty
 * @returns       number[m], in the same order
 * @throws RecoError `statistics.bad-p`
 * @source Benjamini & Hochberg, JRSS B 57(1), 1995
 * @example benjaminiHochberg([0.01, 0.04, 0.03]) // => [0.03, 0.04, 0.04]
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  const order = ascending(pValues)
  const adjusted = new Array<number>(order.length)
  let running = 1
  for (const [fromLast, index] of order.toReversed().entries()) {
    running = Math.min(running, (order.length / (order.length - fromLast)) * pValues[index]!)
    adjusted[index] = running
  }
  return adjusted
}

/** Indices, least p first. */
function ascending(pValues: readonly number[]): number[] {
  for (const [index, p] of pValues.entries()) {
    if (p >= 0 && p <= 1) continue
    throw new RecoError('statistics.bad-p', {
      what: `A p-value is ${p}; it must be between 0 and 1.`,
      at: { index },
      fix: 'Leave out comparisons that could not be made.'
    })
  }
  return pValues.map((_, index) => index).sort((a, b) => pValues[a]! - pValues[b]!)
}
