import { RecoError, type RecommenderDefinition } from '../../src/define.ts'
import { afterSlate, afterVisit, createFitting, forgetTaste, heard, loosen, standing } from '../../src/ranking/index.ts'
import { createLiking } from './llm/liking.ts'
import { type Memory, newMemory, noteAsked, noteSlate, OWN, sumUp } from './llm/memory.ts'
import { DEFAULT_PLAN } from './llm/plan.ts'
import { createPlanning } from './llm/planning.ts'
import type { Limits } from './llm/run.ts'
import { createSelection } from './llm/selection.ts'
import { createServer } from './llm/serve.ts'
import { recalled } from './llm/told.ts'
import { createWhy } from './llm/why.ts'

/** Sizes are ours: some look-ups and a plan take three to five answers. */
const LIMITS: Limits = { steps: 8, seconds: 60, maxTokens: 800 }
/** How far doubts grow back between two visits: tastes move. */
const LOOSENED = 0.1

/**
 * A recommender that is an agent: a language model with tools thinks about a person when there is something to think about (a
 * first slate, an instruction, a drop in engagement) and leaves a plan; in between, the same tools make slates from the plan.
 */
export const llmWith = (limits: Partial<Limits> = {}): RecommenderDefinition => ({
  description:
    'An agent: a language model with tools plans for a person when there is reason to; its plan serves in between',
  asksModel: true,
  create({ catalogue, chance, models }) {
    if (!models) throw noModel()
    const selection = createSelection(catalogue)
    const liking = createLiking(catalogue, selection)
    const choose = createServer(catalogue, selection, chance.for('recommender-llm'))
    const why = createWhy(catalogue)
    const fitting = createFitting(catalogue)
    const people = new Map<number, Memory>()
    const remember = (user: number) => {
      let memory = people.get(user)
      if (!memory) {
        memory = newMemory(catalogue.topics.length)
        people.set(user, memory)
      }
      return memory
    }

    return {
      plan: createPlanning({ catalogue, selection, models, limits: { ...LIMITS, ...limits }, remember }),

      recommend(request) {
        const memory = people.get(request.user)
        const chosen = choose(request, memory)
        const trace = memory?.trace
        if (memory) memory.trace = undefined
        const isSure = (memory?.plan ?? DEFAULT_PLAN).settings.explorationRate === 0
        return {
          items: chosen.items,
          propensities: chosen.items.map(() => (isSure ? 1 : null)), // what exploring gives each slot is not worked out
          why: why(chosen, memory, trace?.isLate === true),
          ...(trace ? { plan: { plan: trace.plan, calls: trace.calls } } : {}),
          ...(trace?.isLate ? { isLate: true } : {})
        }
      },

      learn(feedback) {
        if (feedback.reached === 0) return
        const memory = remember(feedback.user)
        liking.learn(memory, feedback)
        noteSlate(memory, feedback, catalogue)
        memory.wishes = afterSlate(memory.wishes, feedback.session, feedback.turn)
      },

      instructed(user, instruction, feedback) {
        const memory = remember(user)
        const said = heard(instruction, feedback, catalogue.topics, fitting)
        for (const wish of said) {
          if (wish.act === 'reset') forget(memory)
          liking.told(memory, wish)
        }
        memory.wishes = standing(memory.wishes, said)
        noteAsked(memory, instruction, feedback, catalogue)
      },

      endOfSession(user, session) {
        const memory = people.get(user)
        if (!memory) return
        sumUp(memory, session)
        loosen(memory.taste, LOOSENED, OWN)
        memory.wishes = afterVisit(memory.wishes)
      },

      recall(user) {
        const memory = people.get(user)
        return memory ? recalled(memory, catalogue) : []
      }
    }
  }
})

export default llmWith()

/** What the person was like, and the plan made for that. */
function forget(memory: Memory): void {
  forgetTaste(memory.taste, OWN)
  memory.wishes = []
  memory.liked = []
  memory.visits = []
  memory.plan = DEFAULT_PLAN
}

const noModel = () =>
  new RecoError('model.none', {
    what: 'The recommender "llm" asks a language model, and none is named.',
    fix: 'Name one: model: { name, baseUrl } of a world, or `models` of the setting.'
  })
