import { and, assign, setup } from 'xstate'
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
} from '../../src/define.ts'

/** temper: 0 … 1, the patience that the person has when rested. */
interface Context extends MindsetContext {
  temper: number
}

/** How low patience may sink before annoyance: who trusts puts up with more. */
const enough = (trust: number): number => 0.4 - 0.2 * trust

const mindset = setup({
  types: { ...mindsetTypes, context: {} as Context },
  guards: {
    ...visitGuards,
    isAbsorbed: ({ context }) => context.interest > 0.6,
    isWarming: ({ context }) => context.interest > 0.5,
    isLukewarm: ({ context }) => context.interest < 0.5,
    isBored: ({ context }) => context.interest < 0.4,
    isFedUp: ({ context }) => context.patience < enough(context.trust) && context.satisfaction < 0.48,
    isCalm: ({ context }) => context.patience > enough(context.trust) + 0.1 || context.satisfaction > 0.54,
    isFull: ({ context }) => context.satiation > 0.5,
    isHungryAgain: ({ context }) => context.satiation < 0.38
  },
  actions: {
    ...visitActions<Context>(),
    /** Interest follows what is shown; each dull slate costs patience, each slate a little strength. */
    feel: assign({
      interest: ({ context, event }) => toward(context.interest, 0.5 + 0.5 * reviewed(event).delight, 0.35),
      satisfaction: ({ context, event }) => toward(context.satisfaction, 0.5 + 0.5 * reviewed(event).delight, 0.2),
      satiation: ({ context, event }) => toward(context.satiation, reviewed(event).sameness, 0.3),
      fatigue: ({ context, event }) => unit(context.fatigue + 0.012 + reviewed(event).seconds / 10_800),
      patience: ({ context, event }) => unit(context.patience + 0.1 * reviewed(event).delight - 0.005)
    }),
    /** Two days give back half of what a visit took. */
    recover: assign({
      interest: ({ context, event }) => toward(context.interest, 0.6, rested(started(event).awayDays, 2)),
      satiation: ({ context, event }) => toward(context.satiation, 0, rested(started(event).awayDays, 2)),
      fatigue: ({ context, event }) => toward(context.fatigue, 0, rested(started(event).awayDays, 0.5)),
      patience: ({ context, event }) => toward(context.patience, context.temper, rested(started(event).awayDays, 2))
    })
  }
})

/** Follows its interest: absorbed while it is fed, bored when it is not, and soon gone. The mindset of a feed at idle moments. */
export default mindset.createMachine({
  id: 'attention',
  description: 'Follows its interest: absorbed while it is fed, bored when it is not',
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
          description: 'Looks with fresh eyes, if it has rested'
        }
      },
      states: {
        curious: {
          tags: 'curious',
          description: 'Open to whatever comes',
          on: {
            felt: [
              { guard: 'isFedUp', target: 'frustrated', description: 'Had too much that was not for it' },
              { guard: 'isFull', target: 'satiated', description: 'Too much of the same' },
              { guard: 'isAbsorbed', target: 'engaged', description: 'Drawn in' },
              { guard: 'isBored', target: 'bored', description: 'Nothing here' }
            ]
          }
        },
        engaged: {
          tags: 'engaged',
          description: 'Absorbed',
          on: {
            felt: [
              { guard: 'isFull', target: 'satiated', description: 'Too much of the same' },
              { guard: 'isLukewarm', target: 'tolerating', description: 'The pull is gone' }
            ]
          }
        },
        tolerating: {
          tags: 'tolerating',
          description: 'Goes on without much interest',
          on: {
            felt: [
              { guard: 'isFedUp', target: 'frustrated', description: 'Had too much that was not for it' },
              { guard: 'isFull', target: 'satiated', description: 'Too much of the same' },
              { guard: 'isBored', target: 'bored', description: 'Nothing here' },
              { guard: 'isAbsorbed', target: 'engaged', description: 'Drawn in again' }
            ]
          }
        },
        satiated: {
          tags: 'satiated',
          description: 'Has had enough of this kind',
          on: {
            felt: [
              { guard: 'isFedUp', target: 'frustrated', description: 'Always the same turns into annoyance' },
              { guard: 'isHungryAgain', target: 'tolerating', description: 'Something else at last' }
            ]
          }
        },
        bored: {
          tags: 'bored',
          description: 'Looks without seeing',
          on: {
            felt: [
              { guard: 'isFedUp', target: 'frustrated', description: 'Boredom turns into annoyance' },
              { guard: 'isAbsorbed', target: 'engaged', description: 'Something caught it' },
              { guard: 'isWarming', target: 'tolerating', description: 'It is not all dull' }
            ]
          }
        },
        frustrated: {
          tags: 'frustrated',
          description: 'Annoyed with what it is shown',
          on: { felt: { guard: 'isCalm', target: 'tolerating', description: 'It got better' } }
        }
      }
    }
  }
})
