import { type Chance, type Luck, laws } from '../../define.ts'
import type { Options } from './options.ts'

/** What is true of the products of a seed. */
export interface Shop {
  /** products × dimensions */
  readonly appeal: readonly number[]
  /** How much each is liked by all. */
  readonly base: readonly number[]
  /** How often some others looked at each: what a shop knows of its products. */
  readonly popularity: readonly number[]
}

/** Other people whose looks make a product's popularity, and looks of each. */
const OTHERS = 300
const LOOKS = 4

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))

/** The chance of a click by how well a product fits: 0.0045 … 0.0293. */
export const clickChance = (fit: number): number => sigmoid(5 * sigmoid(2 * sigmoid(0.3 * fit) - 2) - 6)

/** A standard normal number of an address; four addresses share a block. */
export function normalAt(luck: Luck, row: number, turn: number, i: number): number {
  luck.at(row, 0, turn, i >> 2)
  return laws.normal.quantile(luck.block[i % 4]!)
}

export function shopOf(chance: Chance, { products, dimensions, spread }: Options): Shop {
  const luck = chance.for('products')
  const appeal = Array.from({ length: products * dimensions }, (_, i) =>
    normalAt(luck, Math.floor(i / dimensions), 0, i % dimensions)
  )
  const base = Array.from({ length: products }, (_, at) => spread * normalAt(luck, at, 1, 0))
  const counts = new Array<number>(products).fill(0)
  const shop = { appeal, base, popularity: counts }
  const others = chance.for('others')
  for (let other = 0; other < OTHERS; other++) {
    const interests = interestsOf(others, other, dimensions)
    const looks = chance.for('others look')
    for (let look = 0; look < LOOKS; look++) counts[lookedAt(shop, interests, looks.at(other, 0, look))]!++
  }
  return shop
}

export const interestsOf = (luck: Luck, person: number, dimensions: number): number[] =>
  Array.from({ length: dimensions }, (_, d) => normalAt(luck, person, 0, d))

/** How well each product fits somebody. */
export function fitsOf({ appeal, base }: Omit<Shop, 'popularity'>, interests: readonly number[]): number[] {
  const width = interests.length
  return base.map((all, product) => interests.reduce((sum, one, d) => sum + one * appeal[product * width + d]!, all))
}

/** The product that somebody looks at by itself: the likelier the better it fits (softmax). */
export function lookedAt(shop: Omit<Shop, 'popularity'>, interests: readonly number[], u: number): number {
  const fits = fitsOf(shop, interests)
  const most = Math.max(...fits)
  const weights = fits.map((fit) => Math.exp(fit - most))
  let left = u * weights.reduce((sum, one) => sum + one, 0)
  for (let product = 0; product < weights.length; product++) {
    left -= weights[product]!
    if (left <= 0) return product
  }
  return weights.length - 1
}
