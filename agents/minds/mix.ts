import { type MixedDefinition, mixed } from './mix/mixed.ts'
import type { MixOptions } from './mix/routing.ts'
import { rulesMind } from './rules/mind.ts'

export { type MixedDefinition, type MixOptions, mixed }

/**
 * On the shelf the parametric side is the mind of laws, since no weights are shipped. With weights of your own, a file of
 * one line is a mind: `export default mixed(distilledMind(weights))`.
 */
export default mixed(rulesMind())
