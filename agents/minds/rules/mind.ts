import { type MindDefinition, REASONS, SCALARS, VOICES } from '../../../src/define.ts'
import { return as returning, satisfaction } from '../../../src/laws/index.ts'
import { composeThought } from '../../../src/voice/thought.ts'
import { createBirth } from './born.ts'
import { COLUMNS } from './columns.ts'
import { createDeparture } from './depart.ts'
import { createExaminer } from './examine.ts'
import { type RulesParameters, SHORT_VIDEO } from './parameters.ts'
import { createReflection } from './reflect.ts'
import { createStreams } from './streams.ts'

const DAY = 86_400_000
const TRUST = SCALARS.indexOf('trust')

/** A mind of named laws: looks, chooses, watches, reacts, tires, senses, speaks, leaves, comes back. */
export function rulesMind(parameters: RulesParameters = SHORT_VIDEO): MindDefinition<typeof COLUMNS> {
  return {
    description:
      'Parametric: choice, watch time, reactions, satiation, leaving and return by published laws; preset short-video',
    columns: COLUMNS,
    create(setting) {
      const { columns, catalogue, chance } = setting
      const width = catalogue.topics.length
      const streamsOf = createStreams()
      const examiner = createExaminer(setting, parameters)
      const depart = createDeparture(setting, parameters)
      const satisfied = { ...satisfaction.DEFAULTS, ...parameters.satisfaction }
      const goals = chance.for('goal')
      const draws = new Float64Array(width)
      return {
        born: createBirth(setting),

        arrive(row, session, awayMs) {
          columns.spoke[row] = columns.ultimatum[row] = 0
          columns.goal[row] = goalOf(row, goals.at(row, session))
          if (awayMs === 0) return
          const kept = parameters.satiation.retention ** ((awayMs / DAY) * 20) // a day away empties it as twenty slates of something else do
          for (let topic = 0; topic < width; topic++) columns.satiation[row * width + topic]! *= kept
        },

        review(row, slate, luck, out) {
          const streams = streamsOf(luck)
          streams.turn.at(slate.user, slate.session, slate.turn)
          const shortfall = examiner.examine(row, slate, streams, out)
          depart(row, slate, shortfall, streams.turn.block, out)
        },

        reflect: createReflection(setting),

        rest(row, session, how, felt, luck) {
          const { comingBack, return: law, churnDays } = parameters
          const level = satisfaction.level(columns.exposure[row]!, satisfied)
          const logHazardRatio =
            comingBack.satisfaction * (level - 0.5) +
            comingBack.trust * (felt[TRUST]! - 0.5) +
            comingBack.activity * (columns.activity[row]! - 0.5) +
            (how === 'left' ? comingBack.unhappyEnd : 0)
          const draw = streamsOf(luck).return
          const days = returning.sample(law, draw.at(row, session), logHazardRatio)
          return days > churnDays ? Number.POSITIVE_INFINITY : (days - 0.125 + 0.25 * draw.block[1]!) * DAY
        },

        thought(row, slate, review, slot) {
          const item = slate.items[slot]!
          const { title, category } = catalogue.items[item]!
          const u = chance.for('thought').at(slate.user, slate.session, slate.turn, slot)
          return composeThought({
            reason: REASONS[review.reasons[slot]!]!,
            title,
            topic: category || catalogue.topics[catalogue.topic[item]!]!,
            voice: VOICES[columns.voice[row]!]!,
            u
          })
        },

        affinity: examiner.utility
      }

      /** What the visit is for: a topic, the likelier the more it is liked. */
      function goalOf(row: number, u: number): number {
        let sum = 0
        for (let topic = 0; topic < width; topic++) {
          draws[topic] = Math.max(0, columns.taste[row * width + topic]!) ** 2
          sum += draws[topic]!
        }
        let left = u * sum
        for (let topic = 0; topic < width; topic++) {
          left -= draws[topic]!
          if (left <= 0) return topic
        }
        return 0
      }
    }
  }
}
