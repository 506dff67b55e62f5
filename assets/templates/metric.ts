// A metric of your own: a ratio of two sums, kept for each person, so that an interval over people can be given.
// This one tells how much of what people open they see to the end.
import { actionBit, type MetricDefinition } from 'recoworld/define'

const OPENED = actionBit('click')

/** From this share of its length on, an item counts as seen to the end. */
const TO_THE_END = 0.9

const metric: MetricDefinition = {
  description: 'Share of openings in which the item was seen to the end',
  unit: 'share of openings',
  better: 'higher',
  range: [0, 1],
  // Called after every slate of everybody; `session` can be given too, and is called at the end of every visit.
  turn({ slate, review, catalogue }, add) {
    for (let slot = 0; slot < review.reached; slot++) {
      if (!(review.actions[slot]! & OPENED)) continue
      const ratio = review.watchSeconds[slot]! / catalogue.seconds[slate.items[slot]!]!
      add(ratio >= TO_THE_END ? 1 : 0, 1) // numerator, denominator
    }
  }
}

export default metric
