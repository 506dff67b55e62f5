/** What one file of a shelf is, and what it is given: a kind each in a file of its own. */
import type { PopulationInput } from './population.ts'

export type * from './catalogue.ts'
export type * from './chance.ts'
export type * from './metric.ts'
export type * from './mind.ts'
export type * from './recommender.ts'
export type * from './representation.ts'

/** Who there is: one file of the shelf `populations`. The same shape as a YAML file of one's own. */
export type PopulationDefinition = PopulationInput
