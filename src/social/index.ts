/** Graphs of who follows whom, and what goes through them. */
export { createChance } from '../kernel/chance.ts'
export type { Cascades, SpreadAccount } from './account.ts'
export { type CascadeShape, shapeOf } from './cascade.ts'
export { type Diffusion, finalSize, independentCascade, linearThreshold, type SirOptions, sir } from './diffusion.ts'
export { type ExactSpread, exactCascade, exactThreshold } from './exact.ts'
export { createSharedFeed, type SharedFeed, type SharedFeedOptions } from './feed.ts'
export { followersOf, graphOf, graphOfColumns, reversed, type SocialGraph, type Tie, tiesOf } from './graph.ts'
export { fromGraphology, toGraphology } from './graphology.ts'
export { clusterMean, type HawkesParameters, hawkes, intensity } from './hawkes.ts'
export { type GraphFigures, graphFigures } from './measures.ts'
export {
  deffuant,
  deGroot,
  friedkinJohnsen,
  type Heed,
  hegselmannKrause,
  opinionClusters
} from './opinion.ts'
export type { GraphOptions } from './options.ts'
export { equilibrium, type Market, market, trial } from './social-proof.ts'
export { blocks, preferential, smallWorld } from './ties.ts'
