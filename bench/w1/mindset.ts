import {
  type MindsetContext,
  mindsetTypes,
  rested,
  reviewed,
  started,
  toward,
  visit,
  visitActions,
  visitGuards
} from 'recoworld/define'
import { assign, setup } from 'xstate'

const mindset = setup({
  types: { ...mindsetTypes, context: {} as MindsetContext },
  guards: {
    ...visitGuards,
    isTaken: ({ context }) => context.interest > 0.6,
    isFlat: ({ context }) => context.interest < 0.5,
    isBored: ({ context }) => context.interest < 0.35
  },
  actions: {
    ...visitActions(),
    /** Each slate leaves a trace of how it was. */
    feel: assign({
      interest: ({ context, event }) => toward(context.interest, 0.5 + 0.5 * reviewed(event).delight, 0.3),
      satisfaction: ({ context, event }) => toward(context.satisfaction, 0.5 + 0.5 * reviewed(event).delight, 0.1)
    }),
    /** A day gives back half of what a visit took. */
    recover: assign({
      interest: ({ context, event }) => toward(context.interest, 0.5, rested(started(event).awayDays, 1))
    })
  }
})

/** Has time to spend, enjoys what is good, and goes when the time is used up. The mindset of W1's people. */
export default mindset.createMachine({
  id: 'viewer',
  description: 'Enjoys what is good while its time lasts',
  context: ({ input }) => ({
    interest: 0.5,
    satisfaction: 0.5,
    satiation: 0,
    fatigue: 0,
    patience: input.patience,
    trust: input.trust,
    session: 0,
    turn: 0
  }),
  type: 'parallel',
  states: {
    visit,
    mood: {
      description: 'What the person feels',
      initial: 'curious',
      states: {
        curious: {
          tags: 'curious',
          description: 'Open to whatever comes',
          on: {
            felt: [
              { guard: 'isTaken', target: 'engaged', description: 'Drawn in' },
              { guard: 'isBored', target: 'bored', description: 'It gave nothing back' }
            ]
          }
        },
        engaged: {
          tags: 'engaged',
          description: 'Enjoys it',
          on: { felt: { guard: 'isFlat', target: 'curious', description: 'The pull is gone' } }
        },
        bored: {
          tags: 'bored',
          description: 'Watches for want of anything better',
          on: { felt: { guard: 'isTaken', target: 'engaged', description: 'Something good at last' } }
        }
      }
    }
  }
})
