import type { Process } from '../contract/environment.ts'
import { RecoError } from '../contract/error.ts'
import type { ItemId } from '../contract/item.ts'
import type { RecommenderDefinition } from '../contract/recommender.ts'
import { createPersonEncoder, ITEM_NUMBERS, type Known, STATE_NUMBERS } from '../gym/person/encoder.ts'
import { createPeople } from './person-memory.ts'
import { mustFit, whyOf } from './policy-recommender.ts'
import type { Saved, Trainer } from './trainer.ts'
import { type Algorithm, TRAINERS } from './trainers.ts'

/** What a trainer was taught, as a module holds it. */
export interface Taught {
  readonly by: string
  readonly settings: Readonly<Record<string, unknown>>
  /** The names of the numbers that it was taught on. */
  readonly state: readonly string[]
  readonly items: readonly string[]
  /** What `Trainer.save` gave. */
  readonly knows: Saved
}

/** Turns of a visit at most: what chance is addressed by counts on through visits. */
const VISIT = 10_000

/**
 * The recommender of what a trainer knows that is no policy over slates: a bandit, SlateQ. It does what it did when it was
 * tried, and learns no more.
 *
 * @throws RecoError `policy.other-numbers` where it was taught on other numbers than are known here; `train.bad-option`
 */
export function trainerRecommender(taught: Taught): RecommenderDefinition {
  mustFit(taught)
  const found = (TRAINERS as Readonly<Record<string, Algorithm>>)[taught.by]
  if (!found || found.needsMdp)
    throw new RecoError('train.bad-option', {
      what: `What "${taught.by}" learns cannot serve people.`,
      fix: 'Train with another algorithm, such as ppo.'
    })
  return {
    description: `What ${taught.by} has learnt`,
    splits: true,
    create({ catalogue, chance, slateSize }) {
      const encoder = createPersonEncoder(catalogue, { slots: slateSize, most: catalogue.size })
      const problem = { staged: { name: 'person', process: nowhere }, encoder }
      const trainer = found.create(problem as never, taught.settings, taught.knows) as Trainer<Known, readonly ItemId[]>
      const people = createPeople(Object.freeze(catalogue.items.map(({ id }) => id)))
      return {
        recommend({ user, session, turn, size }) {
          const known = people.known(user, session, turn)
          const moment = { episode: user, turn: session * VISIT + turn, chance }
          const items = trainer.act(known, moment, false).map((id) => catalogue.indexOf(id))
          return { items: items.slice(0, size), why: whyOf(known) }
        },
        learn: people.learn,
        instructed: people.instructed,
        recall: people.recall
      }
    }
  }
}

/** It is not trained here: there is nowhere to play. */
const nowhere = {
  spaces: { observation: { kind: 'flag' }, action: { kind: 'flag' } },
  horizon: 1
} as unknown as Process<unknown, unknown, unknown>

/**
 * The text of a file (.mjs) whose default export is the recommender of what a trainer knows: what
 * `--recommender ./policy.mjs` takes.
 *
 * @param knows what `Trainer.save` gave
 */
export function policyModule(by: string, knows: Saved, settings: Readonly<Record<string, unknown>> = {}): string {
  const isPolicy = (TRAINERS as Readonly<Record<string, Algorithm>>)[by]?.isPolicy === true
  const numbers = { by, state: STATE_NUMBERS, items: ITEM_NUMBERS }
  const [name, taught] = isPolicy
    ? ['policyRecommender', { ...numbers, policy: knows.policy }]
    : ['trainerRecommender', { ...numbers, settings, knows }]
  return `import { ${name} } from 'recoworld/learning'

export default ${name}(${JSON.stringify(taught)})
`
}
