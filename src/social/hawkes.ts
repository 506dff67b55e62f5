import type { Luck } from '../contract/chance.ts'
import { RecoError } from '../contract/error.ts'

export interface HawkesParameters {
  /** Events per unit of time that nothing brought about, above 0. */
  readonly base: number
  /** Events that one event brings about on average, 0 and below 1. */
  readonly branching: number
  /** How fast its pull fades, per unit of time, above 0. */
  readonly decay: number
}

/**
 * The rate of events at a time: λ(t) = base + Σ branching · decay · e^(−decay (t − t_j)) over events before it.
 *
 * @throws RecoError `hawkes.bad-parameters`
 * @source Hawkes, Biometrika 58(1), 1971
 * @example intensity(1, [], { base: 2, branching: 0.5, decay: 1 }) // => 2
 */
export function intensity(at: number, events: readonly number[], params: HawkesParameters): number {
  check(params)
  const { base, branching, decay } = params
  return events.reduce((sum, one) => (one < at ? sum + branching * decay * Math.exp(-decay * (at - one)) : sum), base)
}

/** Events in all that one brings about, itself among them: 1 / (1 − branching). @example clusterMean(0.6) // => 2.5 */
export const clusterMean = (branching: number): number => 1 / (1 - branching)

/**
 * Events up to a time, by branching: those that came by themselves, and what each brought about.
 *
 * @param luck drawn at (run, event, …)
 * @returns    times in rising order
 */
export function hawkes(until: number, params: HawkesParameters, luck: Luck, run = 0): number[] {
  check(params)
  const { base, branching, decay } = params
  const events: number[] = []
  for (let at = 0, i = 0; ; i++) {
    at -= Math.log(luck.at(run, i)) / base
    if (at >= until) break
    events.push(at)
  }
  for (let parent = 0; parent < events.length; parent++) {
    let waited = 0
    for (let child = 0; ; child++) {
      waited -= Math.log(luck.at(run, parent, 1 + child, 1)) / branching // children as a Poisson process of 0 … 1
      if (!(waited < 1)) break
      const at = events[parent]! - Math.log(luck.block[1]!) / decay
      if (at < until) events.push(at)
    }
  }
  return events.sort((a, b) => a - b)
}

function check({ base, branching, decay }: HawkesParameters): void {
  if (base > 0 && decay > 0 && branching >= 0 && branching < 1) return
  throw new RecoError('hawkes.bad-parameters', {
    what: `base is ${base}, branching ${branching}, decay ${decay}.`,
    fix: 'Give base and decay above 0, and a branching of 0 or more and below 1: from 1 on it never ends.'
  })
}
