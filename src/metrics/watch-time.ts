import type { MetricDefinition } from '../define.ts'

/** Seconds spent on what was opened, over the whole visit. */
export default {
  description: 'Seconds watched per session',
  unit: 'seconds',
  better: 'higher',
  range: [0, Number.POSITIVE_INFINITY],
  turn({ review }, add) {
    let seconds = 0
    for (let slot = 0; slot < review.reached; slot++) seconds += review.watchSeconds[slot]!
    add(seconds, 0)
  },
  session({ how, turns }, add) {
    if (how !== 'failed' || turns > 0) add(0, 1)
  }
} satisfies MetricDefinition
