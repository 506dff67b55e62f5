import { type AnyStateMachine, and, assign, emit, raise, stateIn } from 'xstate'
import type { Scalars } from './contract/session.ts'
import * as trust from './laws/trust.ts'

/** What a mindset remembers of the slate before it, beside its scalars. All numbers, so that a crowd can hold it in columns. */
export interface MindsetContext extends Scalars {
  session: number
  turn: number
}

/** A statechart of one way of feeling: one file of the shelf `mindsets`. */
export type MindsetMachine = AnyStateMachine

/** What happens to a mindset. Every payload is a number; a code counts from 0 = none. */
export type MindsetEvent =
  | Started
  | Shown
  | Reviewed
  | { type: 'instruction.answered'; session: number; turn: number }
  | { type: 'session.truncated'; session: number; turn: number }
  | { type: 'session.failed'; session: number; turn: number }
  | { type: 'mind.failed'; session: number; turn: number }
  | { type: 'user.churned'; session: number; turn: number }

/** What the visit tells the mood once the scalars have moved; never sent from outside. */
export type Felt = { type: 'felt' }
/** All that guards and actions may meet. */
export type Met = MindsetEvent | Felt

/** A visit begins, `awayDays` after the last one ended (0 for the first). */
export type Started = { type: 'session.started'; session: number; awayDays: number }

/** A slate is there. `obeyed`: the last instruction's fate, 0 when none is open, else −1 ignored … 1 wholly followed. */
export type Shown = { type: 'slate.shown'; session: number; turn: number; obeyed: number }

/** The mind's answer: delight −1 … 1; watchRatio from 0; sameness, found, hazard 0 … 1; causes as positions in CAUSES. */
export type Reviewed = {
  type: 'review.answered'
  session: number
  turn: number
  delight: number
  watchRatio: number
  sameness: number
  found: number
  seconds: number
  hazard: number
  leaveCause: number
  disengageCause: number
}

/** What a mindset can say; the stage hears it with the person's name. */
export const SAYINGS = ['review.asked', 'instruction.asked', 'disengagement.sensed', 'user.left'] as const
export type MindsetSaying = { type: (typeof SAYINGS)[number] }

/** What a mindset starts from: its person's patience and trust. */
export interface MindsetInput {
  patience: number
  trust: number
}

/** For `setup({ types: { ...mindsetTypes, context: {} as YourContext } })`. */
export const mindsetTypes = {
  events: {} as Met,
  input: {} as MindsetInput,
  emitted: {} as MindsetSaying
}

/** A named action that says one thing. */
export const says = <Context extends MindsetContext>(type: MindsetSaying['type']) =>
  emit<Context, Met, undefined, Met, MindsetSaying>({ type })

/** Keeps a number between 0 and 1. */
export const unit = (value: number): number => Math.max(0, Math.min(1, value))

/** `from`, moved the share `by` of the way to `to`. */
export const toward = (from: number, to: number, by: number): number => from + by * (to - from)

/** How much of a rest some days are, 0 none … 1 complete: one half after `half` days, and never quite all. */
export const rested = (days: number, half: number): number => days / (days + half)

/** The event of guards and actions that run on `session.started` only. */
export const started = (event: Met): Started => event as Started
/** The event of guards and actions that run on `review.answered` only. */
export const reviewed = (event: Met): Reviewed => event as Reviewed
/** The event of actions that run on `slate.shown` only. */
export const shown = (event: Met): Shown => event as Shown

type In<Context> = { context: Context; event: Met }
const isCurrent = ({ context, event }: In<MindsetContext>) =>
  shown(event).session === context.session && shown(event).turn === context.turn

/** The guards that `visit` names, and `isAway`, for moods that change as the person comes back. */
export const visitGuards = {
  isCurrent,
  hasHadEnough: ({ event }: In<MindsetContext>) => reviewed(event).leaveCause !== 0, // the mind drew it; a machine throws no dice
  sensesTheEnd: ({ event }: In<MindsetContext>) => reviewed(event).disengageCause !== 0,
  isUndecided: ({ event }: In<MindsetContext>) => reviewed(event).hazard > 0.12,
  comesBack: ({ event }: In<MindsetContext>) => started(event).session > 0,
  isAway: stateIn({ visit: 'away' })
}

/** Notes which slate it is, and whether the last instruction was heeded. */
const look = assign<MindsetContext, Met, undefined, Met, never>({
  session: ({ event }) => shown(event).session,
  turn: ({ event }) => shown(event).turn,
  trust: ({ context, event }) => trust.next(context.trust, shown(event).obeyed, trust.DEFAULTS)
})
type Look<Context extends MindsetContext> = ReturnType<typeof assign<Context, Met, undefined, Met, never>>

/** The actions that `visit` names, but for `feel` and `recover`, which are each mindset's own. `Context` may hold more. */
export const visitActions = <Context extends MindsetContext = MindsetContext>() => ({
  look: look as unknown as Look<Context>, // assign leaves alone what it does not name; its type is invariant all the same
  askForReview: says<Context>('review.asked'),
  askForInstruction: says<Context>('instruction.asked'),
  sayDisengaging: says<Context>('disengagement.sensed'),
  sayGoodbye: says<Context>('user.left')
})

/** Lets the mood follow, in the same step; one change of mood at most, so that moods cannot chase each other. */
const felt = raise<MindsetContext, Met, Met, undefined>({ type: 'felt' }) as (args: unknown, params: unknown) => void

/** Wherever the person is here, the stage may end its visit. */
const ends = {
  'session.truncated': {
    target: '#visit.away.interrupted',
    description: 'The stage ends the visit; the person did not'
  },
  'session.failed': {
    target: '#visit.away.interrupted',
    description: 'The recommender broke; the person did not leave'
  }
} as const

/** Wherever the mind owes an answer, it may break instead. */
const breaks = {
  'mind.failed': { guard: 'isCurrent', target: '#visit.failed', description: 'A broken mind is not a bored user' }
} as const

/**
 * What any mindset does, beside what it feels: comes, looks, answers, hesitates, speaks up, goes, comes back.
 * It names `feel` (on a review) and `recover` (on coming back), which the mindset defines; after each of them the mood
 * hears `felt`.
 */
export const visit = {
  id: 'visit',
  initial: 'away',
  description: 'What the person does',
  states: {
    away: {
      tags: 'away',
      description: 'Not here',
      initial: 'new',
      on: {
        'session.started': [
          { guard: 'comesBack', target: 'returning', actions: ['recover', felt], description: 'Here again, rested' },
          { target: 'waiting', description: 'Here for the first time' }
        ],
        'user.churned': { target: 'churned', description: 'Will not come back' }
      },
      states: {
        new: { description: 'Has not come yet' },
        left: { description: 'Went of its own will' },
        interrupted: { description: 'Would have stayed; the stage ended the visit' }
      }
    },
    returning: {
      tags: 'ready',
      description: 'Back after some days, the last visit still in mind',
      on: { ...ends, 'slate.shown': { target: 'reviewing', actions: 'look', description: 'A slate is here' } }
    },
    waiting: {
      tags: 'ready',
      description: 'Waits for the next slate',
      on: { ...ends, 'slate.shown': { target: 'reviewing', actions: 'look', description: 'A slate is here' } }
    },
    hesitating: {
      tags: 'ready',
      description: 'Undecided: one more slate, or enough for today',
      on: { ...ends, 'slate.shown': { target: 'reviewing', actions: 'look', description: 'Looks once more' } }
    },
    reviewing: {
      tags: 'busy',
      description: 'Goes through the slate, one item after the other',
      entry: 'askForReview',
      on: {
        ...ends,
        ...breaks,
        'review.answered': [
          {
            guard: and(['isCurrent', 'hasHadEnough', 'sensesTheEnd']),
            target: 'away.left',
            actions: ['feel', felt, 'sayDisengaging', 'sayGoodbye'],
            description: 'Has a complaint and leaves without a word'
          },
          {
            guard: and(['isCurrent', 'hasHadEnough']),
            target: 'away.left',
            actions: ['feel', felt, 'sayGoodbye'],
            description: 'Has had enough'
          },
          {
            guard: and(['isCurrent', 'sensesTheEnd']),
            target: 'disengaging',
            actions: ['feel', felt, 'sayDisengaging'],
            description: 'Senses that it is about to go'
          },
          {
            guard: and(['isCurrent', 'isUndecided']),
            target: 'hesitating',
            actions: ['feel', felt],
            description: 'Stays, but only just'
          },
          { guard: 'isCurrent', target: 'waiting', actions: ['feel', felt], description: 'Stays' }
        ]
      }
    },
    disengaging: {
      tags: 'busy',
      description: 'About to go',
      initial: 'instructing',
      on: { ...ends, ...breaks },
      states: {
        instructing: {
          description: 'Says why, and what would keep it',
          entry: 'askForInstruction',
          on: {
            'instruction.answered': {
              guard: 'isCurrent',
              target: '#visit.hesitating',
              description: 'Has spoken; waits to see whether anybody listens'
            }
          }
        }
      }
    },
    churned: { type: 'final', tags: 'away', description: 'Gone for good; nothing moves it any more' },
    failed: { type: 'final', tags: 'away', description: 'Its mind broke; counted apart' }
  }
} as const
