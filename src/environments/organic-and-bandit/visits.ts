import type { Chance, Encoder, Moment, Process } from '../../define.ts'
import type { Options } from './options.ts'
import { clickChance, fitsOf, interestsOf, lookedAt, normalAt, type Shop, shopOf } from './shop.ts'

export interface State {
  readonly episode: number
  interests: number[]
  /** How often each product was looked at by oneself, in all. */
  looks: number[]
  /** Steps by oneself so far: what chance is addressed by. */
  own: number
  /** Whether the product shown last was clicked. */
  clicked: boolean
  readonly shop: Shop
}

export interface Observation {
  /** How often the person looked at each product by itself, so far. */
  readonly looks: readonly number[]
  /** How often some others did. */
  readonly popularity: readonly number[]
  readonly clicked: boolean
  /** The chance of a click of each, where that is revealed; else null. */
  readonly chances: readonly number[] | null
}

/** Steps by oneself in a row, at most: beyond, a visit is over. */
const LONGEST = 10_000

export function createVisits(options: Options): Process<State, Observation, number> {
  const { products, dimensions, drift, toShown, toOwn, leave, horizon, isRevealed } = options
  const shops = new WeakMap<Chance, Shop>()

  const shopIn = (chance: Chance): Shop => {
    const shop = shops.get(chance) ?? shopOf(chance, options)
    shops.set(chance, shop)
    return shop
  }

  /** Looks around until something may be shown. @returns false when the person leaves first, which it does not where it `mustStay` */
  function lookAround(state: State, chance: Chance, mustStay: boolean): boolean {
    const luck = chance.for('look')
    const moves = chance.for('drift')
    for (let step = 0; step < LONGEST; step++) {
      const turn = state.own++
      luck.at(state.episode, 0, turn)
      const [look, next] = [luck.block[0]!, luck.block[1]!]
      const product = lookedAt(state.shop, state.interests, look)
      state.looks = state.looks.map((times, at) => (at === product ? times + 1 : times))
      state.interests = state.interests.map((one, d) => one + drift * normalAt(moves, state.episode, turn, d))
      if (next < leave && !mustStay) return false
      if (next >= leave && next < leave + toShown) return true
    }
    return mustStay
  }

  return {
    spaces: {
      observation: {
        kind: 'record',
        of: {
          looks: { kind: 'list', of: { kind: 'whole', low: 0, high: null }, least: products, most: products },
          popularity: { kind: 'list', of: { kind: 'whole', low: 0, high: null }, least: products, most: products },
          clicked: { kind: 'flag' },
          chances: { kind: 'maybe', of: { kind: 'box', shape: [products], low: 0, high: 1 } }
        }
      },
      action: { kind: 'index', n: products }
    },
    horizon,
    encoder: encoderOf(products),
    begin({ episode, chance }) {
      const interests = interestsOf(chance.for('interests'), episode, dimensions)
      const looks = new Array<number>(products).fill(0)
      const state: State = { episode, interests, looks, own: 0, clicked: false, shop: shopIn(chance) }
      lookAround(state, chance, true)
      return state
    },
    observe: ({ looks, clicked, shop, interests }) => ({
      looks,
      popularity: shop.popularity,
      clicked,
      chances: isRevealed ? fitsOf(shop, interests).map(clickChance) : null
    }),
    copy: (state) => ({ ...state }),
    step(state, action, { turn, chance }: Moment) {
      const luck = chance.for('shown')
      luck.at(state.episode, 0, turn)
      const [click, next] = [luck.block[0]!, luck.block[1]!]
      const odds = clickChance(fitsOf(state.shop, state.interests)[action]!)
      state.clicked = click < odds
      const isGone = next < leave || (next < leave + toOwn && !lookAround(state, chance, false))
      return { reward: state.clicked ? 1 : 0, isOver: isGone, info: { odds } }
    },
    baselines: {
      random: {
        description: 'any product',
        act: (_, { episode, turn, chance }) => Math.floor(chance.for('at-random').at(episode, 0, turn) * products)
      },
      popularity: { description: 'what others looked at most', act: ({ popularity }) => most(popularity) },
      contextual: {
        description: 'what the person itself looked at most, then others',
        act: ({ looks, popularity }) => {
          const all = popularity.reduce((sum, one) => sum + one, 0)
          return most(looks.map((times, at) => times + popularity[at]! / all))
        }
      },
      oracle: {
        description: 'the likeliest to be clicked, where that is revealed',
        act: ({ chances, popularity }) => most(chances ?? popularity)
      }
    }
  }
}

const most = (values: readonly number[]): number =>
  values.reduce((best, value, at) => (value > values[best]! ? at : best), 0)

/** A product by how often it was looked at, by the person and by others, as shares. */
const encoderOf = (products: number): Encoder<Observation, number> => ({
  stateSize: 3,
  itemSize: 4,
  slateSize: 1,
  most: products,
  encode({ looks, popularity, clicked }, state, items) {
    const own = looks.reduce((sum, one) => sum + one, 0)
    const all = popularity.reduce((sum, one) => sum + one, 0)
    state[0] = 1
    state[1] = Math.min(1, own / 50)
    state[2] = Number(clicked)
    for (let at = 0; at < products; at++) {
      const share = looks[at]! / Math.max(1, own)
      items[4 * at] = share
      items[4 * at + 1] = Math.sqrt(share)
      items[4 * at + 2] = popularity[at]! / Math.max(1, all)
      items[4 * at + 3] = looks[at]! > 0 ? 1 : 0
    }
    return products
  },
  action: (chosen) => chosen[0]!
})
