import { RecoError } from '../../contract/error.ts'
import { didYouMean } from '../../contract/nearest.ts'

/**
 * What a turn may be worth, each as it is counted: minutes watched of the slate, items opened, satisfaction after the slate
 * (0 … 1), 1 for each slate after which the person is still there, 1 for each visit from which it comes back within a week
 * (known when it ends), how far the slate followed the last instruction (−1 ignored … 1; 0 when there was none), 1 for each
 * visit that the person left.
 */
export const TERMS = ['watch', 'clicks', 'satisfaction', 'length', 'return', 'followed', 'leave'] as const
export type Term = (typeof TERMS)[number]
export type Terms = Record<Term, number>

/** The sum of weight × term is the reward; `leave` is taken off. */
export type RewardWeights = Readonly<Partial<Terms>>

/** Retention is the reward: a point for each slate after which the person stays. */
export const RETENTION: RewardWeights = { length: 1 }

export const noTerms = (): Terms => ({
  watch: 0,
  clicks: 0,
  satisfaction: 0,
  length: 0,
  return: 0,
  followed: 0,
  leave: 0
})

/** @throws RecoError `environment.bad-option` */
export function rewardOf(weights: RewardWeights): (terms: Readonly<Terms>) => number {
  const given = Object.entries(weights)
  for (const [name, weight] of given) {
    if (!(TERMS as readonly string[]).includes(name))
      throw new RecoError('environment.bad-option', {
        what: `There is no reward for "${name}"; there are ${TERMS.join(', ')}.`,
        fix: didYouMean(name, TERMS)
      })
    if (!Number.isFinite(weight))
      throw new RecoError('environment.bad-option', {
        what: `The weight of "${name}" is ${String(weight)}.`,
        fix: 'Give a finite number; for leave above 0, it is taken off.'
      })
  }
  const signed = given.map(([name, weight]): [Term, number] => [name as Term, name === 'leave' ? -weight! : weight!])
  return (terms) => {
    let sum = 0
    for (const [name, weight] of signed) sum += weight * terms[name]
    return sum
  }
}
