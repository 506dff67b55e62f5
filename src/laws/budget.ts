import { mustBeFinite, mustNotBeNegative } from './check.ts'

/** Time that a session may take; good content gives some of it back. No chance in it. */
export interface BudgetParameters {
  start: number
  /** What watching an item takes, while the budget lasts. */
  length: number
  /** Given back per unit of quality and time watched; below 1 / best quality, or a session may never end. */
  refund: number
  /** What a slate costs that nothing is chosen from. */
  pass: number
}

/** Quality runs from −3 to 3. @source Ie et al., SlateQ, IJCAI 2019, and the code of RecSim's interest evolution */
export const DEFAULTS: BudgetParameters = { start: 200, length: 4, refund: 0.9 / 3.4, pass: 0.5 }

/** How much of an item is watched: all, or what is left of the budget. @throws RecoError `budget.bad-budget` @example budget.watched(3, budget.DEFAULTS) // => 3 */
export function watched(budget: number, { length }: BudgetParameters): number {
  mustNotBeNegative('budget', 'budget', budget)
  return Math.min(budget, length)
}

/**
 * The budget after a choice was watched: budget − watched + refund · watched · quality.
 *
 * @param budget   before, 0 or more
 * @param quality  of the item, −3 to 3
 * @throws RecoError `budget.bad-budget`, `budget.bad-quality`
 * @source         Ie et al., SlateQ, IJCAI 2019, and the code of RecSim's interest evolution
 * @example        budget.afterWatching(200, 0, budget.DEFAULTS) // => 196
 */
export function afterWatching(budget: number, quality: number, params: BudgetParameters): number {
  mustBeFinite('budget', 'quality', quality)
  const time = watched(budget, params)
  return budget - time + params.refund * time * quality
}

/** The budget after a slate that nothing was chosen from. @example budget.afterPassing(200, budget.DEFAULTS) // => 199.5 */
export const afterPassing = (budget: number, { pass }: BudgetParameters): number => budget - pass

/** Whether the session is over. @example budget.leaves(0, budget.DEFAULTS) // => true */
export const leaves = (budget: number): boolean => budget <= 0
