import type { ColumnSpec, MindDefinition, Rehearsed, Review, SlateView } from '../../../src/define.ts'
import { createAsking } from './asking.ts'
import { answerOf } from './told.ts'

/**
 * A parametric mind that decides in a model's place, while each question that the model would have been asked is put into
 * words: what a run takes can be told before it starts.
 */
export function rehearsing<Specs extends Record<string, ColumnSpec>>(
  definition: MindDefinition<Specs>,
  onQuestion: (question: Rehearsed) => void
): MindDefinition<Specs> {
  return {
    ...definition,
    create(setting) {
      const mind = definition.create(setting)
      const asking = createAsking(setting.catalogue)
      const thoughtOf = (row: number, slate: SlateView, review: Review) => (slot: number) =>
        mind.thought(row, slate, review, slot)
      return {
        ...mind,
        born(row, persona) {
          mind.born(row, persona)
          asking.born(row, persona)
        },
        review(row, slate, chance, out) {
          const { messages } = asking.review(row, slate)
          const done = mind.review(row, slate, chance, out)
          if (done instanceof Promise) throw new TypeError('a mind that answers later cannot rehearse')
          const answer = answerOf(out, thoughtOf(row, slate, out))
          onQuestion({ kind: 'review', messages, answer: JSON.stringify(answer) })
          asking.reviewed(row, slate, answer)
        },
        reflect(row, slate, review, chance) {
          const { messages } = asking.reflect(row, slate, review)
          const said = mind.reflect(row, slate, review, chance)
          if (said instanceof Promise) throw new TypeError('a mind that answers later cannot rehearse')
          const { text, act, target, seconds = null, also = null } = said
          onQuestion({ kind: 'reflect', messages, answer: JSON.stringify({ text, act, target, seconds, also }) })
          asking.reflected(row, said)
          return said
        },
        rest(row, session, how, felt, chance) {
          asking.over(row, session, how, felt)
          return mind.rest(row, session, how, felt, chance)
        }
      }
    }
  }
}
