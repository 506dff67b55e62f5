import type { MetricDefinition } from '../define.ts'

/** Who was still there when the stage ended the visit. A failed visit says nothing about the person and does not count. */
export default {
  description: 'Share of sessions that did not end because the person left before the turn limit',
  unit: 'share of sessions',
  better: 'higher',
  range: [0, 1],
  session({ how }, add) {
    if (how !== 'failed') add(how === 'left' ? 0 : 1, 1)
  }
} satisfies MetricDefinition
