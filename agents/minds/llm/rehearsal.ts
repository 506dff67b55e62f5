import type {
  Catalogue,
  Chance,
  ColumnSpec,
  MindDefinition,
  Persona,
  Rehearsed,
  Review,
  SlateView
} from '../../../src/define.ts'
import { createAsking } from './asking.ts'
import { answerOf } from './told.ts'

/** Which slates a model would be asked about: not this one, this one, or this one once for all who are alike. */
export interface Asked {
  born?(row: number, persona: Persona): void
  /** Called once for each slate, in the order of people. */
  about(row: number, slate: SlateView, chance: Chance): 'no' | 'yes' | 'once'
}

const EVERY: Asked = { about: () => 'yes' }

/**
 * A parametric mind that decides in a model's place, while each question that the model would have been asked is put into
 * words: what a run takes can be told before it starts. Of slates that the model is not asked about, it is asked whether
 * the person leaves, where the person feels like it.
 */
export function rehearsing<Specs extends Record<string, ColumnSpec>>(
  definition: MindDefinition<Specs>,
  onQuestion: (question: Rehearsed) => void,
  askedOf: (catalogue: Catalogue) => Asked = () => EVERY
): MindDefinition<Specs> {
  return {
    ...definition,
    create(setting) {
      const mind = definition.create(setting)
      const asking = createAsking(setting.catalogue)
      const asked = askedOf(setting.catalogue)
      const about = new Map<number, ReturnType<Asked['about']>>()
      const tell = (row: number, question: Rehearsed) => onQuestion({ ...question, isOnce: about.get(row) === 'once' })
      const answerTo = (row: number, slate: SlateView, review: Review) =>
        answerOf(review, (slot) => mind.thought(row, slate, review, slot))
      return {
        ...mind,
        born(row, persona) {
          mind.born(row, persona)
          asking.born(row, persona)
          asked.born?.(row, persona)
        },
        review(row, slate, chance, out) {
          about.set(row, asked.about(row, slate, chance))
          const question = about.get(row) === 'no' ? undefined : asking.review(row, slate)
          if (mind.review(row, slate, chance, out) instanceof Promise) throw tooLate()
          const answer = answerTo(row, slate, out)
          asking.reviewed(row, slate, answer)
          if (question) tell(row, { kind: 'review', messages: question.messages, answer: JSON.stringify(answer) })
          else if (out.leaveCause !== 0 || out.disengageCause !== 0)
            tell(row, { kind: 'reflect', messages: asking.depart(row, slate, out).messages, answer: DEPARTURE })
        },
        reflect(row, slate, review, chance) {
          const question = about.get(row) === 'no' ? undefined : asking.reflect(row, slate, review)
          const said = mind.reflect(row, slate, review, chance)
          if (said instanceof Promise) throw tooLate()
          asking.reflected(row, said)
          if (!question) return said
          const { text, act, target, seconds = null, also = null } = said
          const answer = JSON.stringify({ text, act, target, seconds, also })
          tell(row, { kind: 'reflect', messages: question.messages, answer })
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

const tooLate = () => new TypeError('a mind that answers later cannot rehearse')

/** About what a model answers. */
const DEPARTURE = JSON.stringify({
  next: 'speak',
  cause: 'repetitive',
  instruction: { text: 'x'.repeat(90), act: 'diversify-near', target: 'x'.repeat(14), seconds: null, also: null }
})
