import type { ColumnSpec, Instruction, MindDefinition, Rehearsed, Review, SlateView } from '../../../src/define.ts'
import { createAsking } from '../llm/asking.ts'
import { createDecider } from '../llm/deciding.ts'
import { answerOf } from '../llm/told.ts'

/**
 * A parametric mind that looks, chooses and watches; a model is asked only where the person feels like leaving: whether it
 * stays, speaks or goes, and in which words. About one short call a visit.
 */
export function atLeaving<Specs extends Record<string, ColumnSpec>>(
  parametric: MindDefinition<Specs>,
  description: string
): MindDefinition<Specs> {
  return {
    description,
    asksModel: true,
    columns: parametric.columns,
    rehearsal: (onQuestion) => rehearsed(parametric, onQuestion) as MindDefinition,
    create(setting) {
      const mind = parametric.create(setting)
      const { asking, depart } = createDecider(setting.catalogue, setting.models)
      const said = new Map<number, Instruction>()
      const remember = (row: number, slate: SlateView, review: Review) =>
        asking.reviewed(
          row,
          slate,
          answerOf(review, (slot) => mind.thought(row, slate, review, slot))
        )
      return {
        ...mind,
        born(row, persona) {
          mind.born(row, persona)
          asking.born(row, persona)
        },
        review(row, slate, chance, out) {
          mind.review(row, slate, chance, out)
          remember(row, slate, out)
          if (out.leaveCause === 0 && out.disengageCause === 0) return undefined
          return depart(row, slate, chance, out).then((instruction) => {
            if (instruction) said.set(row, instruction)
          })
        },
        reflect(row) {
          const instruction = said.get(row)!
          said.delete(row)
          return instruction
        },
        rest(row, session, how, felt, chance) {
          asking.over(row, session, how, felt)
          return mind.rest(row, session, how, felt, chance)
        }
      }
    }
  }
}

/** The parametric mind alone, telling where the model would have been asked. */
function rehearsed<Specs extends Record<string, ColumnSpec>>(
  parametric: MindDefinition<Specs>,
  onQuestion: (question: Rehearsed) => void
): MindDefinition<Specs> {
  return {
    ...parametric,
    create(setting) {
      const mind = parametric.create(setting)
      const asking = createAsking(setting.catalogue)
      return {
        ...mind,
        born(row, persona) {
          mind.born(row, persona)
          asking.born(row, persona)
        },
        review(row, slate, chance, out) {
          mind.review(row, slate, chance, out)
          const thought = (slot: number) => mind.thought(row, slate, out, slot)
          asking.reviewed(row, slate, answerOf(out, thought))
          if (out.leaveCause === 0 && out.disengageCause === 0) return
          onQuestion({ kind: 'reflect', messages: asking.depart(row, slate, out).messages, answer: DEPARTURE })
        },
        rest(row, session, how, felt, chance) {
          asking.over(row, session, how, felt)
          return mind.rest(row, session, how, felt, chance)
        }
      }
    }
  }
}

/** About what a model answers. */
const DEPARTURE = JSON.stringify({
  next: 'speak',
  cause: 'repetitive',
  instruction: { text: 'x'.repeat(90), act: 'diversify-near', target: 'x'.repeat(14), seconds: null, also: null }
})
