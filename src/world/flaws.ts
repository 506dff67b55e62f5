import { RecoError } from '../contract/error.ts'
import { ACTS, Instruction, TARGETS } from '../contract/instruction.ts'
import type { Review } from '../contract/plugin.ts'
import { ACTIONS, CAUSES, REASONS } from '../contract/session.ts'

const MASKS = 1 << ACTIONS.length
const ANY = Number.MAX_VALUE

/** What a review lacks to be one, for a slate of `length` items; nothing when it is whole. */
export function flawIn(review: Review, length: number): RecoError | undefined {
  const { delight, watchRatio, seconds, sameness, found, hazard, leaveCause, disengageCause, reached } = review
  if (!isWithin(delight, -1, 1)) return outside('delight', delight, -1, 1)
  if (!isWithin(watchRatio, 0, ANY)) return outside('watchRatio', watchRatio, 0, ANY)
  if (!isWithin(seconds, 0, ANY)) return outside('seconds', seconds, 0, ANY)
  if (!isWithin(sameness, 0, 1)) return outside('sameness', sameness, 0, 1)
  if (!isWithin(found, 0, 1)) return outside('found', found, 0, 1)
  if (!isWithin(hazard, 0, 1)) return outside('hazard', hazard, 0, 1)
  if (!isCode(leaveCause, CAUSES.length)) return flaw('leaveCause', leaveCause, 'a position in CAUSES')
  if (!isCode(disengageCause, CAUSES.length)) return flaw('disengageCause', disengageCause, 'a position in CAUSES')
  if (!isCode(reached, length + 1)) return flaw('reached', reached, `whole, from 0 to ${length}`)
  return isPlain(review, reached) ? undefined : flawInSlots(review, reached)
}

/** Whether it is plain in one pass that all slots are sound. */
function isPlain({ watchSeconds, actions, reasons }: Review, reached: number): boolean {
  let acts = 0
  let farthest = 0
  let isSound = true
  for (let slot = 0; slot < reached; slot++) {
    const watched = watchSeconds[slot]!
    acts |= actions[slot]!
    if (reasons[slot]! > farthest) farthest = reasons[slot]!
    if (!(watched >= 0 && watched <= ANY)) isSound = false
  }
  return isSound && acts < MASKS && farthest < REASONS.length
}

function flawInSlots({ watchSeconds, actions, reasons }: Review, reached: number): RecoError | undefined {
  for (let slot = 0; slot < reached; slot++) {
    const watched = watchSeconds[slot]!
    if (!isWithin(watched, 0, ANY)) return flaw(`watchSeconds[${slot}]`, watched, 'finite and 0 or more')
    const acts = actions[slot]!
    if (acts >= MASKS) return flaw(`actions[${slot}]`, acts, `bits of ${ACTIONS.join(', ')}`)
    const reason = reasons[slot]!
    if (reason >= REASONS.length) return flaw(`reasons[${slot}]`, reason, 'a position in REASONS')
  }
  return undefined
}

const isWithin = (value: number, low: number, high: number) => value >= low && value <= high

const isCode = (value: number, codes: number) => value >= 0 && value < codes && Number.isInteger(value)

const outside = (name: string, value: number, low: number, high: number) =>
  flaw(name, value, `between ${low} and ${high}`)

const flaw = (name: string, value: number, wanted: string) =>
  new RecoError('mind.bad-review', {
    what: `The mind answered ${name} = ${value}; it must be ${wanted}.`,
    fix: 'Mend review().'
  })

/** All of an instruction but its words, for those that find them only when asked. */
const Wordless = Instruction.omit({ text: true })

/**
 * The instruction that a mind gave. Words that it finds only when asked (`text` is a getter) are left where they are unless
 * somebody reads them.
 *
 * @throws RecoError `mind.bad-instruction`
 */
export function instructionIn(answer: unknown, isRead = true): Instruction {
  const isLeft = !isRead && Object.getOwnPropertyDescriptor(answer ?? {}, 'text')?.get !== undefined
  if (isLeft && isWish(answer as Partial<Instruction>) && !wrongTarget(answer as Instruction))
    return answer as Instruction
  const read = (isLeft ? Wordless : Instruction).safeParse(answer)
  const [issue] = read.success ? [] : read.error.issues
  const wrong = read.success
    ? wrongTarget(read.data)
    : [issue?.path.join('.'), issue?.message].filter(Boolean).join(': ')
  if (read.success && wrong === undefined) return isLeft ? (answer as Instruction) : (read.data as Instruction)
  throw new RecoError('mind.bad-instruction', {
    what: `The mind was asked to reflect; what it said cannot be followed: ${wrong}.`,
    fix: 'Return { text, act, target } from reflect().'
  })
}

/** Whether it is plain at a glance that it can be followed; the schema says what is wrong where it is not. */
function isWish({ act, target, seconds, also }: Partial<Instruction>): boolean {
  const isSound = (wish: { act?: unknown; target?: unknown }) =>
    ACT_NAMES.has(wish.act) && (wish.target === null || (typeof wish.target === 'string' && wish.target.length <= 200))
  return (
    isSound({ act, target }) &&
    (seconds === undefined || (typeof seconds === 'number' && seconds >= 1)) &&
    (also === undefined || isSound(also))
  )
}
const ACT_NAMES: ReadonlySet<unknown> = new Set(ACTS)

function wrongTarget({ act, target }: Pick<Instruction, 'act' | 'target'>): string | undefined {
  if (act === 'local') return target === null ? 'local without a place' : undefined
  const allowed = TARGETS[act]
  if (!allowed || (target !== null && allowed.includes(target))) return undefined
  return `${act} ${target}; its target is one of ${allowed.join(', ')}`
}
