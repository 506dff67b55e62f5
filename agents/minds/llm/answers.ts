import * as z from 'zod'
import { ACTIONS, ACTS, CAUSES, MENDABLE, REASONS, TARGETS } from '../../../src/define.ts'

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
type Wish = z.infer<z.ZodObject<typeof wish>>

const Said = z.object({
  text: z.string().min(1).max(600),
  ...wish,
  seconds: z.number().min(1).max(86_400).nullable(),
  also: z.object(wish).nullable()
})

/** What a person asks for. `seconds` goes with the act length, `also` is a second wish in the same breath. */
export const reflectAnswer = Said.superRefine((said, context) => {
  for (const { message, path } of flawsOf(said)) context.addIssue({ code: 'custom', message, path })
})
export type ReflectAnswer = z.infer<typeof Said>

/** Whether a person that is about to leave stays, speaks or goes; with its words where it speaks. */
export const departAnswer = z
  .object({ next: z.enum(NEXT), cause: z.enum(CAUSES), instruction: Said.nullable() })
  .superRefine(({ next, cause, instruction }, context) => {
    const complain = (message: string, path: string[]) => context.addIssue({ code: 'custom', message, path })
    if ((next === 'stay') !== (cause === 'none')) complain('stay has the cause none, and nothing else has', ['cause'])
    if ((next === 'speak') !== (instruction !== null))
      complain('who speaks has an instruction, and nobody else has', ['instruction'])
    if (next === 'speak' && !MENDABLE.has(cause)) complain(`nobody speaks up about ${cause}`, ['cause'])
    if (instruction) for (const { message, path } of flawsOf(instruction)) complain(message, ['instruction', ...path])
  })
export type DepartAnswer = z.infer<typeof departAnswer>

/** Targets that no act can have. */
function flawsOf({ also, ...said }: ReflectAnswer): { message: string; path: string[] }[] {
  const wishes: [Wish, string][] = [[said, 'target'], ...(also ? [[also, 'also'] satisfies [Wish, string]] : [])]
  return wishes.flatMap(([{ act, target }, at]) => {
    const allowed = TARGETS[act]
    if (allowed && !(target !== null && allowed.includes(target)))
      return [{ message: `${act} takes one of ${allowed.join(', ')}`, path: [at] }]
    return act === 'local' && target === null ? [{ message: 'local takes a place', path: [at] }] : []
  })
}
