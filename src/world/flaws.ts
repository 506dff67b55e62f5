import { RecoError } from '../contract/error.ts'
import { Instruction, TARGETS } from '../contract/instruction.ts'
import type { Review } from '../contract/plugin.ts'
import { ACTIONS, CAUSES, REASONS } from '../contract/session.ts'

/** The numbers of a review, and the range of each. */
const RANGES = {
  delight: [-1, 1],
  watchRatio: [0, Number.MAX_VALUE],
  seconds: [0, Number.MAX_VALUE],
  sameness: [0, 1],
  found: [0, 1],
  hazard: [0, 1]
} as const
const CODES = { leaveCause: CAUSES.length, disengageCause: CAUSES.length } as const
const MASKS = 1 << ACTIONS.length

/** What a review lacks to be one, for a slate of `length` items; nothing when it is whole. */
export function flawIn(review: Review, length: number): RecoError | undefined {
  for (const [name, [low, high]] of Object.entries(RANGES)) {
    const value = review[name as keyof typeof RANGES]
    if (!(value >= low && value <= high)) return flaw(name, value, `between ${low} and ${high}`)
  }
  for (const [name, codes] of Object.entries(CODES)) {
    const value = review[name as keyof typeof CODES]
    if (!isCode(value, codes)) return flaw(name, value, 'a position in CAUSES')
  }
  if (!isCode(review.reached, length + 1)) return flaw('reached', review.reached, `whole, from 0 to ${length}`)
  for (let slot = 0; slot < review.reached; slot++) {
    const watched = review.watchSeconds[slot]!
    if (!(watched >= 0 && watched < Number.POSITIVE_INFINITY))
      return flaw(`watchSeconds[${slot}]`, watched, 'finite and 0 or more')
    if (review.actions[slot]! >= MASKS)
      return flaw(`actions[${slot}]`, review.actions[slot]!, `bits of ${ACTIONS.join(', ')}`)
    if (review.reasons[slot]! >= REASONS.length)
      return flaw(`reasons[${slot}]`, review.reasons[slot]!, 'a position in REASONS')
  }
  return undefined
}

const isCode = (value: number, codes: number) => Number.isInteger(value) && value >= 0 && value < codes

const flaw = (name: string, value: number, wanted: string) =>
  new RecoError('mind.bad-review', {
    what: `The mind answered ${name} = ${value}; it must be ${wanted}.`,
    fix: 'Mend review().'
  })

/**
 * The instruction that a mind gave.
 *
 * @throws RecoError `mind.bad-instruction`
 */
export function instructionIn(answer: unknown): Instruction {
  const read = Instruction.safeParse(answer)
  const [issue] = read.success ? [] : read.error.issues
  const wrong = read.success
    ? wrongTarget(read.data)
    : [issue?.path.join('.'), issue?.message].filter(Boolean).join(': ')
  if (read.success && wrong === undefined) return read.data
  throw new RecoError('mind.bad-instruction', {
    what: `The mind was asked to reflect; what it said cannot be followed: ${wrong}.`,
    fix: 'Return { text, act, target } from reflect().'
  })
}

function wrongTarget({ act, target }: Instruction): string | undefined {
  if (act === 'local') return target === null ? 'local without a place' : undefined
  const allowed = TARGETS[act]
  if (!allowed || (target !== null && allowed.includes(target))) return undefined
  return `${act} ${target}; its target is one of ${allowed.join(', ')}`
}
