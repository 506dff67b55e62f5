/** For who runs: worlds, reactions, comparisons. */

export type { Inspection, InspectionObserver } from '../agents/user.ts'
export type * from './contract/audience.ts'
export type { ForkResult } from './contract/fork.ts'
export type * from './contract/leaderboard.ts'
export type { Plan } from './contract/plan.ts'
export type * from './contract/population-check.ts'
export type * from './contract/prediction.ts'
export type * from './contract/result.ts'
export type * from './contract/season.ts'
export type * from './contract/spread.ts'
export type * from './contract/sweep.ts'
export type { Transfer, TransferCell } from './contract/transfer.ts'
export type { Travel } from './contract/travel.ts'
export * from './define.ts'
export { type RewardWeights, TERMS, type Terms } from './gym/person/reward.ts'
export type { Gone, PersonObservation, Reacted } from './gym/person/state.ts'
export type { Environments, Steps } from './gym/vector.ts'
export { type PlanOptions, planComparison } from './runner/compare/plan.ts'
export { type CompareOptions, compare } from './runner/compare.ts'
export { type Distilled, type DistilOptions, distil } from './runner/distil.ts'
export {
  createAsyncEnvironment,
  createEnvironment,
  createEnvironments,
  type EnvironmentOptions,
  type PersonEnvironment,
  type PersonEnvironmentOptions,
  type ServedOptions,
  type WorldEnvironmentOptions
} from './runner/environment.ts'
export { EXPORTS, type Exported, type ExportFormat, type ExportOptions, exportLog } from './runner/export/index.ts'
export { type Forecast, type ForecastOptions, forecast as estimate } from './runner/forecast.ts'
export { type Change, type ForkOptions, fork } from './runner/fork.ts'
export {
  type LeaderboardOptions,
  leaderboard,
  type VerifyOptions,
  verifyLeaderboard
} from './runner/leaderboard/index.ts'
export type { RunOptions, WorldOptions } from './runner/options.ts'
export { type FitOptions, type Fitted, type FittedPopulation, fitPopulation } from './runner/population/fit.ts'
export { checkPopulation, type PopulationCheckOptions } from './runner/population-check.ts'
export { type PredictOptions, predict } from './runner/predict.ts'
export { type PostInput, type ReactOptions, react } from './runner/react.ts'
export { type RemoteOptions, remoteRecommender } from './runner/remote.ts'
export { type EnvironmentServerOptions, type Served, serveEnvironments } from './runner/serve.ts'
export { type SweepOptions, sweep } from './runner/sweep.ts'
export { type TransferOptions, transfer } from './runner/transfer.ts'
export { createWorld, type World } from './runner/world.ts'
export { fromShelf, namesOn, SHELVES, type ShelfName } from './shelf.ts'
export type { MoodCount } from './streams/bus.ts'
