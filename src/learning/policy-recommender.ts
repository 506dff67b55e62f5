import { RecoError } from '../contract/error.ts'
import type { Instruction } from '../contract/instruction.ts'
import type { Feedback, RecommenderDefinition } from '../contract/recommender.ts'
import { actionsOf, REASONS } from '../contract/session.ts'
import { createPersonEncoder, ITEM_NUMBERS, type Known, STATE_NUMBERS } from '../gym/person/encoder.ts'
import type { Gone } from '../gym/person/state.ts'
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

/** Slates of a person that are remembered: as many as environments tell of by default. */
const REMEMBERED = 20

interface Memory {
  history: Gone[]
  instruction: Instruction | null
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
      const candidates = Object.freeze(catalogue.items.map(({ id }) => id))
      const people = new Map<number, Memory>()
      const memoryOf = (user: number): Memory => {
        const memory = people.get(user) ?? { history: [], instruction: null }
        people.set(user, memory)
        return memory
      }
      return {
        recommend({ user, session, turn, size }) {
          const { history, instruction } = people.get(user) ?? { history: [], instruction: null }
          const known: Known = { user: { session, turn }, candidates, history, instruction }
          const { chosen, logs } = policy.choose(known, { luck, episode: user, member: session, turn })
          const items = Array.from(chosen.subarray(0, size))
          const why = instruction ? `since you said “${instruction.text}”` : 'to keep you here'
          return { items, propensities: items.map((_, slot) => Math.min(1, Math.exp(logs[slot]!))), why }
        },
        learn(feedback) {
          const memory = memoryOf(feedback.user)
          memory.instruction = null
          if (feedback.reached > 0)
            memory.history = [...memory.history.slice(1 - REMEMBERED), goneOf(feedback, candidates)]
        },
        instructed(user, instruction) {
          memoryOf(user).instruction = { ...instruction }
        },
        recall(user) {
          const memory = people.get(user)
          if (!memory) return []
          const { history, instruction } = memory
          const opened = history.flatMap(({ slots }) => slots).filter(({ actions }) => actions.includes('click')).length
          return [
            `Slates remembered: ${history.length}`,
            `Items opened of them: ${opened}`,
            ...(instruction ? [`Asked for: ${instruction.text}`] : [])
          ]
        }
      }
    }
  }
}

function goneOf(feedback: Feedback, ids: readonly string[]): Gone {
  const { session, turn, reached, items, actions, watchSeconds, reasons } = feedback
  const slots = Array.from({ length: reached }, (_, slot) => ({
    item: ids[items[slot]!]!,
    actions: actionsOf(actions[slot]!),
    watchSeconds: watchSeconds[slot]!,
    reason: REASONS[reasons[slot]!]!
  }))
  return { session, turn, slots, seconds: slots.reduce((sum, one) => sum + one.watchSeconds, 0) }
}

const hiddenOf = ({ hidden }: Saved): readonly number[] => (Array.isArray(hidden) ? (hidden as number[]) : [])

function mustFit({ state, items }: TaughtPolicy): void {
  if (state.join() === STATE_NUMBERS.join() && items.join() === ITEM_NUMBERS.join()) return
  throw new RecoError('policy.other-numbers', {
    what: 'This policy was taught on other numbers than this version of recoworld tells.',
    fix: 'Teach it again with `recoworld train`.'
  })
}

/** The text of a file (.mjs) whose default export is the recommender of what a trainer knows: what `--recommender ./policy.mjs` takes. */
export function policyModule(by: string, { policy }: Saved): string {
  const taught = { by, state: STATE_NUMBERS, items: ITEM_NUMBERS, policy }
  return `import { policyRecommender } from 'recoworld/learning'

export default policyRecommender(${JSON.stringify(taught)})
`
}
