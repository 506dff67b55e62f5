import type { Behaviour } from './behaviour.ts'
import type { DistilledWeights, Linear } from './weights.ts'

type Rates = Pick<Behaviour, 'leaves' | 'speaks'>

/**
 * The same weights, with leaving and speaking up made as frequent as the teacher's. A fit is right slate by slate and still
 * off by a little where one slate leads to the next; what it was off by, when it lived the same worlds, is put into the levels.
 *
 * @param teacher per slate
 * @param lived   per slate, of the mind of these weights
 */
export function levelled(weights: DistilledWeights, teacher: Rates, lived: Rates): DistilledWeights {
  const by = (wanted: number, is: number) => logOdds(wanted) - logOdds(is)
  return {
    ...weights,
    leaves: shifted(weights.leaves, by(teacher.leaves, lived.leaves)),
    speaks: shifted(weights.speaks, by(teacher.speaks, lived.speaks))
  }
}

/** Where something never happened, or always did, half a slate in ten thousand is taken for it. */
const logOdds = (rate: number): number => {
  const share = Math.min(1 - 5e-5, Math.max(5e-5, rate))
  return Math.log(share / (1 - share))
}

function shifted(causes: DistilledWeights['leaves'], by: number): DistilledWeights['leaves'] {
  const moved = ([cause, linear]: [string, Linear]) => {
    const { one = 0, ...rest } = linear.coefficients
    return [cause, { ...linear, coefficients: { ...rest, one: one + by } }]
  }
  return Object.fromEntries(Object.entries(causes).map(moved))
}
