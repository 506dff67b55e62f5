import { ACTIONS } from '../../contract/session.ts'
import { type Answer, ITEM, PERSON, watchedOf } from './answer.ts'
import type { Rows } from './pooled.ts'

const CLICK = 1 << ACTIONS.indexOf('click')
const SKIP = 1 << ACTIONS.indexOf('skip')

/** Whether a mask says that an item was opened: clicked, whatever else. */
export const isOpened = (mask: number): boolean => (mask & CLICK) !== 0
/** Whether a mask holds more than opening or passing by. */
export const isMore = (mask: number): boolean => (mask & ~(CLICK | SKIP)) !== 0

/** Segments by number, in the order of their names. */
export type Segments = ReadonlyMap<string, number>
export const segmentsOf = (answers: readonly Answer[]): Segments =>
  new Map([...new Set(answers.map(({ segment }) => segment))].sort().map((name, at) => [name, at]))

/** Rows of slates: of each, numbers of its own. */
export function slateRows(
  answers: readonly Answer[],
  segments: Segments,
  width: number,
  featuresOf: (answer: Answer) => Float64Array
): Rows {
  const x = new Float64Array(answers.length * width)
  for (const [row, answer] of answers.entries()) x.set(featuresOf(answer).subarray(0, width), row * width)
  return {
    n: answers.length,
    width,
    x,
    segment: Int32Array.from(answers, ({ segment }) => segments.get(segment) ?? -1),
    segments: segments.size,
    sloped: -1
  }
}

/** One slot that was looked at. */
export interface Impression {
  readonly answer: Answer
  readonly slot: number
}

/** All slots that were looked at, or those that a test lets pass. */
export function impressionsOf(answers: readonly Answer[], keep: (mask: number) => boolean = () => true): Impression[] {
  return answers.flatMap((answer) => {
    const kept: Impression[] = []
    for (let slot = 0; slot < answer.deed.reached; slot++)
      if (keep(answer.deed.actions[slot]!)) kept.push({ answer, slot })
    return kept
  })
}

/** Rows of impressions. @param more columns after those of the item */
export function impressionRows(
  impressions: readonly Impression[],
  segments: Segments,
  more?: (impression: Impression) => number
): Rows {
  const width = PERSON.length + ITEM.length + (more ? 1 : 0)
  const x = new Float64Array(impressions.length * width)
  for (const [row, impression] of impressions.entries()) {
    const { answer, slot } = impression
    x.set(answer.person, row * width)
    x.set(answer.items.subarray(slot * ITEM.length, (slot + 1) * ITEM.length), row * width + PERSON.length)
    if (more) x[(row + 1) * width - 1] = more(impression)
  }
  return {
    n: impressions.length,
    width,
    x,
    segment: Int32Array.from(impressions, ({ answer }) => segments.get(answer.segment) ?? -1),
    segments: segments.size,
    sloped: PERSON.length + ITEM.indexOf('match')
  }
}

export const maskOf = ({ answer, slot }: Impression): number => answer.deed.actions[slot]!
export const ratioOf = ({ answer, slot }: Impression): number => answer.deed.ratios[slot]!
export const watchedIn = (impression: Impression): number => watchedOf(ratioOf(impression))
