import type { MetricDefinition } from '../define.ts'

/** 0 shows only what everybody has seen, 1 only what hardly anybody has; 0.5 where the catalogue has no views. */
export default {
  description: 'Mean share of the catalogue that is more popular than what is shown',
  unit: 'share of catalogue',
  better: 'neither',
  range: [0, 1],
  turn({ slate, catalogue }, add) {
    let sum = 0
    for (let slot = 0; slot < slate.length; slot++) sum += 1 - catalogue.popularity[slate.items[slot]!]!
    add(sum, slate.length)
  }
} satisfies MetricDefinition
