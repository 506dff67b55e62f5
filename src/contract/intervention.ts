import * as z from 'zod'
import { ItemId } from './item.ts'

const whole = z.number().int().min(0)

/** Before the people of this turn are served. */
const at = { session: whole, turn: whole }

/** Whom a change concerns: everybody, those of a segment, or one person. */
const Whom = z.union([
  z.literal('everyone'),
  z.strictObject({ population: z.string(), segment: z.string() }),
  z.strictObject({ user: whole })
])
export type Whom = z.infer<typeof Whom>

/** Something that somebody does to a world while it runs. Of the same manifest, seed and interventions comes the same log. */
export const Intervention = z.discriminatedUnion('do', [
  /** Another recommender goes on: a name, or the path of a file. It knows what was shown, and nothing else. */
  z.strictObject({ do: z.literal('swap-recommender'), to: z.string().min(1).max(1_000), ...at }),
  /** An item is withdrawn: nobody is shown it any more. */
  z.strictObject({ do: z.literal('drop-item'), item: ItemId, ...at }),
  /** A trait or a scalar of people's mindsets is set, 0 … 1. */
  z.strictObject({
    do: z.literal('set-trait'),
    trait: z.string().min(1).max(80),
    value: z.number().min(0).max(1),
    whom: Whom.default('everyone'),
    ...at
  })
])
export type Intervention = z.infer<typeof Intervention>
