import * as z from 'zod'
import { RecoError } from '../../contract/error.ts'
import { ACTIONS, CAUSES } from '../../contract/session.ts'
import { HeldOut } from './scores.ts'

const finite = z.number()
/** A linear predictor in named features; what a segment adds to its level, and to its slope on `match`. */
export const Linear = z.strictObject({
  coefficients: z.record(z.string(), finite),
  /** Standard errors of these; how sure each is. */
  errors: z.record(z.string(), z.number().min(0)),
  offsets: z.record(z.string(), finite).default({}),
  slopes: z.record(z.string(), finite).default({})
})
export type Linear = z.infer<typeof Linear>

const causes = z.partialRecord(z.enum(CAUSES), Linear)
const reactions = z.partialRecord(z.enum(ACTIONS), Linear)

/** All that a distilled mind is: what was fitted, to whom, and how well it does on people that it was not fitted to. */
export const DistilledWeights = z.strictObject({
  kind: z.literal('recoworld.distilled'),
  version: z.literal(1),
  /** Whose answers they were. */
  teacher: z.string().max(2_000),
  fittedOn: z.strictObject({
    people: z.number().int().min(1),
    decisions: z.number().int().min(1),
    impressions: z.number().int().min(1),
    seed: z.number()
  }),
  /** Log-odds that an item is opened that is looked at. */
  opened: Linear,
  /** ln of the Weibull scale of the watch ratio of what is opened; ratios from `cap` on count as `cap`. */
  watch: z.strictObject({ scale: Linear, shape: z.number().positive(), cap: z.number().positive() }),
  /** Log-odds of each action with what is opened, and with what is passed by. */
  reactions,
  passing: reactions,
  /** Log-odds that the person looks no further, slot by slot. */
  stops: Linear,
  glanceSeconds: z.number().min(0),
  delight: z.strictObject({ mean: Linear, sd: z.number().min(0) }),
  /** Log-odds of leaving after a slate, for each cause against staying; the part that has it as a complaint, by cause. */
  leaves: causes,
  silent: z.partialRecord(z.enum(CAUSES), z.number().min(0).max(1)),
  /** Log-odds that somebody who stays speaks up, for each cause against keeping still. */
  speaks: causes,
  heldOut: HeldOut.nullable()
})
export type DistilledWeights = z.infer<typeof DistilledWeights>

/** Weights as they were written. @throws RecoError `distil.bad-weights` */
export function readWeights(given: unknown): DistilledWeights {
  const read = DistilledWeights.safeParse(given)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new RecoError('distil.bad-weights', {
    what: `These are no weights of a distilled mind: ${issue?.path.join('.')}: ${issue?.message}.`,
    fix: 'Fit them anew with this version: `recoworld distil`.'
  })
}
