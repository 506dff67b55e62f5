import type * as z from 'zod'
import type { EnvironmentDefinition } from '../define.ts'
import { type Options, Settings } from './temper-and-return/options.ts'
import { createSession, type Observation, type State } from './temper-and-return/session.ts'

/**
 * Short videos, a slate a request: poor slates wear temper away until the person goes; how good the visit was decides the day
 * on which it is back. What is done with an item is drawn from one sigmoid of its score, not from a sigmoid of a sigmoid, so
 * that rewards are not squeezed into a narrow band as they are in the published code: absolute rewards differ, laws do not.
 *
 * @source Zhao et al., KuaiSim: a comprehensive simulator for recommender systems, NeurIPS 2023
 */
const world: EnvironmentDefinition<State, Observation, readonly number[], Options> = {
  description: 'KuaiSim-style: temper that poor slates wear away, and days until one is back',
  source: 'Zhao et al., KuaiSim, arXiv 2309.12645',
  options: Settings as z.ZodType<Options>,
  create: createSession
}

export default world
