import type { MetricDefinition } from '../define.ts'

/** Slates gone through in a visit; a visit that the stage ended counts as long as it lasted, so the turn limit is its ceiling. */
export default {
  description: 'Slates gone through per session',
  unit: 'turns',
  better: 'higher',
  range: [0, Number.POSITIVE_INFINITY],
  session({ how, turns }, add) {
    if (how !== 'failed') add(turns, 1)
  }
} satisfies MetricDefinition
