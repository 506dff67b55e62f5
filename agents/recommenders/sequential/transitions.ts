import type { Catalogue } from '../../../src/define.ts'

/** How often items are taken to right after others: counted over what was shown, not only over what was taken to. */
export interface Transitions {
  /** Counts an impression that was shown to somebody whose last take was `after`. */
  count(after: number, item: number, isTaken: boolean): void
  /** How likely an item is taken to after that one, 0 … 1, for all items: added to `into`, `weight` times. */
  addInto(after: number, weight: number, into: Float64Array): void
}

/** How many impressions the coarser rate is worth where a finer one is reckoned. */
const STRENGTH = { all: 20, topic: 10, item: 5 }
/** Rate that is expected of what was never shown. */
const EXPECTED = 0.3
/** 2 × 1,024² counts are 8 MB; a larger catalogue goes by topics alone. */
const MOST = 1_024

/**
 * A Markov chain with back-off: the rate of an item after another, pulled towards its rate after anything of that one's
 * topic, which is pulled towards its rate after anything, and that towards what is expected of all. Each is
 * (takes + strength · coarser) / (impressions + strength), the mean of a Beta law.
 *
 * @source back-off by such means: MacKay & Bauman Peto, A hierarchical Dirichlet language model, Natural Language
 *         Engineering 1(3), 1995
 */
export function createTransitions({ size, topic, topics }: Catalogue): Transitions {
  const isFine = size <= MOST
  const all = createTable(1, size)
  const byTopic = createTable(topics.length, size)
  const byItem = createTable(isFine ? size : 0, size)

  return {
    count(after, item, isTaken) {
      all.count(item, isTaken)
      byTopic.count(topic[after]! * size + item, isTaken)
      if (isFine) byItem.count(after * size + item, isTaken)
    },
    addInto(after, weight, into) {
      const [coarse, fine] = [topic[after]! * size, after * size]
      for (let item = 0; item < size; item++) {
        let rate = all.rate(item, EXPECTED, STRENGTH.all)
        rate = byTopic.rate(coarse + item, rate, STRENGTH.topic)
        if (isFine) rate = byItem.rate(fine + item, rate, STRENGTH.item)
        into[item]! += weight * rate
      }
    }
  }
}

/** Takes and impressions of rows × columns. */
function createTable(rows: number, columns: number) {
  const takes = new Float32Array(rows * columns)
  const impressions = new Float32Array(rows * columns)
  return {
    count(at: number, isTaken: boolean): void {
      impressions[at]!++
      if (isTaken) takes[at]!++
    },
    rate: (at: number, coarser: number, strength: number): number =>
      (takes[at]! + strength * coarser) / (impressions[at]! + strength)
  }
}
