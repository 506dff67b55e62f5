import type { MetricDefinition } from '../define.ts'

/** The mindset's own scalar when the visit ends. */
export default {
  description: 'Mean satisfaction at the end of a session',
  unit: '0 to 1',
  better: 'higher',
  range: [0, 1],
  session({ how, satisfaction }, add) {
    if (how !== 'failed') add(satisfaction, 1)
  }
} satisfies MetricDefinition
