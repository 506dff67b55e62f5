import type { MetricDefinition } from '../define.ts'

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
  turn({ slate, review }, add) {
    const gains = Array.from(review.affinity.subarray(0, slate.length))
    const least = Math.min(...gains)
    const relevance = gains.map((gain) => gain - least)
    const ideal = discounted([...relevance].sort((a, b) => b - a))
    add(ideal > 0 ? discounted(relevance) / ideal : 1, 1)
  }
} satisfies MetricDefinition

const discounted = (gains: readonly number[]) => gains.reduce((sum, gain, slot) => sum + gain / Math.log2(slot + 2), 0)
