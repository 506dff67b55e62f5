import { z } from 'zod'
import type { Decision } from '../../src/contract/model.ts'

/** As a mind asks: about 2 kB of prompt, ten slots of a slate to answer for. */
export const Reactions = z.object({
  slots: z
    .array(
      z.object({
        action: z.enum(['skip', 'open', 'like', 'comment', 'share']),
        seconds: z.number().min(0).max(600),
        why: z.string().max(200)
      })
    )
    .min(5)
    .max(10),
  mood: z.enum(['curious', 'engaged', 'bored', 'frustrated']),
  leaves: z.boolean()
})

const RULES = `You are a person who looks at a feed. ${'Answer as this person would, for each slot in turn. '.repeat(16)}`
const SLATE = Array.from(
  { length: 10 },
  (_, slot) => `${slot + 1}. Something to watch about topic ${slot}, ${20 + slot} seconds, seen by ${slot * 1_000}`
).join('\n')

export const questionOf = (user: number) => ({
  messages: [
    { role: 'system', content: RULES },
    { role: 'user', content: `Person ${user}, evening, at home.\n${SLATE}` }
  ] as const,
  schema: Reactions,
  name: 'reactions',
  maxTokens: 600
})

export const decisionOf = (user: number): Decision => ({ agent: 'mind', kind: 'review', user, session: 1, turn: 1 })
