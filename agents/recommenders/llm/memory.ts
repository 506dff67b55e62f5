import { type Catalogue, type Feedback, type Instruction, laws, REASONS, type Reason } from '../../../src/define.ts'
import {
  isOpened,
  newTaste,
  type StandingWish,
  type Taste,
  type TasteOptions,
  worthOf
} from '../../../src/ranking/index.ts'
import { DEFAULT_PLAN, type Plan } from './plan.ts'

/** Of one person's liking of topics. */
export const OWN: TasteOptions = { prior: 0.3, noise: 0.3 }
const KEPT = { slates: 6, visits: 5, asked: 6, liked: 8, thought: 160, said: 400 }
/** From which worth on an item counts as liked. */
const LIKED = 0.7

/** What one person did with one item. */
export interface ItemNote {
  readonly item: number
  readonly actions: number
  readonly seconds: number
  readonly reason: Reason
  /** The person's own words, cut; empty where there are none. */
  readonly thought: string
}

export interface SlateNote {
  readonly session: number
  readonly turn: number
  readonly engagement: number
  readonly items: readonly ItemNote[]
}

/** What is kept of a visit. Engagement 0 … 1, of its first slate and of its last: how the mood moved. */
export interface VisitNote {
  readonly session: number
  readonly slates: number
  readonly opened: number
  readonly began: number
  readonly ended: number
  /** Positions of the topics that most was watched of, 3 at most. */
  readonly liked: readonly number[]
}

/** What the person asked for: the share of the slate that it spoke about, and of the one after it, that was that. */
export interface AskedNote {
  readonly instruction: Instruction
  readonly session: number
  readonly turn: number
  readonly shown: readonly number[]
  readonly before: number
  after: number | null
}

/** What came of thinking, until the next slate tells it. */
export interface Trace {
  readonly plan: string
  readonly calls: readonly { readonly tool: string; readonly input: string }[]
  readonly isLate: boolean
}

/** What is known of one person, on two levels, bounded: of its last slates, and of its last visits. */
export interface Memory {
  readonly taste: Taste
  slates: SlateNote[]
  visits: VisitNote[]
  asked: AskedNote[]
  wishes: StandingWish[]
  /** Positions, the last on top. */
  liked: number[]
  plan: Plan
  trace: Trace | undefined
  /** Something was asked for, and not thought about yet. */
  isAsked: boolean
  /** Whether it was thought about before. */
  isMet: boolean
  /** Slates since it was last thought about. */
  slatesSince: number
  /** Engagement of the last two slates, and the mean of those before them, over `counted` slates. */
  lastTwo: number[]
  usual: number
  counted: number
  /** Of the visit under way. */
  visit: { slates: number; opened: number; began: number; ended: number; readonly spent: Float32Array }
}

export const newMemory = (topics: number): Memory => ({
  taste: newTaste(topics, OWN),
  slates: [],
  visits: [],
  asked: [],
  wishes: [],
  liked: [],
  plan: DEFAULT_PLAN,
  trace: undefined,
  isAsked: false,
  isMet: false,
  slatesSince: 0,
  lastTwo: [],
  usual: 0,
  counted: 0,
  visit: newVisit(topics)
})

const newVisit = (topics: number) => ({ slates: 0, opened: 0, began: 0, ended: 0, spent: new Float32Array(topics) })

/** Writes a slate down, with what was done and thought. */
export function noteSlate(memory: Memory, feedback: Feedback, catalogue: Catalogue): void {
  const { session, turn, items, length, reached, actions, watchSeconds, reasons, thoughts } = feedback
  const notes: ItemNote[] = []
  let sum = 0
  for (let slot = 0; slot < reached; slot++) {
    const item = items[slot]!
    const worth = worthOf(actions[slot]!, watchSeconds[slot]!, catalogue.seconds[item]!)
    sum += Math.max(0, worth)
    if (worth >= LIKED) memory.liked = [item, ...memory.liked.filter((one) => one !== item)].slice(0, KEPT.liked)
    if (isOpened(actions[slot]!)) memory.visit.opened++
    memory.visit.spent[catalogue.topic[item]!]! += Math.max(0, worth)
    const thought = (thoughts?.[slot] ?? '').slice(0, KEPT.thought)
    notes.push({
      item,
      actions: actions[slot]!,
      seconds: watchSeconds[slot]!,
      reason: REASONS[reasons[slot]!]!,
      thought
    })
  }
  const engagement = Math.min(1, sum / Math.max(1, length))
  memory.slates = [...memory.slates, { session, turn, engagement, items: notes }].slice(-KEPT.slates)
  noteEngagement(memory, engagement)
  if (memory.visit.slates++ === 0) memory.visit.began = engagement
  memory.visit.ended = engagement
  memory.slatesSince++
  const slate = Array.from(items.subarray(0, length))
  for (const asked of memory.asked)
    if (asked.after === null && (asked.session !== session || asked.turn !== turn))
      asked.after = laws.obedience.satisfies(asked.instruction, slate, asked.shown, catalogue)
}

/** Slates that the usual engagement is a mean of, at most. */
const SPAN = 20

function noteEngagement(memory: Memory, engagement: number): void {
  memory.lastTwo.push(engagement)
  if (memory.lastTwo.length <= 2) return
  memory.counted = Math.min(SPAN, memory.counted + 1)
  memory.usual += (memory.lastTwo.shift()! - memory.usual) / memory.counted
}

/** Writes down what was asked for, and about which slate. */
export function noteAsked(
  memory: Memory,
  said: Instruction,
  { items, length, session, turn }: Feedback,
  catalogue: Catalogue
): void {
  const shown = Array.from(items.subarray(0, length))
  const instruction = { ...said, text: said.text.slice(0, KEPT.said) }
  const before = laws.obedience.satisfies(instruction, shown, shown, catalogue)
  memory.asked = [...memory.asked, { instruction, session, turn, shown, before, after: null }].slice(-KEPT.asked)
  memory.isAsked = true
}

/** Sums a visit up and clears the desk for the next. */
export function sumUp(memory: Memory, session: number): void {
  const { slates, opened, began, ended, spent } = memory.visit
  const liked = [...spent.keys()]
    .filter((topic) => spent[topic]! > 0)
    .sort((a, b) => spent[b]! - spent[a]! || a - b)
    .slice(0, 3)
  if (slates > 0)
    memory.visits = [...memory.visits, { session, slates, opened, began, ended, liked }].slice(-KEPT.visits)
  memory.visit = newVisit(spent.length)
}
