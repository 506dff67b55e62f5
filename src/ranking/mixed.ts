import type { Request } from '../contract/plugin.ts'

/**
 * A first slate for somebody unknown: goes down `order` and takes the first of each kind, then the first that are left;
 * what was shown lately comes only when nothing else is left.
 *
 * @param order   all items, best first
 * @param kindOf  a whole number, 0 or more, for each item
 * @returns       as many as asked, or as there are
 */
export function mixed({ size, shown }: Request, order: Int32Array, kindOf: ArrayLike<number>): number[] {
  const slate: number[] = []
  const taken = new Set<number>()
  const kinds = new Set<number>()
  const walk = (isIn: (item: number) => boolean) => {
    for (let at = 0; at < order.length && slate.length < size; at++) {
      const item = order[at]!
      if (taken.has(item) || !isIn(item)) continue
      kinds.add(kindOf[item]!)
      taken.add(item)
      slate.push(item)
    }
  }
  walk((item) => !kinds.has(kindOf[item]!) && !shown(item))
  walk((item) => !shown(item))
  walk(() => true)
  return slate
}

/** All positions of `values`, the greatest value first; among equals the earlier one. */
export function descending(values: ArrayLike<number>): Int32Array {
  const order = Int32Array.from({ length: values.length }, (_, at) => at)
  return order.sort((a, b) => values[b]! - values[a]! || a - b)
}
