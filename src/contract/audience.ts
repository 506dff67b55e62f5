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

/** A tie of a graph: what `from` shares comes to `to`. */
export const GraphRow = z.object({
  from: z.string().min(1),
  to: z.string().min(1),
  /** The chance that `to` sees it, 0 to 1; 1 if not given. */
  weight: rate.optional()
})
export type GraphRow = z.output<typeof GraphRow>
