import { addValue, createMoments, type Moments, mergeMoments } from '../../experiment/moments.ts'
import type { Interval } from '../api.ts'
import type { Groups } from './groups.ts'
import { intervalOf } from './instructions.ts'

/** Numbers that a segment has of a turn: n, mean, sum of squared deviations. */
export const DIVERSITY_WIDTH = 3

export interface Diversity {
  /** The mean distance of all pairs of a slate, 0 … 2. */
  seen(person: number, distance: number): void
  /** Segments × DIVERSITY_WIDTH since it was last asked. */
  take(): Float64Array
}

export function createDiversity({ of, segments }: Groups): Diversity {
  let moments = segments.map(createMoments)
  return {
    seen(person, distance) {
      addValue(moments[of[person]!]!, distance)
    },
    take() {
      const taken = Float64Array.from(moments.flatMap(({ n, mean, m2 }) => [n, mean, m2]))
      moments = segments.map(createMoments)
      return taken
    }
  }
}

/** Of one segment, or of all. */
export function diversityOf(table: Float64Array, segment?: number): Interval {
  const rows: Moments[] = Array.from({ length: table.length / DIVERSITY_WIDTH }, (_, at) => {
    const [n, mean, m2] = table.subarray(at * DIVERSITY_WIDTH, (at + 1) * DIVERSITY_WIDTH)
    return { n: n!, mean: mean!, m2: m2! }
  })
  return intervalOf(segment === undefined ? rows.reduce(mergeMoments) : rows[segment]!, [0, 2])
}
