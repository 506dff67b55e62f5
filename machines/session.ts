import { assign, setup } from 'xstate'

/** turn counts from 0; turnLimit: how many slates this visit may have, 1 or more. */
interface Context {
  turn: number
  turnLimit: number
}

type SessionEvent =
  | { type: 'slate.shown' }
  | { type: 'feedback.given' }
  | { type: 'instruction.asked' }
  | { type: 'instruction.given' }
  | { type: 'user.left' }
  | { type: 'mind.failed' }
  | { type: 'recommender.failed' }

const session = setup({
  types: { context: {} as Context, events: {} as SessionEvent, input: {} as { turnLimit: number } },
  guards: { isLastTurn: ({ context }) => context.turn + 1 >= context.turnLimit },
  actions: { turnOver: assign({ turn: ({ context }) => context.turn + 1 }) }
})

const nextTurn = [
  { guard: 'isLastTurn', target: 'truncated', actions: 'turnOver', description: 'The stage has no more turns' },
  { target: 'serving', actions: 'turnOver', description: 'On to the next slate' }
] as const

/** One visit, and how it ends: only here is it decided whether a session was left, truncated or failed. */
export default session.createMachine({
  id: 'session',
  description: 'One visit of one person: slates, reviews, instructions, and an ending of one kind',
  context: ({ input }) => ({ turn: 0, turnLimit: input.turnLimit }),
  initial: 'serving',
  states: {
    serving: {
      description: 'The recommender has the word',
      on: {
        'slate.shown': { target: 'reviewing', description: 'A slate is served' },
        'recommender.failed': { target: 'failed', description: 'No slate will come' },
        'mind.failed': { target: 'failed', description: 'The mind broke before it saw anything' }
      }
    },
    reviewing: {
      description: 'The person has the word',
      on: {
        'user.left': { target: 'left', description: 'The person has had enough' },
        'instruction.asked': { target: 'instructing', description: 'The person is about to go, and speaks up' },
        'feedback.given': nextTurn,
        'mind.failed': { target: 'failed', description: 'The mind broke' }
      }
    },
    instructing: {
      description: 'The person says what would keep it',
      on: {
        'instruction.given': nextTurn,
        'mind.failed': { target: 'failed', description: 'The mind broke while it reflected' }
      }
    },
    left: { type: 'final', tags: 'left', description: 'The person went' },
    truncated: { type: 'final', tags: 'truncated', description: 'The stage ended it; the person would have stayed' },
    failed: { type: 'final', tags: 'failed', description: 'Something broke; says nothing about the person' }
  }
})
