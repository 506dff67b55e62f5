import type { Act, RecommenderDefinition } from '../../src/define.ts'
import {
  afterSlate,
  afterVisit,
  createFitting,
  heard,
  isOpened,
  loosen,
  type StandingWish,
  standing
} from '../../src/ranking/index.ts'
import { createBeliefs, OWN } from './instructable/beliefs.ts'
import { createChooser } from './instructable/choose.ts'
import { columnsOf } from './instructable/columns.ts'
import { forget, type Memory, newMemory, note, noteSlate, sumUp } from './instructable/memory.ts'
import { recalled } from './instructable/recall.ts'
import { createWhy, planOf } from './instructable/words.ts'

/** What an act says of its target, as an opinion. */
const SAYS: Partial<Record<Act, number>> = { exclude: -0.8, reduce: -0.2, 'more-like': 0.8, 'diversify-near': 0.3 }
/** How far doubts grow back between two visits: tastes move. */
const LOOSENED = 0.1

/** Does what people ask for, in types or in words, on top of a ranking by taste that stands on its own. */
const instructable: RecommenderDefinition = {
  description:
    'Obeys instructions, typed or in words, at once and then more gently; knows tastes, lengths and formats of each person',
  create({ catalogue }) {
    const columns = columnsOf(catalogue)
    const beliefs = createBeliefs(catalogue, columns)
    const choose = createChooser(catalogue, columns, beliefs)
    const fitting = createFitting(catalogue)
    const why = createWhy(catalogue)
    const people = new Map<number, Memory>()
    const positions = new Map(catalogue.topics.map((topic, at) => [topic.toLowerCase(), at]))
    const remember = (user: number) => {
      let memory = people.get(user)
      if (!memory) {
        memory = newMemory(columns.topics, columns.width, OWN)
        people.set(user, memory)
      }
      return memory
    }

    function take(memory: Memory, { act, target }: StandingWish): void {
      if (act === 'reset') forget(memory, OWN)
      const topic = positions.get(target?.trim().toLowerCase() ?? '')
      const liking = SAYS[act]
      if (topic !== undefined && liking !== undefined) beliefs.told(memory, topic, liking)
    }

    return {
      recommend(request) {
        const memory = people.get(request.user)
        const items = choose(request, memory)
        const propensities = new Array<number>(items.length).fill(1)
        if (!memory || memory.wishes.length === 0) return { items, propensities, why: why(items, memory) }
        return { items, propensities, why: why(items, memory), plan: planOf(memory, catalogue.topics) }
      },

      learn(feedback) {
        const { user, session, turn, items, reached, actions } = feedback
        if (reached === 0) return
        const memory = remember(user)
        for (let slot = 0; slot < reached; slot++) {
          const worth = beliefs.learn(memory, feedback, slot)
          const item = items[slot]!
          note(memory, item, worth, isOpened(actions[slot]!), catalogue.topic[item]!)
        }
        noteSlate(memory, feedback, catalogue.features)
        memory.wishes = afterSlate(memory.wishes, session, turn)
      },

      instructed(user, instruction, feedback) {
        const memory = remember(user)
        const said = heard(instruction, feedback, catalogue.topics, fitting)
        for (const wish of said) take(memory, wish)
        memory.wishes = standing(memory.wishes, said)
      },

      endOfSession(user, session) {
        const memory = people.get(user)
        if (!memory) return
        sumUp(memory, session)
        loosen(memory.taste, LOOSENED, OWN)
        memory.wishes = afterVisit(memory.wishes)
      },

      recall(user) {
        const memory = people.get(user)
        return memory ? recalled(memory, catalogue.topics) : []
      }
    }
  }
}

export default instructable
