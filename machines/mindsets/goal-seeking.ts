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

/**
 * interest: how near the last slates came to what it looks for; satiation: how much of it it already has.
 * temper: 0 … 1, the patience that the person has when rested.
 */
interface Context extends MindsetContext {
  temper: number
}

/** How near the person expects to come, before it has seen anything. */
const HOPE = 0.45

/** The part of what is still missing that a slate brings: next to nothing below half, all of it at 1. */
const gain = (found: number): number => (found > 0.5 ? (2 * found - 1) * (2 * found - 1) : 0)

/** How low patience may sink before the search turns sour: who trusts searches longer. */
const enough = (trust: number): number => 0.4 - 0.2 * trust

const mindset = setup({
  types: { ...mindsetTypes, context: {} as Context },
  guards: {
    ...visitGuards,
    hasFoundIt: ({ context }) => context.satiation > 0.6,
    wantsMore: ({ context }) => context.satiation < 0.4,
    isClose: ({ context }) => context.interest > 0.55,
    isFarther: ({ context }) => context.interest < 0.45,
    isNearEnough: ({ context }) => context.interest > 0.42,
    isOffTheTrail: ({ context }) => context.interest < 0.3,
    isLost: ({ context }) => context.interest < 0.2,
    isOnTheTrail: ({ context }) => context.interest > 0.32,
    isImpatient: ({ context }) =>
      context.patience < enough(context.trust) && context.interest < 0.5 && context.satisfaction < 0.48,
    isCalm: ({ context }) => context.patience > enough(context.trust) + 0.1 || context.interest > 0.6
  },
  actions: {
    ...visitActions<Context>(),
    /** Hope follows what comes near; a pleasant detour is worth little, and each slate without a find costs patience. */
    feel: assign({
      interest: ({ context, event }) => toward(context.interest, reviewed(event).found, 0.3),
      satisfaction: ({ context, event }) =>
        toward(context.satisfaction, 0.8 * reviewed(event).found + 0.1 * (1 + reviewed(event).delight), 0.25),
      satiation: ({ context, event }) => toward(context.satiation, 1, 0.8 * gain(reviewed(event).found)),
      fatigue: ({ context, event }) => unit(context.fatigue + 0.02 + reviewed(event).seconds / 7_200),
      patience: ({ context, event }) =>
        unit(context.patience + 0.1 * (reviewed(event).found - 0.46) - 0.01 * reviewed(event).sameness)
    }),
    /** Comes for something new: what was found before no longer counts, and annoyance is soon forgotten. */
    recover: assign({
      interest: () => HOPE,
      satiation: () => 0,
      fatigue: ({ context, event }) => toward(context.fatigue, 0, rested(started(event).awayDays, 0.5)),
      patience: ({ context, event }) => toward(context.patience, context.temper, rested(started(event).awayDays, 1))
    })
  }
})

/** Comes for something: searches, finds it and is done, or loses patience on the way. The mindset of a question or an errand. */
export default mindset.createMachine({
  id: 'goal-seeking',
  description: 'Comes for something: searches, finds it and is done, or loses patience on the way',
  context: ({ input }) => ({
    interest: HOPE,
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
      description: 'How the search goes',
      initial: 'curious',
      on: {
        'session.started': {
          guard: and(['isAway', 'comesBack']),
          target: '.curious',
          description: 'Comes for something new'
        }
      },
      states: {
        curious: {
          tags: 'curious',
          description: 'Searches',
          on: {
            felt: [
              { guard: 'hasFoundIt', target: 'satiated', description: 'There it is' },
              { guard: 'isImpatient', target: 'frustrated', description: 'Has searched too long' },
              { guard: 'isClose', target: 'engaged', description: 'Close to it' },
              { guard: 'isOffTheTrail', target: 'tolerating', description: 'This is not it' }
            ]
          }
        },
        engaged: {
          tags: 'engaged',
          description: 'On the trail: looks closely',
          on: {
            felt: [
              { guard: 'hasFoundIt', target: 'satiated', description: 'There it is' },
              { guard: 'isFarther', target: 'curious', description: 'Farther from it again' }
            ]
          }
        },
        tolerating: {
          tags: 'tolerating',
          description: 'Puts up with a detour',
          on: {
            felt: [
              { guard: 'hasFoundIt', target: 'satiated', description: 'There it is' },
              { guard: 'isImpatient', target: 'frustrated', description: 'Too long a detour' },
              { guard: 'isLost', target: 'bored', description: 'Nothing comes near it' },
              { guard: 'isNearEnough', target: 'curious', description: 'Back on the way' }
            ]
          }
        },
        satiated: {
          tags: 'satiated',
          description: 'Has what it came for; the rest is extra',
          on: { felt: { guard: 'wantsMore', target: 'curious', description: 'Looks for the next thing' } }
        },
        bored: {
          tags: 'bored',
          description: 'Has all but given up',
          on: {
            felt: [
              { guard: 'hasFoundIt', target: 'satiated', description: 'There it is, when least expected' },
              { guard: 'isImpatient', target: 'frustrated', description: 'A waste of time' },
              { guard: 'isOnTheTrail', target: 'tolerating', description: 'There may be something after all' }
            ]
          }
        },
        frustrated: {
          tags: 'frustrated',
          description: 'Impatient: nothing comes close',
          on: {
            felt: [
              { guard: 'hasFoundIt', target: 'satiated', description: 'There it is, at last' },
              { guard: 'isCalm', target: 'curious', description: 'Searches on' }
            ]
          }
        }
      }
    }
  }
})
