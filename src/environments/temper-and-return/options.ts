import * as z from 'zod'

export const Settings = z.strictObject({
  /** Items in all, items of a slate, and numbers of an item and of a taste. */
  items: z.number().int().min(1).max(5_000).default(60),
  slate: z.number().int().min(1).max(50).default(6),
  dimensions: z.number().int().min(1).max(64).default(8),
  /** Visits of an episode, 1 for whole sessions; slates of a visit at most. */
  sessions: z.number().int().min(1).max(1_000).default(1),
  requests: z.number().int().min(1).max(1_000).default(20),
  /** How much of an item's score its likeness to the rest of the slate takes away, 0 … 1. */
  correlation: z.number().min(0).max(1).default(0.2),
  /** The mean reward of every slate, whatever is on it: for looking at the laws alone. */
  fixed: z.number().min(0).max(2).nullable().default(null),
  /** What a slate's mean reward is worth, and what a day away costs when a visit ends. */
  worth: z.strictObject({ slate: z.number(), day: z.number() }).default({ slate: 1, day: 0 })
})
export type Options = z.infer<typeof Settings>
