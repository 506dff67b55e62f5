import type { MetricDefinition } from '../define.ts'

/** log2(slot + 2) of each slot, and room for the gains in their best order; both grow with the longest slate. */
let discounts = new Float64Array(0)
let best = new Float64Array(0)

/**
 * Normalised discounted cumulative gain of the slate's order; the gain of an item is how far the person likes it above the
 * least liked of the slate, before chance has its say. A slate of equally liked items is in perfect order.
 *
 * @source Järvelin & Kekäläinen, Cumulated gain-based evaluation of IR techniques, TOIS 20(4), 2002
 */
export default {
  description: 'NDCG of the order of a slate against what the person truly likes',
  unit: '0 to 1',
  better: 'higher',
  range: [0, 1],
  turn({ slate: { length }, review: { affinity } }, add) {
    if (length > best.length) makeRoom(length)
    let least = Number.POSITIVE_INFINITY
    for (let slot = 0; slot < length; slot++) least = Math.min(least, affinity[slot]!)
    let gained = 0
    for (let slot = 0; slot < length; slot++) {
      const gain = affinity[slot]! - least
      gained += gain / discounts[slot]!
      let place = slot
      for (; place > 0 && best[place - 1]! < gain; place--) best[place] = best[place - 1]!
      best[place] = gain
    }
    let ideal = 0
    for (let slot = 0; slot < length; slot++) ideal += best[slot]! / discounts[slot]!
    add(ideal > 0 ? gained / ideal : 1, 1)
  }
} satisfies MetricDefinition

function makeRoom(slots: number): void {
  best = new Float64Array(slots)
  discounts = Float64Array.from(best, (_, slot) => Math.log2(slot + 2))
}
