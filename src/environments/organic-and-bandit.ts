import type * as z from 'zod'
import type { EnvironmentDefinition } from '../define.ts'
import { type Options, Settings } from './organic-and-bandit/options.ts'
import { createVisits, type Observation, type State } from './organic-and-bandit/visits.ts'

/**
 * People look at products by themselves, and now and then may be shown one: what they looked at tells what they may click.
 * An action is the product to show, a reward the click. Whoever would leave before anything can be shown is not seen.
 *
 * @source Rohde, Bonner, Dunlop, Vasile & Karatzoglou, RecoGym: a reinforcement learning environment for the problem of product
 *         recommendation in online advertising, 2018, and its code (version 1). It leaves with the same chance from both
 *         states, although it names another one for when products are shown; so does this.
 */
const world: EnvironmentDefinition<State, Observation, number, Options> = {
  description: 'RecoGym v1: products looked at by oneself, products shown, and rare clicks',
  source: 'Rohde et al., RecoGym, arXiv 1808.00720',
  options: Settings as z.ZodType<Options>,
  create: createVisits
}

export default world
