import type { Place, Waiting } from './serving.ts'

/**
 * Goes down an order and adds to a slate what the person has not been shown lately.
 *
 * @param order   positions, each at most once; from `start` up to `end`
 * @param length  slots that hold an item already; none of these is added again
 * @param most    stops when as many slots hold one
 * @returns       slots that hold an item now
 */
export function freshInto(
  { shown }: Waiting,
  order: Int32Array,
  { items, from }: Place,
  length: number,
  most: number,
  start = 0,
  end = order.length
): number {
  let filled = length
  for (let at = start; at < end && filled < most; at++) {
    const item = order[at]!
    if (!shown(item) && !includes(items, from, length, item)) items[from + filled++] = item
  }
  return filled
}

/** Goes down an order and adds whatever is not on the slate yet, up to `most`. Returns slots that hold an item now. */
export function restInto(
  order: Int32Array,
  { items, from }: Place,
  length: number,
  most: number,
  start = 0,
  end = order.length
): number {
  let filled = length
  for (let at = start; at < end && filled < most; at++) {
    const item = order[at]!
    if (!includes(items, from, length, item)) items[from + filled++] = item
  }
  return filled
}

/** Whether an item is among the `length` that begin at `from`. */
export function includes(items: Int32Array, from: number, length: number, item: number): boolean {
  for (let at = from; at < from + length; at++) if (items[at] === item) return true
  return false
}
