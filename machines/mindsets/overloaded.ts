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

/** How much patience it takes to bear what one is shown: more when tired, less where there is trust. */
const needed = (fatigue: number, trust: number): number => 0.2 + 0.3 * fatigue - 0.15 * trust

const mindset = setup({
  types: { ...mindsetTypes, context: {} as Context },
  guards: {
    ...visitGuards,
    isAbsorbed: ({ context }) => context.interest > 0.55 && context.fatigue < 0.45,
    isLukewarm: ({ context }) => context.interest < 0.48 || context.fatigue > 0.55,
    isWeary: ({ context }) => context.fatigue > 0.4,
    isNumb: ({ context }) => context.interest < 0.36,
    isAwakeAgain: ({ context }) => context.interest > 0.44,
    isFull: ({ context }) => context.satiation > 0.5,
    isHungryAgain: ({ context }) => context.satiation < 0.35,
    isOverwhelmed: ({ context }) => context.patience < needed(context.fatigue, context.trust) && context.fatigue > 0.2,
    isCalm: ({ context }) => context.patience > needed(context.fatigue, context.trust) + 0.1
  },
  actions: {
    ...visitActions<Context>(),
    /** Every slate tires, a long or repetitive one more; who is tired is harder to please, and time is what it has least. */
    feel: assign({
      interest: ({ context, event }) =>
        toward(context.interest, 0.5 * (1 + reviewed(event).delight) * (1 - 0.4 * context.fatigue), 0.35),
      satisfaction: ({ context, event }) =>
        toward(context.satisfaction, 0.5 * (1 + reviewed(event).delight) * (1 - 0.3 * context.satiation), 0.2),
      satiation: ({ context, event }) => toward(context.satiation, unit(1.5 * reviewed(event).sameness), 0.25),
      fatigue: ({ context, event }) =>
        toward(context.fatigue, 1, unit(0.01 + reviewed(event).seconds / 3_600 + 0.03 * reviewed(event).sameness)),
      patience: ({ context, event }) =>
        unit(context.patience + 0.04 * reviewed(event).delight - reviewed(event).seconds / 6_000)
    }),
    /** A week gives back half of what a visit took; a day hardly anything. */
    recover: assign({
      interest: ({ context, event }) => toward(context.interest, 0.55, rested(started(event).awayDays, 7)),
      satiation: ({ context, event }) => toward(context.satiation, 0, rested(started(event).awayDays, 7)),
      fatigue: ({ context, event }) => toward(context.fatigue, 0, rested(started(event).awayDays, 7)),
      patience: ({ context, event }) => toward(context.patience, context.temper, rested(started(event).awayDays, 7))
    })
  }
})

/** Tires of much and of more of the same, and rests slowly. The mindset of a full day and a full feed. */
export default mindset.createMachine({
  id: 'overloaded',
  description: 'Tires of much and of more of the same, and rests slowly',
  context: ({ input }) => ({
    interest: 0.5,
    satisfaction: 0.5,
    satiation: 0.1,
    fatigue: 0.15,
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
      description: 'How much it can still take in',
      initial: 'curious',
      on: {
        'session.started': {
          guard: and(['isAway', 'comesBack']),
          target: '.curious',
          description: 'Tries again, if it has rested'
        }
      },
      states: {
        curious: {
          tags: 'curious',
          description: 'Has room for something new',
          on: {
            felt: [
              { guard: 'isOverwhelmed', target: 'frustrated', description: 'All too much' },
              { guard: 'isFull', target: 'satiated', description: 'Too much of the same' },
              { guard: 'isAbsorbed', target: 'engaged', description: 'Forgets the time' },
              { guard: 'isWeary', target: 'tolerating', description: 'Getting tired' },
              { guard: 'isNumb', target: 'bored', description: 'Nothing gets through' }
            ]
          }
        },
        engaged: {
          tags: 'engaged',
          description: 'Absorbed, for as long as its strength lasts',
          on: {
            felt: [
              { guard: 'isFull', target: 'satiated', description: 'Too much of the same' },
              { guard: 'isLukewarm', target: 'tolerating', description: 'Cannot follow any longer' }
            ]
          }
        },
        tolerating: {
          tags: 'tolerating',
          description: 'Scrolls on out of habit',
          on: {
            felt: [
              { guard: 'isOverwhelmed', target: 'frustrated', description: 'All too much' },
              { guard: 'isFull', target: 'satiated', description: 'Too much of the same' },
              { guard: 'isAbsorbed', target: 'engaged', description: 'Something worth the effort' },
              { guard: 'isNumb', target: 'bored', description: 'Nothing gets through' }
            ]
          }
        },
        satiated: {
          tags: 'satiated',
          description: 'Cannot see any more of this',
          on: {
            felt: [
              { guard: 'isOverwhelmed', target: 'frustrated', description: 'All too much' },
              { guard: 'isHungryAgain', target: 'tolerating', description: 'Something else at last' }
            ]
          }
        },
        bored: {
          tags: 'bored',
          description: 'Numb: it all looks alike',
          on: {
            felt: [
              { guard: 'isOverwhelmed', target: 'frustrated', description: 'All too much' },
              { guard: 'isFull', target: 'satiated', description: 'Too much of the same' },
              { guard: 'isAwakeAgain', target: 'tolerating', description: 'Something gets through' }
            ]
          }
        },
        frustrated: {
          tags: 'frustrated',
          description: 'Overwhelmed by how much there is',
          on: { felt: { guard: 'isCalm', target: 'tolerating', description: 'Breathes again' } }
        }
      }
    }
  }
})
