import { assign, emit, setup } from 'xstate'

/** posts: published so far; usual: views that a post of its had on average; streak: posts below that, one after the other; next: the day of the next post. */
interface Context {
  posts: number
  usual: number
  streak: number
  next: number
}

/** What happens to a creator. `figures.seen`: of the post before, on the day after it. */
export type CreatorEvent =
  | { type: 'day.began'; day: number }
  | { type: 'draft.answered'; day: number; next: number }
  | { type: 'nothing.to-publish' }
  | { type: 'strategy.failed' }
  | { type: 'figures.seen'; views: number }
  | { type: 'season.ended' }

/** What it asks of its strategy, and of the world. */
export type CreatorSaying = { type: 'draft.asked' } | { type: 'post.published' }

/** How far above and below the usual a post is a success, and a disappointment; and how many of these are too many. */
const GOOD = 1.2
const BAD = 0.6
const PATIENCE = 3
const LIMIT = 8

const creator = setup({
  types: { context: {} as Context, events: {} as CreatorEvent, emitted: {} as CreatorSaying },
  guards: {
    isDue: ({ context, event }) => event.type === 'day.began' && event.day >= context.next,
    isSuccess: ({ context, event }) =>
      event.type === 'figures.seen' && context.posts > 1 && event.views >= GOOD * context.usual,
    isTooMuch: ({ context, event }) =>
      event.type === 'figures.seen' && event.views < BAD * context.usual && context.streak + 1 >= LIMIT,
    isDisappointing: ({ context, event }) =>
      event.type === 'figures.seen' && event.views < BAD * context.usual && context.streak + 1 >= PATIENCE
  },
  actions: {
    askForDraft: emit({ type: 'draft.asked' }),
    publish: emit({ type: 'post.published' }),
    plan: assign({
      next: ({ context, event }) => (event.type === 'draft.answered' ? event.day + event.next : context.next),
      posts: ({ context }) => context.posts + 1
    }),
    weigh: assign({
      usual: ({ context, event }) =>
        event.type === 'figures.seen' ? context.usual + (event.views - context.usual) / context.posts : context.usual,
      streak: ({ context, event }) =>
        event.type === 'figures.seen' && event.views < BAD * context.usual ? context.streak + 1 : 0
    })
  }
})

/** Publishes when a post is due, sees what became of it, and takes heart or loses it. */
export default creator.createMachine({
  id: 'creator',
  description: 'Somebody who publishes, and sees numbers of its own posts only',
  context: { posts: 0, usual: 0, streak: 0, next: 0 },
  type: 'parallel',
  states: {
    work: {
      description: 'What it does',
      initial: 'resting',
      states: {
        resting: {
          description: 'No post is due',
          on: {
            'day.began': { guard: 'isDue', target: 'deciding', description: 'A post is due' },
            'season.ended': { target: 'over', description: 'The season is over' }
          }
        },
        deciding: {
          description: 'Chooses what to publish, and under which title',
          entry: 'askForDraft',
          on: {
            'draft.answered': { target: 'watching', actions: ['plan', 'publish'], description: 'Publishes it' },
            'nothing.to-publish': { target: 'resting', description: 'Has nothing to publish' },
            'strategy.failed': { target: 'resting', description: 'Could not decide; tries again tomorrow' }
          }
        },
        watching: {
          description: 'Waits for the figures of the post',
          on: {
            'figures.seen': { target: 'resting', actions: 'weigh', description: 'Has seen them' },
            'season.ended': { target: 'over', description: 'The season is over' }
          }
        },
        over: { type: 'final', description: 'Publishes no more' }
      }
    },
    morale: {
      description: 'How it feels about it',
      initial: 'hopeful',
      states: {
        hopeful: {
          tags: 'hopeful',
          description: 'Does not know yet whether people care',
          on: {
            'figures.seen': [
              { guard: 'isSuccess', target: 'encouraged', description: 'More than usual' },
              { guard: 'isDisappointing', target: 'discouraged', description: 'Too little, several times' }
            ]
          }
        },
        encouraged: {
          tags: 'encouraged',
          description: 'People care',
          on: {
            'figures.seen': [
              { guard: 'isDisappointing', target: 'discouraged', description: 'Too little, several times' }
            ]
          }
        },
        discouraged: {
          tags: 'discouraged',
          description: 'Hardly anybody cares',
          on: {
            'figures.seen': [
              { guard: 'isSuccess', target: 'encouraged', description: 'More than usual after all' },
              { guard: 'isTooMuch', target: 'done', description: 'It was once too often' }
            ]
          }
        },
        done: { tags: 'done', description: 'Is done with it' }
      }
    }
  }
})
