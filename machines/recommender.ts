import { assign, emit, setup } from 'xstate'

/** Counts since the world began: rounds served, people served late, rounds that failed. waiting: people in this round. */
interface Context {
  rounds: number
  waiting: number
  late: number
  failures: number
}

/** What happens to a recommender. `waiting`: how many people want a slate; `late`: for how many there was no time. */
export type DutyEvent =
  | { type: 'slates.asked'; waiting: number }
  | { type: 'perceiving.done' }
  | { type: 'planning.done' }
  | { type: 'acting.done' }
  | { type: 'feedback.given' }
  | { type: 'remembering.done' }
  | { type: 'deadline.passed'; late: number }
  | { type: 'recommender.failed' }
  | { type: 'run.stopped' }
  | { type: 'world.ended' }

/** What the duty asks of whoever recommends. */
export type DutySaying = { type: 'perceive' | 'plan' | 'act' | 'remember' }

const duty = setup({
  types: { context: {} as Context, events: {} as DutyEvent, emitted: {} as DutySaying },
  actions: {
    take: assign({
      waiting: ({ event }) => (event.type === 'slates.asked' ? event.waiting : 0),
      rounds: ({ context }) => context.rounds + 1
    }),
    countLate: assign({
      late: ({ context, event }) => context.late + (event.type === 'deadline.passed' ? event.late : 0)
    }),
    countFailure: assign({ failures: ({ context }) => context.failures + 1 }),
    askToPerceive: emit({ type: 'perceive' }),
    askToPlan: emit({ type: 'plan' }),
    askToAct: emit({ type: 'act' }),
    askToRemember: emit({ type: 'remember' })
  }
})

const breaks = {
  target: 'failed',
  actions: 'countFailure',
  description: 'It broke for all; whoever waits goes without'
} as const

const stops = {
  target: 'listening',
  description: 'The run stops before it could; whoever waits goes without, and nothing failed'
} as const

const ends = { target: 'parting', description: 'Nobody will wait again' } as const

/** The duty of every recommender, once a round: take in what was said and done, think, serve, keep what matters. */
export default duty.createMachine({
  id: 'recommender',
  description: 'The duty of a recommender, once a round for all who wait',
  context: { rounds: 0, waiting: 0, late: 0, failures: 0 },
  initial: 'idle',
  states: {
    idle: {
      description: 'Nobody waits',
      on: {
        'slates.asked': { target: 'perceiving', actions: 'take', description: 'People wait for slates' },
        'world.ended': ends
      }
    },
    perceiving: {
      description:
        'Takes in who waits, what they asked for, and who has gone; what breaks here is the trouble of one person',
      entry: 'askToPerceive',
      on: { 'perceiving.done': { target: 'planning', description: 'All is taken in' } }
    },
    planning: {
      description: 'Decides how to serve those who asked for something',
      entry: 'askToPlan',
      on: {
        'planning.done': { target: 'acting', description: 'Knows what to do' },
        'deadline.passed': {
          target: 'late',
          actions: ['countLate', 'askToAct'],
          description: 'There was no time to think of some; they get what is at hand'
        },
        'recommender.failed': breaks,
        'run.stopped': stops
      }
    },
    acting: {
      description: 'Makes the slates',
      entry: 'askToAct',
      on: {
        'acting.done': { target: 'listening', description: 'Slates are served' },
        'deadline.passed': { target: 'late', actions: 'countLate', description: 'Took too long' },
        'recommender.failed': breaks,
        'run.stopped': stops
      }
    },
    late: {
      description: 'Serves what it has; the slates say so',
      on: {
        'acting.done': { target: 'listening', description: 'Late slates are served' },
        'recommender.failed': breaks,
        'run.stopped': stops
      }
    },
    listening: {
      description: 'The people have the word',
      on: {
        'feedback.given': { target: 'remembering', description: 'All have reacted' },
        'slates.asked': { target: 'perceiving', actions: 'take', description: 'Nobody reacted; others wait' },
        'world.ended': ends
      }
    },
    remembering: {
      description: 'Learns from what people did with the slates; what breaks here is the trouble of one person',
      entry: 'askToRemember',
      on: { 'remembering.done': { target: 'idle', description: 'The round is over' } }
    },
    failed: {
      description: 'Broken in this round; tries again in the next',
      on: {
        'slates.asked': { target: 'perceiving', actions: 'take', description: 'People wait again' },
        'world.ended': ends
      }
    },
    parting: {
      description: 'Takes in what was said last, and who went last',
      entry: 'askToPerceive',
      on: { 'perceiving.done': { target: 'retired', description: 'All is taken in' } }
    },
    retired: { type: 'final', description: 'Its duty is done' }
  }
})
