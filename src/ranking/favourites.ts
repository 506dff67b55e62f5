import type { Catalogue, ReviewedRound } from '../contract/plugin.ts'
import { createOrder, type Order } from './order.ts'
import { createRates } from './rates.ts'
import { isOpened, isWarm } from './signal.ts'

/** How many impressions the views of an item before this world are worth. */
const STRENGTH = 20
/** Rate that is expected of the least and of the most viewed item. */
const EXPECTED = { least: 0.2, most: 0.5 }
/** What an opening counts without a like, a comment, a share or a follow. */
const OPENED = 0.8

/** What most people open and like, the same for everybody. */
export interface Favourites {
  /** All items, best first; among equals the earlier one. */
  current: Order['current']
  /** Takes in what everybody did. */
  gather(reviewed: ReviewedRound): void
}

/** Favourites that start from the views of the catalogue. */
export function createFavourites({ size, popularity }: Catalogue): Favourites {
  const rates = createRates(
    popularity.map((rank) => EXPECTED.least + (EXPECTED.most - EXPECTED.least) * rank),
    STRENGTH
  )
  const order = createOrder(size, (a, b) => rates.of(b) - rates.of(a) || a - b)
  return {
    current: order.current,
    gather({ count: rows, size: slots, items, actions, reached }) {
      for (let row = 0; row < rows; row++) {
        for (let at = row * slots, end = at + reached[row]!; at < end; at++) {
          const acts = actions[at]!
          rates.count(items[at]!, isOpened(acts) ? (isWarm(acts) ? 1 : OPENED) : 0)
          order.touch(items[at]!)
        }
      }
    }
  }
}
