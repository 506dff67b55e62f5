import type { Plan } from '../../contract/plan.ts'
import { addValue, createMoments, detectableMean, kish, usersForMeans, variance } from '../../experiment/index.ts'
import { type CompareOptions, checkComparison } from '../compare.ts'
import { numbersOf } from '../options.ts'
import { playWorld } from '../playing.ts'

type Arm = CompareOptions['recommenders'][number]

export interface PlanOptions extends Omit<CompareOptions, 'sequential' | 'replicates'> {
  /** The least difference that matters, in the unit of each metric (shares as 0.02). If given, how many people show it. */
  detect?: number
  /** The chance to find it. Default 0.8. */
  power?: number
  /** People of the pilot, 50 or more. Default 200, or all where there are fewer. */
  pilot?: number
}

/**
 * Before a comparison: from a pilot on a few people, the least difference of each metric that so many people can show, and
 * how many people a difference of a given size takes.
 *
 * @throws RecoError those of `compare`
 * @source paired t test: Cohen, Statistical Power Analysis (1988), 2.3
 */
export async function planComparison({ detect, power = 0.8, pilot = 200, ...options }: PlanOptions): Promise<Plan> {
  const { users } = numbersOf(options)
  const few = Math.max(2, Math.min(users, pilot))
  const { recommenders, ...world } = options
  checkComparison(options)
  const [first, second] = recommenders as [Arm, Arm]
  const run = { ...world, users: few }
  const [a, b] = [
    await playWorld({ ...run, recommender: first }, run),
    await playWorld({ ...run, recommender: second }, run)
  ]
  const costs = kish(Array.from({ length: few }, (_, user) => a.people.weight(user))).designEffect
  const metrics = Object.entries(a.metrics).flatMap(([name, { unit, better }]) => {
    const [inA, inB] = [a.outcome.tallies[name]!, b.outcome.tallies[name]!]
    const apart = createMoments()
    for (let user = 0; user < few; user++)
      if (inA.denominators[user]! > 0 && inB.denominators[user]! > 0)
        addValue(
          apart,
          inB.numerators[user]! / inB.denominators[user]! - inA.numerators[user]! / inA.denominators[user]!
        )
    const sd = Math.sqrt(variance(apart))
    if (apart.n < 20 || !(sd > 0)) return []
    const share = apart.n / few / costs // people of whom the metric says something, as good as so many of equal weight
    const told = Math.max(2, Math.round(users * share))
    return {
      metric: name,
      unit,
      better,
      sd,
      seen: apart.mean,
      detectable: detectableMean(told, { sd, paired: true, power }),
      users: detect === undefined ? null : Math.ceil(usersForMeans(detect, { sd, paired: true, power }) / share)
    }
  })
  return { users, pilot: few, power, level: 0.95, detect: detect ?? null, metrics }
}
