import type { Place, Waiting } from './serving.ts'
import { freshInto, restInto } from './walk.ts'

/**
 * A first slate for somebody unknown: goes down `order` and takes the first of each kind, then the first that are left;
 * what was shown lately comes only when nothing else is left.
 *
 * @param order   all items, best first
 * @param kindOf  a number for each item
 * @returns       slots that hold an item: as many as wanted, or as there are
 */
export function mixedInto(waiting: Waiting, order: Int32Array, kindOf: ArrayLike<number>, place: Place): number {
  const { size, shown } = waiting
  const { items, from } = place
  let length = 0
  for (let at = 0; at < order.length && length < size; at++) {
    const item = order[at]!
    if (!hasKind(items, from, length, kindOf, kindOf[item]!) && !shown(item)) items[from + length++] = item
  }
  length = freshInto(waiting, order, place, length, size)
  return restInto(order, place, length, size)
}

function hasKind(items: Int32Array, from: number, length: number, kindOf: ArrayLike<number>, kind: number): boolean {
  for (let at = from; at < from + length; at++) if (kindOf[items[at]!] === kind) return true
  return false
}
