/** Statistics over users. A difference is always b − a; an arm, a population or a recommender may stand behind a letter. */
export { type BootstrapOptions, bootstrap } from './bootstrap.ts'
export { gini, hhi, topShare, unpredictability } from './concentration.ts'
export { type Cox, type CoxEffect, type CoxOptions, cox } from './cox.ts'
export { type Adjusted, type Arm, cuped, cupedDifference } from './cuped.ts'
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
export { type LogRank, logRank, type SurvivalGroup } from './log-rank.ts'
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
export { kish, type Margins, type Raked, type RakeOptions, rake } from './raking.ts'
export { type RestrictedMeanOptions, restrictedMean, restrictedMeanDifference } from './restricted-mean.ts'
export { alwaysValidHalfWidth, type Look, mixtureRatio, type SequentialOptions, sequentialTest } from './sequential.ts'
export { kaplanMeier, type Survival, type SurvivalStep, survivalAt, survivalOf } from './survival.ts'
export { type Association, chiSquare, kendall, page, spearman } from './trend.ts'
