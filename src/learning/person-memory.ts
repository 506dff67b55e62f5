import type { Instruction } from '../contract/instruction.ts'
import type { ItemId } from '../contract/item.ts'
import type { Feedback, Recommender } from '../contract/recommender.ts'
import { actionsOf, REASONS } from '../contract/session.ts'
import type { Known } from '../gym/person/encoder.ts'
import type { Gone } from '../gym/person/state.ts'

/** Slates of a person that are remembered: as many as environments tell of by default. */
const REMEMBERED = 20

interface Memory {
  history: readonly Gone[]
  instruction: Instruction | null
}

/** What a recommender may know of each person, as environments tell it; and how it hears of it in a world. */
export interface People extends Required<Pick<Recommender, 'learn' | 'instructed' | 'recall'>> {
  known(user: number, session: number, turn: number): Known
}

/** @param ids of all items, by position */
export function createPeople(ids: readonly ItemId[]): People {
  const people = new Map<number, Memory>()
  const memoryOf = (user: number): Memory => {
    const memory = people.get(user) ?? { history: [], instruction: null }
    people.set(user, memory)
    return memory
  }
  return {
    known(user, session, turn) {
      const { history, instruction } = people.get(user) ?? { history: [], instruction: null }
      return { user: { session, turn }, candidates: ids, history, instruction }
    },
    learn(feedback) {
      const memory = memoryOf(feedback.user)
      memory.instruction = null
      if (feedback.reached > 0) memory.history = [...memory.history.slice(1 - REMEMBERED), goneOf(feedback, ids)]
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
