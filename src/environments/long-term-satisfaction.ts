import * as z from 'zod'
import { type EnvironmentDefinition, laws, type Moment } from '../define.ts'

const Options = z.strictObject({
  /** How strongly satisfaction answers to what was shown. At 0.01 clickbait is best in the long run too: no conflict. */
  sensitivity: z.number().gt(0).max(10).default(0.2),
  /** Slates of an episode. */
  budget: z.number().int().min(1).max(10_000).default(60),
  /** Documents to choose from at each turn, of which one is shown. */
  candidates: z.number().int().min(1).max(1_000).default(10),
  /** Share of the net exposure that is left after a turn, and what chance adds to it. */
  discount: z.number().min(0).max(1).default(0.7),
  noise: z.number().min(0).default(0.05),
  /** Mean and deviation of log engagement: of clickbait (choc), and of what is worth while (kale). */
  choc: z.strictObject({ mean: z.number(), deviation: z.number().min(0) }).default({ mean: 5, deviation: 1 }),
  kale: z.strictObject({ mean: z.number(), deviation: z.number().min(0) }).default({ mean: 4, deviation: 1 })
})

interface State {
  /** Net positive exposure. */
  exposure: number
  /** How far each document is clickbait, 0 … 1. */
  documents: number[]
}

/** What is known: satisfaction, 0 … 1, and the documents. */
interface Observation {
  readonly satisfaction: number
  readonly documents: readonly number[]
}

/**
 * Clickbait engages at once and costs satisfaction, which engagement grows with. The position of a document is the action.
 *
 * @source Ie et al., RecSim: a configurable simulation platform for recommender systems, 2019 (long-term satisfaction)
 */
const world: EnvironmentDefinition<State, Observation, number, z.infer<typeof Options>> = {
  description: 'RecSim long-term satisfaction: clickbait engages now, what is worth while engages later',
  source: 'Ie et al., RecSim, arXiv 1909.04847',
  options: Options,
  create({ sensitivity, budget, candidates, discount, noise, choc, kale }) {
    const { normal } = laws
    const satisfaction = (exposure: number) => 1 / (1 + Math.exp(-sensitivity * exposure))
    const documentsAt = ({ episode, turn, chance }: Moment) => {
      const luck = chance.for('documents')
      return Array.from({ length: candidates }, (_, at) => luck.at(episode, 0, turn, at))
    }
    const best =
      (sign: number) =>
      ({ documents }: Observation) =>
        documents.reduce((found, one, at) => (sign * one > sign * documents[found]! ? at : found), 0)
    return {
      spaces: {
        observation: {
          kind: 'record',
          of: {
            satisfaction: { kind: 'box', shape: [], low: 0, high: 1 },
            documents: { kind: 'box', shape: [candidates], low: 0, high: 1 }
          }
        },
        action: { kind: 'index', n: candidates }
      },
      horizon: budget,
      begin: (moment) => ({
        exposure: 0,
        documents: documentsAt(moment)
      }),
      observe: ({ exposure, documents }) => ({ satisfaction: satisfaction(exposure), documents }),
      step(state, action, moment) {
        const luck = moment.chance.for('turn')
        luck.at(moment.episode, 0, moment.turn)
        const [first, second] = luck.block as unknown as [number, number]
        const clickbait = state.documents[action]!
        const before = satisfaction(state.exposure)
        state.exposure = discount * state.exposure - 2 * (clickbait - 0.5) + noise * normal.quantile(first)
        const mean = (clickbait * choc.mean + (1 - clickbait) * kale.mean) * satisfaction(state.exposure)
        const deviation = clickbait * choc.deviation + (1 - clickbait) * kale.deviation
        const engagement = Math.exp(mean + deviation * normal.quantile(second))
        state.documents = documentsAt({ ...moment, turn: moment.turn + 1 })
        return { reward: engagement, isOver: false, info: { clickbait, before } }
      },
      baselines: {
        clickbait: { description: 'always the most of clickbait', act: best(1) },
        kale: { description: 'always the least of it', act: best(-1) }
      }
    }
  }
}

export default world
