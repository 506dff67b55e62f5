import * as z from 'zod'
import { ACTIONS, ACTS, CAUSES, REASONS, TARGETS } from '../../../src/define.ts'

const NEXT = ['stay', 'speak', 'leave'] as const
const TOLD_REASONS = REASONS.filter((reason) => reason !== 'none') as [string, ...string[]]

/** What a person does with one item, as a model says it. Positions count from 1. */
const Looked = z.object({
  slot: z.number().int().min(1).max(100),
  /** At first glance: 1 puts off … 5 must see. */
  appeal: z.number().int().min(1).max(5),
  actions: z.array(z.enum(ACTIONS)).min(1).max(ACTIONS.length),
  /** Seconds with it once it was opened. */
  watched: z.number().min(0).max(86_400),
  why: z.enum(TOLD_REASONS),
  thought: z.string().min(1).max(400)
})

const Answer = z.object({
  items: z.array(Looked).min(1).max(100),
  delight: z.number().min(-1).max(1),
  sameness: z.number().min(0).max(1),
  found: z.number().min(0).max(1),
  hazard: z.number().min(0).max(1),
  next: z.enum(NEXT),
  cause: z.enum(CAUSES)
})
export type ReviewAnswer = z.infer<typeof Answer>

const kept = new Map<number, z.ZodType<ReviewAnswer>>()

/** The answer to a slate of so many items: what fits its shape and makes no sense is told with the place. */
export function reviewAnswer(length: number): z.ZodType<ReviewAnswer> {
  let schema = kept.get(length)
  if (!schema) {
    schema = Answer.superRefine(({ items, next, cause }, context) => {
      const complain = (message: string, ...path: (string | number)[]) =>
        context.addIssue({ code: 'custom', message, path })
      if (items.length > length) complain(`there are ${length} items, not ${items.length}`, 'items')
      for (const [at, { slot, actions, watched }] of items.entries()) {
        if (slot !== at + 1) complain(`slots go 1, 2, 3 … in order; here is ${slot}`, 'items', at, 'slot')
        if (actions.includes('skip') && actions.length > 1) complain('skip stands alone', 'items', at, 'actions')
        if (watched > 0 && !actions.includes('click'))
          complain('what was not opened (click) was not watched', 'items', at, 'watched')
      }
      if (next === 'stay' && cause !== 'none') complain('who stays has the cause none', 'cause')
      if (next !== 'stay' && cause === 'none') complain(`who does not stay has a cause`, 'cause')
    })
    kept.set(length, schema)
  }
  return schema
}

const wish = { act: z.enum(ACTS), target: z.string().max(200).nullable() }

/** What a person asks for. `seconds` goes with the act length, `also` is a second wish in the same breath. */
export const reflectAnswer = z
  .object({
    text: z.string().min(1).max(600),
    ...wish,
    seconds: z.number().min(1).max(86_400).nullable(),
    also: z.object(wish).nullable()
  })
  .superRefine((said, context) => {
    for (const [{ act, target }, at] of [
      [said, 'target'] as const,
      ...(said.also ? [[said.also, 'also'] as const] : [])
    ]) {
      const allowed = TARGETS[act]
      if (allowed && !(target !== null && allowed.includes(target)))
        context.addIssue({ code: 'custom', message: `${act} takes one of ${allowed.join(', ')}`, path: [at] })
      if (act === 'local' && target === null)
        context.addIssue({ code: 'custom', message: 'local takes a place', path: [at] })
    }
  })
export type ReflectAnswer = z.infer<typeof reflectAnswer>
