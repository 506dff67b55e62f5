import * as z from 'zod'
import { type EnvironmentDefinition, laws, type Moment } from '../define.ts'

const Engagement = z.strictObject({ mean: z.number(), deviation: z.number().min(0) })

const Options = z.strictObject({
  sensitivity: z
    .number()
    .gt(0)
    .max(10)
    .default(0.2)
    .describe(
      'How strongly satisfaction answers to what was shown. Below 0.071 clickbait is best in the long run too: no conflict'
    ),
  budget: z.number().int().min(1).max(10_000).default(60).describe('Slates of an episode'),
  candidates: z
    .union([z.number().int().min(1).max(1_000), z.array(z.number().min(0).max(1)).min(1).max(1_000)])
    .default(10)
    .describe('How many documents are drawn at each turn; or how far those of every turn are clickbait: [0, 1]'),
  discount: z.number().min(0).lt(1).default(0.7).describe('Share of the net exposure that is left after a turn'),
  noise: z.number().min(0).default(0.05).describe('What chance adds to net exposure at a turn: its deviation'),
  choc: Engagement.default({ mean: 5, deviation: 1 }).describe('Log engagement with clickbait'),
  kale: Engagement.default({ mean: 4, deviation: 1 }).describe('Log engagement with what is worth while'),
  latent: z
    .boolean()
    .default(false)
    .describe('Whether satisfaction is hidden, as it was when published: engagement alone tells of it')
})

interface State {
  /** Net positive exposure. */
  exposure: number
  /** How far each document is clickbait, 0 … 1; replaced, never changed. */
  documents: readonly number[]
  /** Of the last turn; 0 at first. */
  engagement: number
  turn: number
}

interface Observation {
  /** 0 … 1; where it is not latent. */
  readonly satisfaction?: number
  readonly engagement: number
  /** Slates shown. */
  readonly turn: number
  readonly documents: readonly number[]
}

/**
 * Clickbait engages at once and costs satisfaction, which engagement grows with. The action is the position of a document
 * of clickbait c. Engagement is log-normal, its mean (c · choc + (1 − c) · kale) · satisfaction; then net exposure becomes
 * discount · exposure − 2 (c − ½) + N(0, noise²), and satisfaction is its logistic at `sensitivity`.
 *
 * @source Ie et al., RecSim: a configurable simulation platform for recommender systems, 2019, and its code, where
 *         sensitivity is 0.01 and always showing clickbait is best
 */
const world: EnvironmentDefinition<State, Observation, number, z.infer<typeof Options>> = {
  description: 'Clickbait engages now and costs satisfaction; what is worth while engages later',
  source: 'Ie et al., RecSim, arXiv 1909.04847 (long-term satisfaction)',
  options: Options,
  create({ sensitivity, budget, candidates, discount, noise, choc, kale, latent }) {
    const { normal } = laws
    const count = typeof candidates === 'number' ? candidates : candidates.length
    const satisfactionAt = (exposure: number) => 1 / (1 + Math.exp(-sensitivity * exposure))

    function documentsAt({ episode, turn, chance }: Moment): readonly number[] {
      if (typeof candidates !== 'number') return candidates
      const luck = chance.for('documents')
      return Array.from({ length: count }, (_, at) => {
        if (at % 4 === 0) luck.at(episode, 0, turn, at / 4)
        return luck.block[at % 4]!
      })
    }

    /** The document that is furthest towards clickbait (1) or from it (−1). */
    const most = ({ documents }: Observation, sign: 1 | -1) =>
      documents.reduce((best, one, at) => (sign * one > sign * documents[best]! ? at : best), 0)

    return {
      spaces: {
        observation: {
          kind: 'record',
          of: {
            ...(latent ? {} : { satisfaction: { kind: 'box', shape: [], low: 0, high: 1 } }),
            engagement: { kind: 'box', shape: [], low: 0, high: null },
            turn: { kind: 'whole', low: 0, high: budget },
            documents: { kind: 'box', shape: [count], low: 0, high: 1 }
          }
        },
        action: { kind: 'index', n: count }
      },
      horizon: budget,
      begin(moment) {
        const start = moment.chance.for('exposure').at(moment.episode)
        return { exposure: (start - 0.5) / (1 - discount), documents: documentsAt(moment), engagement: 0, turn: 0 }
      },
      observe: ({ exposure, ...known }) => (latent ? known : { satisfaction: satisfactionAt(exposure), ...known }),
      step(state, action, moment) {
        const luck = moment.chance.for('turn')
        const engaged = normal.quantile(luck.at(moment.episode, 0, moment.turn))
        const shaken = normal.quantile(luck.block[1]!)
        const clickbait = state.documents[action]!
        const between = (of: 'mean' | 'deviation') => clickbait * choc[of] + (1 - clickbait) * kale[of]
        const satisfaction = satisfactionAt(state.exposure)
        state.engagement = Math.exp(between('mean') * satisfaction + between('deviation') * engaged)
        state.exposure = discount * state.exposure - 2 * (clickbait - 0.5) + noise * shaken
        state.turn++
        state.documents = documentsAt({ ...moment, turn: state.turn })
        return { reward: state.engagement, isOver: false, info: { clickbait, satisfaction } }
      },
      copy: (state) => ({ ...state }),
      encoder: {
        stateSize: 4,
        itemSize: 4,
        slateSize: 1,
        most: count,
        encode({ satisfaction, engagement, turn, documents }, state, items) {
          state[0] = 1
          state[1] = satisfaction ?? Math.log1p(engagement) / 5
          state[2] = turn / budget
          state[3] = 1 - discount ** Math.max(0, budget - 1 - turn) // how much what is shown now will count later
          for (const [at, clickbait] of documents.entries())
            for (let i = 0; i < 4; i++) items[4 * at + i] = (1 - clickbait) * state[i]!
          return documents.length
        },
        action: (chosen) => chosen[0]!
      },
      baselines: {
        clickbait: { description: 'Always the most of clickbait', act: (seen) => most(seen, 1) },
        kale: { description: 'Always the least of clickbait', act: (seen) => most(seen, -1) },
        'kale-then-clickbait': {
          description: 'Kale, and clickbait at the last two turns, after which nobody is left to be dissatisfied',
          act: (seen) => most(seen, seen.turn < budget - 2 ? -1 : 1)
        }
      }
    }
  }
}

export default world
