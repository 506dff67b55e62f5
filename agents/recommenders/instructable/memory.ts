import type { Feedback } from '../../../src/define.ts'
import { forgetTaste, type StandingWish, type Taste, type TasteOptions } from '../../../src/ranking/index.ts'

/** What is kept of one visit when it is over. */
export interface VisitSummary {
  readonly session: number
  readonly slates: number
  readonly opened: number
  /** Topics (positions) that the person spent most on, best first, 3 at most. */
  readonly liked: readonly number[]
}

/** What is known of one person: plain values, bounded, so that they could be written down. */
export interface Memory {
  // from impression to impression
  readonly taste: Taste
  /** How much of each topic there was lately. */
  readonly exposure: Float32Array
  /** The items last seen, oldest overwritten, and what each was worth; −1 where there is none yet. */
  readonly items: Int32Array
  readonly worths: Float32Array
  seen: number
  // from visit to visit
  wishes: StandingWish[]
  visits: VisitSummary[]
  /** Of the visit under way: slates, openings, and worth by topic. */
  slates: number
  opened: number
  readonly spent: Float32Array
}

const ITEMS = 40
const VISITS = 5
const LIKED = 3
/** What is left of each topic's exposure after a slate, and after a visit. */
const LEFT = { perSlate: 0.75, perVisit: 0.3 }

/** All its numbers in one piece of memory: a world may hold a million. */
export function newMemory(topics: number, width: number, options: TasteOptions): Memory {
  const room = new Float32Array(2 * width + 2 * topics + 2 * ITEMS)
  let from = 0
  const take = (length: number) => {
    from += length
    return room.subarray(from - length, from)
  }
  const taste = { mean: take(width), variance: take(width) }
  forgetTaste(taste, options)
  return {
    taste,
    exposure: take(topics),
    spent: take(topics),
    worths: take(ITEMS),
    items: new Int32Array(room.buffer, from * 4, ITEMS).fill(-1),
    seen: 0,
    wishes: [],
    visits: [],
    slates: 0,
    opened: 0
  }
}

/** Forgets what the person is like. What it has seen stays, so that it is not shown again. */
export function forget(memory: Memory, options: TasteOptions): void {
  forgetTaste(memory.taste, options)
  memory.exposure.fill(0)
  memory.spent.fill(0)
  memory.wishes = []
  memory.visits = []
}

/** Notes an item that was looked at. */
export function note(memory: Memory, item: number, worth: number, isOpened: boolean, topic: number): void {
  const at = memory.seen++ % ITEMS
  memory.items[at] = item
  memory.worths[at] = worth
  if (isOpened) memory.opened++
  if (worth > 0) memory.spent[topic]! += worth
}

/** Notes that a slate is over, and what of each topic was on it. */
export function noteSlate(memory: Memory, { items, reached }: Feedback, features: Float32Array): void {
  const { exposure } = memory
  const topics = exposure.length
  memory.slates++
  for (let slot = 0; slot < reached; slot++) {
    const from = items[slot]! * topics
    for (let topic = 0; topic < topics; topic++) exposure[topic]! += features[from + topic]! / reached
  }
  for (let topic = 0; topic < topics; topic++) exposure[topic]! *= LEFT.perSlate
}

/** Sums a visit up and clears the desk for the next. */
export function sumUp(memory: Memory, session: number): void {
  const liked = [...memory.spent.keys()]
    .filter((topic) => memory.spent[topic]! > 0)
    .sort((a, b) => memory.spent[b]! - memory.spent[a]! || a - b)
    .slice(0, LIKED)
  const { slates, opened } = memory
  memory.visits = [...memory.visits, { session, slates, opened, liked }].slice(-VISITS)
  memory.slates = memory.opened = 0
  memory.spent.fill(0)
  for (let topic = 0; topic < memory.exposure.length; topic++) memory.exposure[topic]! *= LEFT.perVisit
}
