import type { ColumnSpec, MindDefinition, Rehearsed, Review, SlateView } from '../../../src/define.ts'
import { createAsking } from '../llm/asking.ts'
import { answerOf } from '../llm/told.ts'
import { createRouting, type MixOptions, type Route } from './routing.ts'

/** The parametric mind alone, telling where the model would have been asked. */
export function rehearsed<Specs extends Record<string, ColumnSpec>>(
  parametric: MindDefinition<Specs>,
  mix: Required<MixOptions>,
  onQuestion: (question: Rehearsed) => void
): MindDefinition<Specs> {
  return {
    ...parametric,
    create(setting) {
      const mind = parametric.create(setting)
      const asking = createAsking(setting.catalogue)
      const routing = createRouting(setting.catalogue, mix)
      const routes = new Map<number, Route>()
      /** What is new to a segment is asked about once, however many its people are. */
      const tell = (route: Route, question: Rehearsed) => onQuestion({ ...question, isOnce: route === 'new' })
      const answerTo = (row: number, slate: SlateView, review: Review) =>
        answerOf(review, (slot) => mind.thought(row, slate, review, slot))
      return {
        ...mind,
        born(row, persona) {
          mind.born(row, persona)
          asking.born(row, persona)
          routing.born(row, persona)
        },
        review(row, slate, chance, out) {
          const route = routing.routeOf(row, slate, chance)
          routes.set(row, route)
          const question = route === 'parametric' ? undefined : asking.review(row, slate)
          if (mind.review(row, slate, chance, out) instanceof Promise) throw tooLate()
          const answer = answerTo(row, slate, out)
          asking.reviewed(row, slate, answer)
          if (question) tell(route, { kind: 'review', messages: question.messages, answer: JSON.stringify(answer) })
          else if (out.leaveCause !== 0 || out.disengageCause !== 0)
            tell(route, { kind: 'reflect', messages: asking.depart(row, slate, out).messages, answer: DEPARTURE })
        },
        reflect(row, slate, review, chance) {
          const route = routes.get(row)!
          const question = route === 'parametric' ? undefined : asking.reflect(row, slate, review)
          const said = mind.reflect(row, slate, review, chance)
          if (said instanceof Promise) throw tooLate()
          asking.reflected(row, said)
          if (!question) return said
          const { text, act, target, seconds = null, also = null } = said
          const answer = JSON.stringify({ text, act, target, seconds, also })
          tell(route, { kind: 'reflect', messages: question.messages, answer })
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
