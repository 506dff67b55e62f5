import * as z from 'zod'
import { FORMATS } from './item.ts'

/**
 * What a person can ask of a recommender. What `target` names depends on the act:
 * a topic for exclude, reduce, diversify-near, explore-far and more-like (null: what was just shown);
 * a format for `format`; `shorter` or `longer` for `length`; `lighter` or `deeper` for `mood`;
 * `slower` or `faster` for `pace`; a place for `local`; null for novelty, trending and reset.
 */
export const ACTS = [
  'exclude',
  'reduce',
  'diversify-near',
  'explore-far',
  'more-like',
  'novelty',
  'trending',
  'local',
  'length',
  'format',
  'mood',
  'pace',
  'reset'
] as const
export type Act = (typeof ACTS)[number]

/** A reflective instruction: words for whoever reads, a typed act so that obedience is a predicate and not an opinion. */
export const Instruction = z.object({
  text: z.string().min(1).max(2_000),
  act: z.enum(ACTS),
  target: z.string().max(200).nullable(),
  /** With `length`: the longest (shorter) or shortest (longer) wanted, seconds. */
  seconds: z.number().min(1).optional(),
  /** A second wish in the same breath, such as «more pottery instead». */
  also: z.object({ act: z.enum(ACTS), target: z.string().max(200).nullable() }).optional()
})
export type Instruction = z.infer<typeof Instruction>

/** What the target of an act may be, where it is not a topic or null: any other target cannot be followed. */
export const TARGETS: Partial<Record<Act, readonly string[]>> = {
  length: ['shorter', 'longer'],
  format: FORMATS,
  mood: ['lighter', 'deeper'],
  pace: ['slower', 'faster']
}
