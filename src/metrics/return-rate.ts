import type { MetricDefinition } from '../define.ts'

const WEEK = 7 * 86_400_000

/** Of those who left, who is back within a week. */
export default {
  description: 'Share of leavers who are back within 7 simulated days',
  unit: 'share of leavers',
  better: 'higher',
  range: [0, 1],
  session({ how, gapMs }, add) {
    if (how === 'left') add(gapMs <= WEEK ? 1 : 0, 1)
  }
} satisfies MetricDefinition
