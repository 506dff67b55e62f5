import type { MetricDefinition } from '../define.ts'

/** One minus the mean cosine of all pairs of a slate, in the world's representation. */
export default {
  description: 'Mean pairwise distance of the items of a slate',
  unit: '1 − cosine',
  better: 'higher',
  range: [0, 2],
  turn({ slate, catalogue }, add) {
    const { items, length } = slate
    if (length < 2) return
    const { embeddings, dimensions } = catalogue
    // Σ over pairs of a·b = (‖Σ a‖² − Σ‖a‖²) / 2, which needs one pass instead of one per pair
    let ofSum = 0
    let ofEach = 0
    for (let d = 0; d < dimensions; d++) {
      let sum = 0
      for (let slot = 0; slot < length; slot++) {
        const value = embeddings[items[slot]! * dimensions + d]!
        sum += value
        ofEach += value * value
      }
      ofSum += sum * sum
    }
    add(1 - (ofSum - ofEach) / (length * (length - 1)), 1)
  }
} satisfies MetricDefinition
