import { mustBeFinite } from './check.ts'

/** Temper wears away with poor slates until the person goes; no chance in it. */
export interface TemperParameters {
  start: number
  /** Reward of a slate, its mean over items, at which nothing is lost. */
  target: number
  /** The most that one slate can cost. */
  worst: number
  /** Below this one leaves. */
  limit: number
}

/** @source Zhao et al., KuaiSim: a comprehensive simulator for recommender systems, NeurIPS 2023, and its code */
export const DEFAULTS: TemperParameters = { start: 20, target: 2, worst: 2, limit: 1 }

/** Temper after a slate: temper + clip(reward − target, −worst, 0). @throws RecoError `temper.bad-reward` @example temper.next(20, 0.5, temper.DEFAULTS) // => 18.5 */
export function next(temper: number, reward: number, { target, worst }: TemperParameters): number {
  mustBeFinite('temper', 'reward', reward)
  return temper + Math.min(0, Math.max(-worst, reward - target))
}

/** Whether temper is gone. @example temper.leaves(0.9, temper.DEFAULTS) // => true */
export const leaves = (temper: number, { limit }: TemperParameters): boolean => temper < limit

/**
 * How many slates of a constant reward somebody takes: ⌊(start − limit) / min(worst, target − reward)⌋ + 1.
 *
 * @param reward   mean over the items of each slate
 * @returns        1 or more; Infinity from the target on
 * @throws RecoError `temper.bad-reward`
 * @source         follows from the rule of KuaiSim
 * @example        temper.depth(0.6476, temper.DEFAULTS) // => 15
 */
export function depth(reward: number, { start, target, worst, limit }: TemperParameters): number {
  mustBeFinite('temper', 'reward', reward)
  const cost = Math.min(worst, target - reward)
  return cost > 0 ? Math.floor((start - limit) / cost) + 1 : Number.POSITIVE_INFINITY
}
