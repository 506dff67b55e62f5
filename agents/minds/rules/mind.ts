import type { MindDefinition } from '../../../src/define.ts'
import { createArrival } from './arrive.ts'
import { createBirth } from './born.ts'
import { COLUMNS } from './columns.ts'
import { createDeparture } from './depart.ts'
import { createExaminer } from './examine.ts'
import { type RulesParameters, SHORT_VIDEO } from './parameters.ts'
import { createRecall } from './recall.ts'
import { createReflection } from './reflect.ts'
import { createRest } from './rest.ts'
import { createStreams } from './streams.ts'
import { createThinking } from './think.ts'

/** A mind of named laws: looks, chooses, watches, reacts, tires, senses, speaks, leaves, comes back. */
export function rulesMind(parameters: RulesParameters = SHORT_VIDEO): MindDefinition<typeof COLUMNS> {
  return {
    description:
      'Parametric: choice, watch time, reactions, satiation, leaving and return by published laws; preset short-video',
    columns: COLUMNS,
    create(setting) {
      const streamsOf = createStreams()
      const examiner = createExaminer(setting, parameters)
      const depart = createDeparture(setting, parameters)
      const rest = createRest(setting, parameters)
      return {
        born: createBirth(setting),
        arrive: createArrival(setting, parameters),

        review(row, slate, luck, out) {
          const streams = streamsOf(luck)
          streams.turn.at(slate.user, slate.session, slate.turn)
          const shortfall = examiner.examine(row, slate, streams, out)
          depart(row, slate, shortfall, streams.turn.block, out)
        },

        reflect: createReflection(setting),
        rest: (row, session, how, felt, luck) => rest(row, session, how, felt, streamsOf(luck).return),
        thought: createThinking(setting),
        affinity: examiner.utility,
        recall: createRecall(setting)
      }
    }
  }
}
