/** Learning a policy over slates by its gradient. */
export type { CriticSettings } from './actor-critic.ts'
export { type Credit, createGrpo, type GrpoOptions } from './grpo.ts'
export type { LearnerOptions } from './learner.ts'
export { type ClippedOptions, createPpo, type PpoOptions } from './ppo.ts'
export { createReinforce, type ReinforceOptions } from './reinforce.ts'
export { createSlatePolicy, type Draw, type PolicyShape, type Seen, type SlatePolicy } from './slate-policy.ts'
