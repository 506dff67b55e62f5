import * as z from 'zod'
import { DEVICES } from './population.ts'

const rate = z.number().min(0).max(1)

/** One segment of one's own audience, as an analytics export tells it. */
export const AudienceRow = z.object({
  segment: z.string().min(1).max(80),
  /** Its part of the audience, in any unit, such as viewers. */
  share: z.number().positive(),
  /** Of what it is shown, how much it opens, likes, comments on and shares, 0 to 1. */
  click: rate.optional(),
  like: rate.optional(),
  comment: rate.optional(),
  sharing: rate.optional(),
  /** 13-24, or 65+. */
  age: z
    .string()
    .regex(/^\d+\s*([-–]\s*\d+|\+)$/, 'write ages as 13-24 or 65+')
    .optional(),
  region: z.string().max(80).optional(),
  device: z.enum(DEVICES).optional(),
  interests: z.array(z.string().min(1).max(80)).max(50).optional(),
  /** How long it watches what it opens, on average. */
  seconds: z.number().min(1).max(86_400).optional()
})
export type AudienceRow = z.output<typeof AudienceRow>
