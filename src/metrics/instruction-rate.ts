import type { MetricDefinition } from '../define.ts'

/** How often people say what is wrong. More is neither good nor bad: it takes a reason to, and trust. */
export default {
  description: 'Instructions given per session',
  unit: 'per session',
  better: 'neither',
  range: [0, Number.POSITIVE_INFINITY],
  session({ how, instructions }, add) {
    if (how !== 'failed') add(instructions, 1)
  }
} satisfies MetricDefinition
