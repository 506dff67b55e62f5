import * as z from 'zod'
import { Instruction } from './instruction.ts'
import { ItemId } from './item.ts'
import { ACTIONS, CAUSES, ENDINGS, MOODS, REASONS, SCALARS } from './session.ts'

const whole = z.number().int().min(0)
const unit = z.number().min(0).max(1)

/** What every fact carries: where it belongs, when it happened (simulated milliseconds), and which fact led to it. */
const fact = {
  id: z.string(),
  run: z.string(),
  user: whole,
  session: whole,
  turn: whole,
  at: z.number(),
  /** The id of the event that caused it; null for the first of a session. */
  cause: z.string().nullable()
}

const Shown = z.object({
  item: ItemId,
  slot: whole,
  /** The chance that the recommender gave this item in this slot; null where it keeps none. */
  propensity: z.number().min(0).max(1).nullable(),
  /** Why the recommender chose it, in a few words. */
  why: z.string()
})

const Reacted = z.object({
  item: ItemId,
  slot: whole,
  actions: z.array(z.enum(ACTIONS)),
  watchSeconds: z.number().min(0),
  reason: z.enum(REASONS),
  /** The person's own words. */
  thought: z.string()
})

const of = <Type extends string, Shape extends z.core.$ZodLooseShape>(type: Type, shape: Shape) =>
  z.object({ type: z.literal(type), ...fact, ...shape })

/** Past-tense facts; a table each in the log, named with underscores. */
export const EVENTS = {
  'session.started': of('session.started', {
    population: z.string(),
    segment: z.string(),
    /** What the person's mindset was born with. */
    patience: unit,
    trust: unit
  }),
  'slate.shown': of('slate.shown', { items: z.array(Shown), recommender: z.string() }),
  'review.asked': of('review.asked', {
    mood: z.enum(MOODS),
    ...(Object.fromEntries(SCALARS.map((name) => [name, unit])) as Record<(typeof SCALARS)[number], typeof unit>)
  }),
  'review.answered': of('review.answered', {
    delight: z.number().min(-1).max(1),
    watchRatio: z.number().min(0),
    sameness: unit,
    found: unit,
    hazard: unit,
    leaveCause: z.enum(CAUSES),
    disengageCause: z.enum(CAUSES)
  }),
  'feedback.given': of('feedback.given', { slots: z.array(Reacted), seconds: z.number().min(0), mood: z.enum(MOODS) }),
  'disengagement.sensed': of('disengagement.sensed', { reason: z.enum(CAUSES) }),
  'instruction.asked': of('instruction.asked', { reason: z.enum(CAUSES) }),
  'instruction.answered': of('instruction.answered', {}),
  'instruction.given': of('instruction.given', { instruction: Instruction }),
  'instruction.followed': of('instruction.followed', {
    act: Instruction.shape.act,
    target: Instruction.shape.target,
    before: unit,
    after: unit
  }),
  'recommender.planned': of('recommender.planned', {
    plan: z.string(),
    calls: z.array(z.object({ tool: z.string(), input: z.string() })),
    /** There was no time for it: the slate is what was at hand. */
    late: z.boolean()
  }),
  'share.made': of('share.made', { item: ItemId, slot: whole }),
  'session.ended': of('session.ended', {
    how: z.enum(ENDINGS),
    reason: z.enum(CAUSES),
    turns: whole,
    seconds: z.number().min(0),
    satisfaction: unit
  }),
  'user.returned': of('user.returned', { gapMs: z.number().min(0) }),
  'user.churned': of('user.churned', {}),
  'mind.failed': of('mind.failed', { message: z.string() }),
  'recommender.failed': of('recommender.failed', { message: z.string() }),
  /** `user`: the first whom it concerns. `change`: the intervention as JSON. */
  'intervention.made': of('intervention.made', { change: z.string(), people: whole })
} as const

export type EventType = keyof typeof EVENTS
export type EventOf<Type extends EventType> = z.infer<(typeof EVENTS)[Type]>
/** Anything that happens in a world. */
export type WorldEvent = { [Type in EventType]: EventOf<Type> }[EventType]

export const EVENT_TYPES = Object.keys(EVENTS) as EventType[]

/** The name that an event has for ever: who, when, what, and the slot where there may be several. */
export const eventId = (type: EventType, user: number, session: number, turn: number, slot?: number): string =>
  slot === undefined ? `${user}.${session}.${turn}.${type}` : `${user}.${session}.${turn}.${type}.${slot}`
