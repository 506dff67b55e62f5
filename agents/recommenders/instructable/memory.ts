import type { Feedback } from '../../../src/define.ts'
import { newTaste, type Taste, type TasteOptions } from '../../../src/ranking/index.ts'
import type { StandingWish } from './wish.ts'

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
  taste: Taste
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

export const newMemory = (topics: number, width: number, options: TasteOptions): Memory => ({
  taste: newTaste(width, options),
  exposure: new Float32Array(topics),
  items: new Int32Array(ITEMS).fill(-1),
  worths: new Float32Array(ITEMS),
  seen: 0,
  wishes: [],
  visits: [],
  slates: 0,
  opened: 0,
  spent: new Float32Array(topics)
})

/** Forgets what the person is like. What it has seen stays, so that it is not shown again. */
export function forget(memory: Memory, width: number, options: TasteOptions): void {
  memory.taste = newTaste(width, options)
  memory.exposure.fill(0)
  memory.spent.fill(0)
  memory.wishes = []
  memory.visits = []
}

/** Whether the item is among those last seen. */
export const isRecent = ({ items }: Memory, item: number): boolean => items.includes(item)

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
  const topics = memory.exposure.length
  memory.slates++
  for (let slot = 0; slot < reached; slot++) {
    const from = items[slot]! * topics
    for (let topic = 0; topic < topics; topic++) memory.exposure[topic]! += features[from + topic]! / reached
  }
  for (let topic = 0; topic < topics; topic++) memory.exposure[topic]! *= LEFT.perSlate
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
