import { type MindDefinition, SCALARS } from '../../../src/define.ts'
import { rulesMind } from '../rules/mind.ts'
import { SHORT_VIDEO } from '../rules/parameters.ts'
import { gapOf } from '../rules/rest.ts'
import { createDecider } from './deciding.ts'
import { rehearsing } from './rehearsal.ts'

const SATISFACTION = SCALARS.indexOf('satisfaction')
const TRUST = SCALARS.indexOf('trust')

/**
 * A mind that is a language model: one call for a whole slate, one for an instruction. When the person comes back is drawn
 * by the return law, as for other minds: models have no sense of days.
 *
 * @param asksModel `replay`: only what was answered before
 */
export function llmMind(description: string, asksModel: true | 'replay'): MindDefinition<Record<never, never>> {
  return {
    description,
    asksModel,
    columns: {},
    rehearsal: (onQuestion) => rehearsing(rulesMind(), onQuestion) as MindDefinition,
    create({ catalogue, models }) {
      const { asking, review, again, reflect } = createDecider(catalogue, models)
      return {
        born: asking.born,
        arrive() {},
        review,
        again,
        reflect,
        rest(row, session, how, felt, chance) {
          asking.over(row, session, how, felt)
          const { index, traits } = asking.personaOf(row)
          const going = { satisfied: felt[SATISFACTION]!, trust: felt[TRUST]!, activity: traits.activity, how }
          return gapOf(index, session, going, chance.for('return'), SHORT_VIDEO)
        },
        thought: (row, _slate, _review, slot) => asking.thoughtOf(row, slot),
        recall: asking.recall
      }
    }
  }
}
