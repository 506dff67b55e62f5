import type { Memory } from './memory.ts'

/** What there is to think about. */
export type Occasion = 'instruction' | 'cold start' | 'drop in engagement'

/** The last two slates have to be below this share of what is usual. */
const DROP = 0.6
/** Below this, nothing can drop. */
const LEAST = 0.05
/** Slates that make something usual, and that a plan is given before it is doubted. */
const ENOUGH = 3

/** Why somebody is to be thought about before the next slate; nothing while the plan serves. */
export function occasionOf(memory: Memory): Occasion | undefined {
  if (memory.isAsked) return 'instruction'
  if (!memory.isMet) return 'cold start'
  const { usual, counted, lastTwo, slatesSince } = memory
  const isUsual = counted >= ENOUGH && slatesSince >= ENOUGH && usual >= LEAST
  return isUsual && lastTwo.every((engagement) => engagement < DROP * usual) ? 'drop in engagement' : undefined
}
