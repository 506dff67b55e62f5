/** Items in an order that follows values as they change: brought up to date when it is read, and only where they did. */
export interface Order {
  /** All positions, the first on top. Overwritten at the next reading. */
  current(): Int32Array
  /** What an item is ordered by changes now, or has since the last reading. */
  touch(item: number): void
}

/**
 * Costs n + m log m when m of n items were touched, and nothing when none were.
 *
 * @param compare  below 0 where the first stands before the second; never 0 for two items
 */
export function createOrder(items: number, compare: (a: number, b: number) => number): Order {
  const order = Int32Array.from({ length: items }, (_, item) => item).sort(compare)
  const kept = new Int32Array(items)
  const moved = new Int32Array(items)
  const isTouched = new Uint8Array(items)
  let touched = 0

  /** Those that were not touched still stand in order; the others are sorted, and the two merged. */
  function update(): void {
    let left = 0
    for (const item of order) if (isTouched[item] === 0) kept[left++] = item
    const sorted = moved.subarray(0, touched).sort(compare)
    let [from, next] = [0, 0]
    for (let at = 0; at < items; at++) {
      const isKept = next === touched || (from < left && compare(kept[from]!, sorted[next]!) < 0)
      order[at] = isKept ? kept[from++]! : sorted[next++]!
    }
    for (const item of sorted) isTouched[item] = 0
    touched = 0
  }

  return {
    current() {
      if (touched > 0) update()
      return order
    },
    touch(item) {
      if (isTouched[item] !== 0) return
      isTouched[item] = 1
      moved[touched++] = item
    }
  }
}

/** All positions of `values`, the greatest value first; among equals the earlier one. */
export function descending(values: ArrayLike<number>): Int32Array {
  const order = Int32Array.from({ length: values.length }, (_, at) => at)
  return order.sort((a, b) => values[b]! - values[a]! || a - b)
}
