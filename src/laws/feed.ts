import { mustBeNumber, mustBePositive, mustBeUniform } from './check.ts'
import { happens, sigmoid } from './logistic.ts'

/** Watch or pass on, one item at a time. Where in the feed it comes does not count; tiredness does, in other laws. */
export interface FeedParameters {
  /** Utility of passing on, in the units of the utility. */
  passing: number
  /** In the units of the utility, above 0. */
  temperature: number
}

/** Passing on is worth so much that people with standard normal utilities open 46% of a feed, as KuaiRand's do (click .45965). */
export const DEFAULTS: FeedParameters = { passing: 0.19566, temperature: 1 }

/**
 * The chance that somebody stays to watch: σ((utility − passing) / temperature), a logit with two alternatives.
 *
 * @param utility  any number
 * @returns        0 to 1
 * @throws RecoError `feed.bad-temperature`, `feed.bad-utility`
 * @source         Train, Discrete Choice Methods with Simulation (2009), ch. 3
 * @example        feed.probability(0.2, { passing: 0.2, temperature: 1 }) // => 0.5
 */
export function probability(utility: number, params: FeedParameters): number {
  return sigmoid(logOdds(utility, params))
}

/** Whether somebody stays to watch, by one uniform number u. @throws RecoError as `probability`; `feed.bad-uniform` @example feed.sample(3, { passing: 0, temperature: 1 }, 0.9) // => true */
export function sample(utility: number, params: FeedParameters, u: number): boolean {
  mustBeUniform('feed', u)
  return happens(logOdds(utility, params), u)
}

function logOdds(utility: number, { passing, temperature }: FeedParameters): number {
  mustBePositive('feed', 'temperature', temperature)
  mustBeNumber('feed', 'utility', utility)
  return (utility - passing) / temperature
}
