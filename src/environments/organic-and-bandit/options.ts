import * as z from 'zod'

const share = z.number().min(0).max(1)

export const Settings = z.strictObject({
  products: z.number().int().min(2).max(5_000).default(10),
  /** Numbers of a person's interests. */
  dimensions: z.number().int().min(1).max(64).default(5),
  /** How far interests drift with each product looked at, and how differently products are liked by all. */
  drift: z.number().min(0).default(0.1),
  spread: z.number().min(0).default(3),
  /** Chance to be shown something next, to go on by oneself again, and to leave, at each step. */
  toShown: share.default(0.25),
  toOwn: share.default(0.05),
  leave: share.default(0.01),
  /** Products shown in an episode at most. */
  horizon: z.number().int().min(1).max(100_000).default(1_000),
  /** Observations tell the chance of a click of each product: for the bound that nobody can beat. */
  isRevealed: z.boolean().default(false)
})
export type Options = z.infer<typeof Settings>
