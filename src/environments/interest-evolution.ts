import * as z from 'zod'
import { type EnvironmentDefinition, laws } from '../define.ts'
import { type Document, documentsAt, QUALITIES, TOPICS } from './interest-evolution/documents.ts'
import { encoderOf, type Observation, type Response, spacesOf } from './interest-evolution/observation.ts'

const Options = z
  .strictObject({
    candidates: z.number().int().min(1).max(1_000).default(10).describe('Documents to choose from at each turn'),
    slateSize: z.number().int().min(1).max(20).default(3).describe('How many of them are shown'),
    choice: z
      .enum(['proportional', 'cascade'])
      .default('proportional')
      .describe('How a person picks: in proportion to interest, or going down the slate until something is clicked'),
    attention: z
      .number()
      .min(0)
      .max(1)
      .default(laws.cascade.DEFAULTS.attention)
      .describe('Of the cascade: the chance of looking at a slot'),
    scaling: z
      .number()
      .gt(0)
      .max(0.36)
      .default(laws.cascade.DEFAULTS.scaling)
      .describe('Of the cascade: what e^interest is multiplied by to be the chance of a click'),
    budget: z
      .number()
      .gt(0)
      .max(10_000)
      .default(laws.budget.DEFAULTS.start)
      .describe('Time that a person has at first; an item takes 4')
  })
  .refine(({ candidates, slateSize }) => slateSize <= candidates, {
    path: ['slateSize'],
    error: 'a slate cannot take more documents than there are candidates'
  })

/** A turn takes half a unit of the budget; only the very best, watched again and again, would take less. */
const TURNS_PER_UNIT = 5

interface State {
  /** By topic, −1 … 1; replaced, never changed, as all lists are. */
  interests: readonly number[]
  budget: number
  documents: readonly Document[]
  responses: readonly Response[] | null
}

/**
 * A person with interests by topic and a budget of time. What is watched takes 4 units and gives some back by its quality,
 * which topics have and interests do not ask for; it also moves the interest in its topic. The action is a slate, documents
 * by position; the reward is the time watched. Whoever has no time left leaves.
 *
 * @source Ie et al., SlateQ, IJCAI 2019; Ie et al., RecSim, 2019, and its code (interest evolution). The cascade has the
 *         parameters of the code: its published returns (random 159.9, myopic 163.6) are of others, which are not told
 */
const world: EnvironmentDefinition<State, Observation, readonly number[], z.infer<typeof Options>> = {
  description: 'People have little time: good content gives some of it back, and is not what they like best',
  source: 'Ie et al., SlateQ, IJCAI 2019, and RecSim, arXiv 1909.04847 (interest evolution)',
  options: Options,
  create({ candidates, slateSize, choice, attention, scaling, budget }) {
    const { drift } = laws
    const params = { ...laws.budget.DEFAULTS, start: budget }
    const sizes = { candidates, slateSize, length: params.length }
    const cascade = { ...laws.cascade.DEFAULTS, attention, scaling }
    const pick = (utilities: readonly number[], luck: number) =>
      choice === 'proportional'
        ? laws.proportional.sample(utilities, laws.proportional.DEFAULTS, luck)
        : laws.cascade.sample(utilities, cascade, luck)

    /** Interests after something of a topic was watched. */
    function moved(interests: readonly number[], topic: number, luck: number): readonly number[] {
      const { pace, rigidity } = drift.DEFAULTS
      const interest = interests[topic]!
      return interests.with(topic, drift.next(interest, 1, pace * drift.directionOf(interest, luck), 1 / rigidity))
    }

    /** The documents with the highest scores, the first of equals first. */
    function best({ topics }: Observation, score: (topic: number, at: number) => number): readonly number[] {
      const scores = topics.map(score)
      const order = Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]! || a - b)
      return order.slice(0, slateSize)
    }

    return {
      spaces: spacesOf(sizes),
      horizon: Math.ceil(budget * TURNS_PER_UNIT),
      begin(moment) {
        const luck = moment.chance.for('interests')
        const interests = Array.from({ length: TOPICS }, (_, at) => {
          if (at % 4 === 0) luck.at(moment.episode, 0, 0, at / 4)
          return 2 * luck.block[at % 4]! - 1
        })
        return { interests, budget, documents: documentsAt(moment, candidates), responses: null }
      },
      observe: ({ interests, documents, responses }) => ({
        interests,
        topics: documents.map(({ topic }) => topic),
        responses
      }),
      step(state, slate, moment) {
        const shown = slate.map((at) => state.documents[at]!)
        const utilities = shown.map(({ topic }) => state.interests[topic]!)
        const luck = moment.chance.for('turn')
        const clicked = pick(utilities, luck.at(moment.episode, 0, moment.turn))
        const one = shown[clicked]
        const watched = one ? laws.budget.watched(state.budget, params) : 0
        if (one) state.interests = moved(state.interests, one.topic, luck.block[1]!)
        state.budget = one
          ? laws.budget.afterWatching(state.budget, one.quality, params)
          : laws.budget.afterPassing(state.budget, params)
        state.responses = shown.map(({ topic, quality }, slot) => {
          const isClicked = slot === clicked
          return { topic, quality, clicked: isClicked, watched: isClicked ? watched : 0 }
        })
        state.documents = documentsAt({ ...moment, turn: moment.turn + 1 }, candidates)
        return { reward: watched, isOver: laws.budget.leaves(state.budget), info: { budget: state.budget } }
      },
      copy: (state) => ({ ...state }),
      encoder: encoderOf(sizes),
      baselines: {
        random: {
          description: 'Documents drawn at random',
          act(seen, { episode, turn, chance }) {
            const luck = chance.for('random')
            return best(seen, (_, at) => luck.at(episode, 0, turn, at))
          }
        },
        myopic: {
          description: 'What the person likes best, which is best for the next choice',
          act: (seen) => best(seen, (topic) => seen.interests[topic]!)
        },
        quality: {
          description:
            'The topics of the highest quality, whatever the person likes; a learner is not told which they are',
          act: (seen) => best(seen, (topic) => QUALITIES[topic]!)
        }
      }
    }
  }
}

export default world
