import { RecoError } from '../contract/error.ts'
import type { RecommenderDefinition } from '../contract/recommender.ts'
import { createPersonEncoder, ITEM_NUMBERS, type Known, STATE_NUMBERS } from '../gym/person/encoder.ts'
import { createPeople } from './person-memory.ts'
import { createSlatePolicy } from './policy-gradient/index.ts'
import type { Saved } from './trainer.ts'

/** What a policy was taught, as a module holds it. */
export interface TaughtPolicy {
  /** Which algorithm taught it. */
  readonly by: string
  /** The names of the numbers that it was taught on. */
  readonly state: readonly string[]
  readonly items: readonly string[]
  /** What `SlatePolicy.save` gave. */
  readonly policy: Saved
}

/**
 * The recommender of a policy that was taught in an environment. It sees of each person what it saw there: what was shown,
 * done and said, never how anybody feels. Slates are drawn, as they were while it learnt, with their chances told.
 *
 * @throws RecoError `policy.other-numbers` where it was taught on other numbers than are known here
 */
export function policyRecommender(taught: TaughtPolicy): RecommenderDefinition {
  mustFit(taught)
  return {
    description: `A policy over slates, taught by ${taught.by}`,
    splits: true,
    create({ catalogue, chance, slateSize }) {
      const encoder = createPersonEncoder(catalogue, { slots: slateSize, most: catalogue.size })
      const policy = createSlatePolicy(
        encoder,
        { hidden: hiddenOf(taught.policy) },
        chance.for('unused'),
        taught.policy
      )
      const luck = chance.for('recommender-policy')
      const people = createPeople(Object.freeze(catalogue.items.map(({ id }) => id)))
      return {
        recommend({ user, session, turn, size }) {
          const known = people.known(user, session, turn)
          const { chosen, logs } = policy.choose(known, { luck, episode: user, member: session, turn })
          const items = Array.from(chosen.subarray(0, size))
          return {
            items,
            propensities: items.map((_, slot) => Math.min(1, Math.exp(logs[slot]!))),
            why: whyOf(known)
          }
        },
        learn: people.learn,
        instructed: people.instructed,
        recall: people.recall
      }
    }
  }
}

const hiddenOf = ({ hidden }: Saved): readonly number[] => (Array.isArray(hidden) ? (hidden as number[]) : [])

/** @throws RecoError `policy.other-numbers` */
export function mustFit({ state, items }: Pick<TaughtPolicy, 'state' | 'items'>): void {
  if (state.join() === STATE_NUMBERS.join() && items.join() === ITEM_NUMBERS.join()) return
  throw new RecoError('policy.other-numbers', {
    what: 'This policy was taught on other numbers than this version of recoworld tells.',
    fix: 'Teach it again with `recoworld train`.'
  })
}

/** What somebody is told of why something is shown. */
export const whyOf = ({ instruction }: Known): string =>
  instruction ? `since you said “${instruction.text}”` : 'to keep you here'
