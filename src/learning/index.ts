/** Learning: minds that are fitted to the answers of others, and policies that learn to keep people. */
export * from './bandits/index.ts'
export * as distil from './distil/index.ts'
export * from './evaluation/index.ts'
export * from './policy-gradient/index.ts'
export { policyModule, policyRecommender, type TaughtPolicy } from './policy-recommender.ts'
export * from './tabular/index.ts'
export type { CreateTrainer, Problem, Progress, Saved, Trainer } from './trainer.ts'
export { type Algorithm, TRAINERS, type TrainerName } from './trainers.ts'
