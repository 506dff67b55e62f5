import { join } from 'node:path'
import type { MetricDefinition, RunResult, WorldOptions } from 'recoworld'
import catalogue from './catalogue.ts'
import type { Digest } from './limit.ts'

/** Nobody's time lasts for so many slates. */
export const TURNS = 400
/** Items on a slate; a person looks at all of them. */
const SLATE = 10

const part = (file: string) => join(import.meta.dirname, `${file}.ts`)

/**
 * W1 as a world: what `createWorld` takes.
 *
 * @param isExact with W1's own numbers in the place of the world's: what comes of it is then known to the digit
 */
export const w1 = (users: number, isExact = false): WorldOptions => ({
  population: part('population'),
  mindset: part('mindset'),
  mind: part(isExact ? 'exact-mind' : 'mind'),
  recommender: part(isExact ? 'exact-recommender' : 'recommender'),
  representation: part('representation'),
  catalogue,
  slateSize: SLATE,
  measure: ['session-length', 'click-rate', 'watch-time'],
  users,
  seed: 1
})

/** What W1 is told by: means over people, of one visit each. */
export interface PerSession {
  readonly steps: number
  /** Choices per step. */
  readonly choices: number
  readonly minutes: number
}

export const perSession = ({ metrics }: RunResult): PerSession => ({
  steps: metrics['session-length']!.value,
  choices: SLATE * metrics['click-rate']!.value,
  minutes: metrics['watch-time']!.value / 60
})

export const perSessionOf = ({ steps, clicks, watch }: Digest, users: number): PerSession => ({
  steps: steps / users,
  choices: clicks / steps,
  minutes: watch / users
})

/** What a digest asks for beside the shelf's metrics: means of sums that W1 adds up. */
export const DIGESTED: Readonly<Record<string, MetricDefinition>> = {
  'chosen-item': {
    description: 'Mean number of the items that were opened',
    unit: 'position',
    better: 'neither',
    range: [0, Number.POSITIVE_INFINITY],
    turn({ slate, review }, add) {
      for (let slot = 0; slot < review.reached; slot++) if (review.actions[slot]! > 1) add(slate.items[slot]!, 1)
    }
  },
  'steps-squared': {
    description: 'Mean square of the slates gone through',
    unit: 'slates²',
    better: 'neither',
    range: [0, Number.POSITIVE_INFINITY],
    session: ({ turns }, add) => add(turns * turns, 1)
  }
}

/** The digest of a run that has these metrics. */
export function digestOf({ metrics, userSteps, manifest: { users } }: RunResult): Digest {
  const clicks = Math.round(metrics['click-rate']!.value * SLATE * userSteps)
  return {
    steps: userSteps,
    clicks,
    ids: Math.round(metrics['chosen-item']!.value * clicks),
    squares: Math.round(metrics['steps-squared']!.value * users),
    watch: (metrics['watch-time']!.value * users) / 60
  }
}
