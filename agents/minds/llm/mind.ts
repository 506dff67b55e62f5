import {
  type Chance,
  type Decision,
  type Instruction,
  type MindDefinition,
  RecoError,
  SCALARS,
  type SlateView
} from '../../../src/define.ts'
import { return as returning } from '../../../src/laws/index.ts'
import { askStructured } from '../../../src/models/structured.ts'
import { SHORT_VIDEO } from '../rules/parameters.ts'
import { type ReflectAnswer, reflectAnswer, reviewAnswer } from './answers.ts'
import { createAsking } from './asking.ts'
import { take } from './take.ts'

const DAY = 86_400_000
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
    create({ catalogue, models }) {
      if (!models) throw withoutModel()
      const asking = createAsking(catalogue)
      return {
        born: asking.born,

        arrive() {},

        async review(row, slate, chance, out) {
          const question = {
            name: 'review',
            schema: reviewAnswer(slate.length),
            ...asking.review(row, slate),
            body: { seed: seedOf(chance, slate, 0) }
          }
          const answer = await askStructured(models, question, about('review', slate))
          take(catalogue, slate, answer, out)
          asking.reviewed(row, slate, answer)
        },

        async reflect(row, slate, review, chance) {
          const question = {
            name: 'instruction',
            schema: reflectAnswer,
            ...asking.reflect(row, slate, review),
            body: { seed: seedOf(chance, slate, 1) }
          }
          const instruction = instructionOf(await askStructured(models, question, about('reflect', slate)))
          asking.reflected(row, instruction)
          return instruction
        },

        rest(row, session, how, felt, chance) {
          asking.over(row, session, how, felt)
          const { comingBack, return: law, churnDays } = SHORT_VIDEO
          const logHazardRatio =
            comingBack.satisfaction * (felt[SATISFACTION]! - 0.5) +
            comingBack.trust * (felt[TRUST]! - 0.5) +
            comingBack.activity * (asking.personaOf(row).traits.activity - 0.5) +
            (how === 'left' ? comingBack.unhappyEnd : 0)
          const luck = chance.for('return')
          const days = returning.sample(law, luck.at(row, session), logHazardRatio)
          return days > churnDays ? Number.POSITIVE_INFINITY : (days - 0.125 + 0.25 * luck.block[1]!) * DAY
        },

        thought: (row, _slate, _review, slot) => asking.thoughtOf(row, slot)
      }
    }
  }
}

const instructionOf = ({ text, act, target, seconds, also }: ReflectAnswer): Instruction => ({
  text,
  act,
  target,
  ...(seconds === null || act !== 'length' ? {} : { seconds }),
  ...(also === null ? {} : { also })
})

const about = (kind: 'review' | 'reflect', { user, session, turn }: SlateView): Decision => ({
  agent: 'mind',
  kind,
  user,
  session,
  turn
})

/** Gives each question chance of its own, where the server draws by a seed: a whole number below 2³¹. */
const seedOf = (chance: Chance, { user, session, turn }: SlateView, slot: number): number =>
  Math.floor(chance.for('model').at(user, session, turn, slot) * 2 ** 31)

const withoutModel = () =>
  new RecoError('mind.no-model', {
    what: 'This mind asks a language model, and was given none.',
    fix: 'Name one: --model and --base-url, or `model: { name, baseUrl }`.'
  })
