import type { MetricDefinition } from '../define.ts'

/** By predicate, not by opinion: 0 means that the recommender went on as before. */
export default {
  description: 'Share of the next slate that satisfies the instruction, minus what the slate before satisfied',
  unit: 'share of slate gained',
  better: 'higher',
  range: [-1, 1],
  turn({ followed }, add) {
    if (followed) add(followed.after - followed.before, 1)
  }
} satisfies MetricDefinition
