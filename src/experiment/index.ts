/** Statistics over users. A difference is always b − a; an arm, a population or a recommender may stand behind a letter. */
export { type BootstrapOptions, bootstrap } from './bootstrap.ts'
export { gini, hhi, topShare } from './concentration.ts'
export type { IntervalOptions } from './data.ts'
export {
  type ByUser,
  type Difference,
  newcombe,
  type PairedDifference,
  pairedDifference,
  pairedRatioDifference,
  welch
} from './differences.ts'
export { normalCdf, normalQuantile, tCdf, tQuantile } from './distributions.ts'
export {
  clusteredRate,
  type Estimate,
  estimateMean,
  estimateRate,
  estimateRatio,
  meanInterval,
  quantileInterval,
  ratioInterval,
  wilson
} from './intervals.ts'
export {
  addRatio,
  addValue,
  createMoments,
  createRatioMoments,
  type Moments,
  mergeMoments,
  mergeRatioMoments,
  type RatioMoments,
  variance
} from './moments.ts'
export { benjaminiHochberg, holm } from './multiplicity.ts'
export {
  designEffect,
  detectableMean,
  detectableShare,
  type MeanPowerOptions,
  meanPower,
  type PowerOptions,
  usersForMeans,
  usersForShares
} from './power.ts'
export { kaplanMeier, type Survival, type SurvivalStep, survivalAt, survivalOf } from './survival.ts'
