import type { ColumnSpec, Instruction, MindDefinition, Review, SlateView } from '../../../src/define.ts'
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
