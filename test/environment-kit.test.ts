import { fromShelf, namesOn } from 'recoworld'
import type { EnvironmentDefinition, Moment, Process } from 'recoworld/define'
import { environmentKit } from 'recoworld/testing'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'

describe.each(namesOn('environments'))('the world %s', (name) => {
  for (const { name: what, check } of environmentKit(name, fromShelf('environments', name).definition))
    test(what, check)
})

interface Coin {
  heads: number
  marks: number[]
}
type Coins = Process<Coin, number, number>

/** Two coins: heads stay in the game, and the second action bets. All promises are kept, unless `broken` breaks one. */
function coins(broken: Partial<Coins> = {}, rest: Partial<EnvironmentDefinition> = {}): EnvironmentDefinition {
  const uniform = ({ chance, episode, turn }: Moment) => chance.for('coin').at(episode, 0, turn)
  const sound: Coins = {
    spaces: { observation: { kind: 'index', n: 2 }, action: { kind: 'index', n: 2 } },
    horizon: 8,
    begin: (moment) => ({ heads: moment.chance.for('start').at(moment.episode) < 0.25 ? 1 : 0, marks: [] }),
    observe: ({ heads }) => heads,
    step(state, action, moment) {
      const u = uniform(moment)
      state.heads = u < 0.5 ? 1 : 0
      state.marks.push(state.heads)
      return { reward: action === 1 ? 2 * state.heads : 1, isOver: u > 0.9 }
    },
    encoder: {
      stateSize: 1,
      itemSize: 1,
      slateSize: 1,
      most: 2,
      encode(observation, state, items) {
        state[0] = observation
        items.set([0, 1])
        return 2
      },
      action: (chosen) => chosen[0]!
    },
    mdp: {
      states: ['tails', 'heads'],
      actions: ['hold', 'bet'],
      starts: [0.75, 0.25],
      outcomes: [0, 1].map(() => [1, 1].map((reward) => ({ reward, next: [0.4, 0.5] }))),
      horizon: 8
    },
    baselines: { bold: { description: 'Always bets', act: () => 1 } }
  }
  const definition: EnvironmentDefinition = {
    description: 'Two coins that are thrown',
    source: 'assumed',
    options: z.strictObject({}),
    create: () => ({ ...sound, ...broken }) as Process<unknown, unknown, unknown>,
    ...rest
  }
  return definition
}

/** The checks that fail, without the name in front. */
function failing(definition: EnvironmentDefinition): string[] {
  return environmentKit('coins', definition).flatMap(({ name, check }) => {
    try {
      check()
      return []
    } catch {
      return [name.slice('coins: '.length)]
    }
  })
}

test('a world that keeps all promises passes', () => {
  expect(failing(coins())).toEqual([])
})

const { encoder, mdp, step } = coins().create({}) as unknown as Coins & Required<Pick<Coins, 'encoder' | 'mdp'>>
let kept = 0
const REPEATS = 'takes the same steps for the same seed and actions'
const SPACES = 'shows what its spaces say, and rewards that are numbers'
const PLAIN = 'goes on from a snapshot and as a fork, as if nothing had happened'
const TABLES = 'has tables that are what happens'
const ENCODES = 'tells learners as many numbers as it says'
const row = (reward: number, next: number[]) => mdp.outcomes.map((of) => of.map(() => ({ reward, next })))

test.each<[string, EnvironmentDefinition, string]>([
  [
    'an option is needed',
    coins({}, { options: z.strictObject({ n: z.number() }) }),
    'needs no options, and refuses those that it does not know'
  ],
  [
    'any option is taken',
    coins({}, { options: z.object({}) }),
    'needs no options, and refuses those that it does not know'
  ],
  ['it is from nowhere', coins({}, { source: '' }), 'says what it is and where it is from'],
  [
    'it counts what was played',
    coins({ step: (state, action, moment) => ({ ...step(state, action, moment), reward: kept++ }) }),
    REPEATS
  ],
  ['an observation is out of its space', coins({ observe: ({ heads }) => heads + 1 }), SPACES],
  ['a reward is no number', coins({ step: (...of) => ({ ...step(...of), reward: Number.NaN }) }), SPACES],
  [
    'an action breaks it',
    coins({
      step(state, action, moment) {
        if (action === 1) throw new Error('no')
        return step(state, action, moment)
      }
    }),
    'takes every action of its space, and no other'
  ],
  [
    'it has no end',
    coins({ horizon: Number.POSITIVE_INFINITY, step: (...of) => ({ ...step(...of), isOver: false }) }),
    'ends no later than its horizon'
  ],
  ['copies share what changes', coins({ copy: (state) => ({ ...state }) }), PLAIN],
  [
    'a state is not plain',
    coins({
      begin: () => ({ heads: 0, marks: Object.assign([], { at: Number.NaN }), odd: new Date(0) }) as never,
      step(state, action, moment) {
        ;(state as never as { odd: Date }).odd.getTime()
        return step(state, action, moment)
      }
    }),
    PLAIN
  ],
  ['a number of the encoder is missing', coins({ encoder: { ...encoder, encode: () => 2 } }), ENCODES],
  ['there are more candidates than at most', coins({ encoder: { ...encoder, most: 1 } }), ENCODES],
  ['chances of the tables are others', coins({ mdp: { ...mdp, outcomes: row(1, [0.3, 0.6]) } }), TABLES],
  ['endings of the tables are others', coins({ mdp: { ...mdp, outcomes: row(1, [0.45, 0.55]) } }), TABLES],
  ['chances of the tables exceed 1', coins({ mdp: { ...mdp, outcomes: row(1, [0.6, 0.6]) } }), TABLES],
  ['rewards of the tables are others', coins({ mdp: { ...mdp, outcomes: row(1.1, [0.4, 0.5]) } }), TABLES],
  ['starts of the tables are others', coins({ mdp: { ...mdp, starts: [0.5, 0.5] } }), TABLES],
  [
    'a baseline acts beyond',
    coins({ baselines: { bad: { description: 'Bets twice', act: () => 2 } } }),
    'has baselines that act within its space'
  ]
])('where %s, that check fails', (_, definition, check) => {
  expect(failing(definition)).toContain(check)
})

test('what is drawn in the order of play, and not by address, is found out', () => {
  let thrown = 0
  const drawn = coins({
    step(state, action, moment) {
      const turned = step(state, action, { ...moment, turn: thrown++ % 5 })
      return turned
    }
  })
  expect(failing(drawn)).toContain('plays an episode the same, whatever is played before it and beside it')
})
