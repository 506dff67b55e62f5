// A mindset of your own: a statechart of one way of feeling. What the person does (`visit`) comes with the house; what it
// feels (`mood`) is yours. A machine throws no dice and calls nobody: the mind draws and answers, the machine reads the
// answer. Guards and actions have names, the context holds numbers only, and every state and transition says what it is.
import {
  type MindsetContext,
  mindsetTypes,
  rested,
  reviewed,
  started,
  toward,
  unit,
  visit,
  visitActions,
  visitGuards
} from 'recoworld/define'
import { and, assign, setup } from 'xstate'

/** All scalars (interest, satisfaction, satiation, fatigue, patience, trust) are 0 … 1. */
interface Context extends MindsetContext {
  /** 0 … 1: the patience that the person has when rested. */
  temper: number
}

const mindset = setup({
  types: { ...mindsetTypes, context: {} as Context },
  guards: {
    ...visitGuards,
    isDrawnIn: ({ context }) => context.interest > 0.6,
    isLukewarm: ({ context }) => context.interest < 0.5,
    isBored: ({ context }) => context.interest < 0.4,
    isWarming: ({ context }) => context.interest > 0.5,
    isWornOut: ({ context }) => context.patience < 0.25,
    isCalm: ({ context }) => context.patience > 0.35
  },
  actions: {
    ...visitActions<Context>(),
    /** After each slate: `delight` is −1 … 1, `sameness` 0 … 1, `seconds` what it took. */
    feel: assign({
      interest: ({ context, event }) => toward(context.interest, 0.5 + 0.5 * reviewed(event).delight, 0.35),
      satisfaction: ({ context, event }) => toward(context.satisfaction, 0.5 + 0.5 * reviewed(event).delight, 0.2),
      satiation: ({ context, event }) => toward(context.satiation, reviewed(event).sameness, 0.3),
      fatigue: ({ context, event }) => unit(context.fatigue + reviewed(event).seconds / 3_600),
      patience: ({ context, event }) => unit(context.patience + 0.15 * reviewed(event).delight - 0.01)
    }),
    /** On coming back, `awayDays` after the last visit. */
    recover: assign({
      interest: ({ context, event }) => toward(context.interest, 0.6, rested(started(event).awayDays, 2)),
      satiation: ({ context, event }) => toward(context.satiation, 0, rested(started(event).awayDays, 2)),
      fatigue: ({ context, event }) => toward(context.fatigue, 0, rested(started(event).awayDays, 0.5)),
      patience: ({ context, event }) => toward(context.patience, context.temper, rested(started(event).awayDays, 2))
    })
  }
})

export default mindset.createMachine({
  id: '__NAME__',
  description: 'Curious until it is drawn in or bored; patience decides how long it puts up with boredom',
  context: ({ input }) => ({
    interest: 0.55,
    satisfaction: 0.5,
    satiation: 0,
    fatigue: 0,
    patience: input.patience,
    trust: input.trust,
    temper: input.patience,
    session: 0,
    turn: 0
  }),
  type: 'parallel',
  states: {
    visit,
    mood: {
      description: 'What the person feels',
      initial: 'curious',
      on: {
        'session.started': {
          guard: and(['isAway', 'comesBack']),
          target: '.curious',
          description: 'Looks with fresh eyes'
        }
      },
      // Each mood carries one tag: curious, engaged, tolerating, satiated, bored or frustrated.
      // `felt` comes once the scalars have moved. Leave some room between the way in and the way out of a mood.
      states: {
        curious: {
          tags: 'curious',
          description: 'Open to whatever comes',
          on: {
            felt: [
              { guard: 'isDrawnIn', target: 'engaged', description: 'Drawn in' },
              { guard: 'isBored', target: 'bored', description: 'Nothing here' }
            ]
          }
        },
        engaged: {
          tags: 'engaged',
          description: 'Absorbed',
          on: { felt: { guard: 'isLukewarm', target: 'curious', description: 'The pull is gone' } }
        },
        bored: {
          tags: 'bored',
          description: 'Looks without seeing',
          on: {
            felt: [
              { guard: 'isWornOut', target: 'frustrated', description: 'Boredom turns into annoyance' },
              { guard: 'isWarming', target: 'curious', description: 'Something caught it' }
            ]
          }
        },
        frustrated: {
          tags: 'frustrated',
          description: 'Annoyed with what it is shown',
          on: { felt: { guard: 'isCalm', target: 'bored', description: 'It got better' } }
        }
      }
    }
  }
})
