import type { MindDefinition } from '../../src/define.ts'
import { createArrival } from './rules/arrive.ts'
import { createBirth } from './rules/born.ts'
import { COLUMNS } from './rules/columns.ts'
import { createDeparture } from './rules/depart.ts'
import { createExaminer } from './rules/examine.ts'
import { type RulesParameters, SHORT_VIDEO } from './rules/parameters.ts'
import { createReflection } from './rules/reflect.ts'
import { createRest } from './rules/rest.ts'
import { createStreams } from './rules/streams.ts'
import { createThinking } from './rules/think.ts'

export { type RulesParameters, SHORT_VIDEO }

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
        affinity: examiner.utility
      }
    }
  }
}

export default rulesMind()
