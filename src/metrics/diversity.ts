import { laws, type MetricDefinition } from '../define.ts'

const { ofSlate } = laws.likeness

/** One minus the mean cosine of all pairs of a slate, in the world's representation. */
export default {
  description: 'Mean pairwise distance of the items of a slate',
  unit: '1 − cosine',
  better: 'higher',
  range: [0, 2],
  turn({ slate, catalogue }, add) {
    if (slate.length > 1) add(1 - ofSlate(catalogue, slate.items, slate.length), 1)
  }
} satisfies MetricDefinition
