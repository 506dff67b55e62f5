/** Bandits over the numbers of candidates. */
export { BANDITS, type BanditName, type BanditOptions, createBandit } from './linear.ts'
export { createRidge, type Ridge } from './ridge.ts'
