/**
 * Draws without replacement, each order equally likely (Fisher and Yates, stopped early): the first `size` of `pool` are
 * the drawn ones, in order. Before anything is drawn, each of the n has the same chance of each slot, 1 / n; given the
 * slots before it, 1 / (n − slot) for those that are left.
 *
 * @param pool     its first `count` are drawn from; reordered in place
 * @param size     0 … count
 * @param uniform  a number above 0 and below 1 for a slot
 */
export function drawFirst(pool: Int32Array, count: number, size: number, uniform: (slot: number) => number): void {
  for (let slot = 0; slot < size; slot++) {
    const at = slot + Math.floor(uniform(slot) * (count - slot))
    const drawn = pool[at]!
    pool[at] = pool[slot]!
    pool[slot] = drawn
  }
}
