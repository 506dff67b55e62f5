import { type Chance, type Encoder, laws, type Moment, type Process } from '../../define.ts'
import { itemsOf, ofNormal } from './items.ts'
import type { Options } from './options.ts'

const { temper, geometric } = laws

/** How a score becomes an opened item, and what is added where it is watched to the end or liked: each worth so much. */
const OPENS = { at: -1.2, gain: 1.6, worth: 1 }
const MORE = [
  { at: -1.5, gain: 1, worth: 0.5 },
  { at: -3, gain: 1, worth: 0.5 }
] as const

export interface State {
  taste: number[]
  /** The person's own inclination to come back, −0.1 … 0.1. */
  own: number
  temper: number
  session: number
  request: number
  /** Sum of slate rewards of this visit. */
  sum: number
  opened: number[]
  items: number[][]
}

/** What is known: the person's profile, the items, where the visit stands, and which slots were opened last. */
export interface Observation {
  readonly taste: readonly number[]
  readonly items: readonly (readonly number[])[]
  readonly session: number
  readonly request: number
  readonly opened: readonly number[]
}

export function createSession(options: Options): Process<State, Observation, readonly number[]> {
  const { items: many, slate, dimensions, sessions, requests, correlation, fixed, worth } = options
  const size = Math.min(slate, many)
  const kept = new WeakMap<Chance, number[][]>()

  const itemsIn = (chance: Chance): number[][] => {
    const found = kept.get(chance) ?? itemsOf(chance, many, dimensions)
    kept.set(chance, found)
    return found
  }

  /** Mean reward of a slate, and which slots were opened. */
  function respond(state: State, action: readonly number[], { episode, turn, chance }: Moment) {
    const luck = chance.for('response')
    const opened = new Array<number>(size).fill(0)
    let sum = 0
    for (const [slot, item] of action.entries()) {
      const own = state.items[item]!
      const alike = action.reduce((total, other) => (other === item ? total : total + dot(own, state.items[other]!)), 0)
      const score = dot(state.taste, own) - (correlation * alike) / Math.max(1, size - 1)
      luck.at(episode, 0, turn, slot)
      if (luck.block[0]! >= sigmoid(OPENS.at + OPENS.gain * score)) continue
      opened[slot] = 1
      sum += OPENS.worth
      for (const [i, { at, gain, worth: more }] of MORE.entries())
        if (luck.block[i + 1]! < sigmoid(at + gain * score)) sum += more
    }
    return { opened, reward: fixed ?? sum / action.length }
  }

  /** The visit is over: days until the next. */
  function rest(state: State, { episode, chance }: Moment): number {
    const daily = geometric.daily(state.own, state.sum / state.request, geometric.DEFAULTS)
    return geometric.sample(daily, geometric.DEFAULTS, chance.for('return').at(episode, state.session))
  }

  const best = ({ taste, items }: Observation) =>
    items
      .map((item, at) => ({ at, score: dot(taste, item) }))
      .sort((a, b) => b.score - a.score || a.at - b.at)
      .slice(0, size)
      .map(({ at }) => at)

  return {
    spaces: {
      observation: {
        kind: 'record',
        of: {
          taste: { kind: 'box', shape: [dimensions], low: null, high: null },
          items: { kind: 'box', shape: [many, dimensions], low: null, high: null },
          session: { kind: 'index', n: sessions },
          request: { kind: 'whole', low: 0, high: requests },
          opened: { kind: 'box', shape: [size], low: 0, high: 1 }
        }
      },
      action: { kind: 'list', of: { kind: 'index', n: many }, least: size, most: size, distinct: true }
    },
    horizon: sessions * requests,
    encoder: encoderOf(many, size, dimensions),
    begin(moment) {
      const { episode, chance } = moment
      const own = 0.2 * (chance.for('own').at(episode) - 0.5)
      const taste = ofNormal(chance.for('taste'), episode, dimensions)
      const start = temper.DEFAULTS.start
      const opened = new Array<number>(size).fill(0)
      return { taste, own, temper: start, session: 0, request: 0, sum: 0, opened, items: itemsIn(chance) }
    },
    observe: ({ taste, items, session, request, opened }) => ({ taste, items, session, request, opened }),
    copy: (state) => ({ ...state }),
    step(state, action, moment) {
      const { opened, reward } = respond(state, action, moment)
      state.opened = opened
      state.sum += reward
      state.request++
      state.temper = temper.next(state.temper, reward, temper.DEFAULTS)
      const isGone = temper.leaves(state.temper, temper.DEFAULTS)
      const isLong = !isGone && state.request >= requests
      if (!isGone && !isLong) return { reward: worth.slate * reward, isOver: false, info: { reward } }
      const days = rest(state, moment)
      const info = { reward, depth: state.request, days, ended: isGone ? 'left' : 'truncated' }
      const isLast = state.session + 1 >= sessions
      if (!isLast)
        Object.assign(state, { session: state.session + 1, request: 0, sum: 0, temper: temper.DEFAULTS.start })
      return {
        reward: worth.slate * reward - worth.day * days,
        isOver: isLast && isGone,
        isCut: isLast && isLong,
        info
      }
    },
    baselines: {
      random: {
        description: 'a slate drawn at random',
        act: ({ items }, { episode, turn, chance }) => {
          const luck = chance.for('at-random')
          const left = items.map((_, at) => at)
          return Array.from({ length: size }, (_, slot) => {
            const [one] = left.splice(Math.floor(luck.at(episode, 0, turn, slot) * left.length), 1)
            return one!
          })
        }
      },
      greedy: { description: 'the items nearest to the taste', act: best }
    }
  }
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, one, i) => sum + one * b[i]!, 0)
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))

/** A candidate by its score, its own numbers, and those beside the taste. */
const encoderOf = (many: number, size: number, dimensions: number): Encoder<Observation, readonly number[]> => ({
  stateSize: 4,
  itemSize: 1 + dimensions,
  slateSize: size,
  most: many,
  encode({ taste, items, session, request, opened }, state, out) {
    state[0] = 1
    state[1] = request / 20
    state[2] = session / 6
    state[3] = opened.reduce((sum, one) => sum + one, 0) / size
    for (const [at, item] of items.entries()) {
      out[at * (1 + dimensions)] = dot(taste, item)
      for (let d = 0; d < dimensions; d++) out[at * (1 + dimensions) + 1 + d] = item[d]!
    }
    return items.length
  },
  action: (chosen) => Array.from(chosen)
})
