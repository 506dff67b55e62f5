// A world of your own to act in, turn by turn: what may be seen, what may be done, and what comes of it.
// In this one a person tires of what is shown again and again, and leaves when it is tired of it.
import type { EnvironmentDefinition } from 'recoworld/define'
import * as z from 'zod'

/** What may be set, with defaults: an empty object must be enough. */
const Options = z.strictObject({
  kinds: z.number().int().min(2).max(100).default(4).describe('Kinds of items, of which one is shown at a turn'),
  turns: z.number().int().min(1).max(10_000).default(30).describe('Turns of an episode at most'),
  memory: z.number().min(0).max(1).default(0.7).describe('Share of weariness that is left after a turn')
})

/** All that changes, as plain data: it must survive being copied, and written as JSON. */
interface State {
  readonly liking: readonly number[]
  weariness: readonly number[]
}

const environment: EnvironmentDefinition<State, State, number, z.infer<typeof Options>> = {
  description: 'A person likes some kinds more than others, and tires of each',
  source: 'assumed',
  options: Options,
  create({ kinds, turns, memory }) {
    const shares = { kind: 'box', shape: [kinds], low: 0, high: 1 } as const
    const best = (scores: readonly number[]) => scores.indexOf(Math.max(...scores))
    return {
      spaces: {
        observation: { kind: 'record', of: { liking: shares, weariness: shares } },
        action: { kind: 'index', n: kinds }
      },
      horizon: turns,

      // Chance comes by address (episode, 0, turn, …) and never in the order of play, so that episodes can be repeated.
      begin({ chance, episode }) {
        const luck = chance.for('liking')
        const all = Array.from({ length: kinds }, (_, kind) => kind)
        return { liking: all.map((kind) => luck.at(episode, 0, 0, kind)), weariness: all.map(() => 0) }
      },
      observe: ({ liking, weariness }) => ({ liking, weariness }),
      step(state, shown, { chance, episode, turn }) {
        const tired = state.weariness[shown]!
        const leaves = chance.for('leaving').at(episode, 0, turn) < 0.5 * tired
        state.weariness = state.weariness.map((was, kind) => memory * was + (kind === shown ? 1 - memory : 0))
        return { reward: state.liking[shown]! * (1 - tired), isOver: leaves, info: { tired } }
      },

      // For learners: numbers of the state, then of each candidate. `npx recoworld train` needs it.
      encoder: {
        stateSize: 1,
        itemSize: 2,
        slateSize: 1,
        most: kinds,
        encode({ liking, weariness }, numbers, items) {
          numbers[0] = Math.max(...weariness)
          for (let kind = 0; kind < kinds; kind++) items.set([liking[kind]!, weariness[kind]!], 2 * kind)
          return kinds
        },
        action: (chosen) => chosen[0]!
      },

      // Ways of acting that the world is known by: the worst, the best, and what it fools.
      baselines: {
        favourite: { description: 'Always what the person likes best', act: ({ liking }) => best(liking) },
        varied: {
          description: 'What the person likes best of what it is not tired of',
          act: ({ liking, weariness }) => best(liking.map((one, kind) => one * (1 - weariness[kind]!) ** 2))
        }
      }
    }
  }
}

export default environment
