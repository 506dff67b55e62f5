import { ACTIONS, type MetricDefinition, type PopulationInput } from '../../define.ts'
import type { Played } from '../playing.ts'

/** What people of an audience did with what they were shown. */
export const RATES = ['click', 'like', 'comment', 'sharing'] as const
export type Rate = (typeof RATES)[number]

const ACTION = { click: 'click', like: 'like', comment: 'comment', sharing: 'share' } as const

/** A metric for each: the share of items looked at with which that was done. */
export const rateMetrics = (): Record<string, MetricDefinition> =>
  Object.fromEntries(RATES.map((rate) => [`audience ${rate}`, metricOf(rate)]))

function metricOf(rate: Rate): MetricDefinition {
  const bit = 1 << ACTIONS.indexOf(ACTION[rate])
  return {
    description: `Share of impressions with a ${ACTION[rate]}`,
    unit: 'share of impressions',
    better: 'higher',
    range: [0, 1],
    turn({ review }, add) {
      let done = 0
      for (let slot = 0; slot < review.reached; slot++) if (review.actions[slot]! & bit) done++
      add(done, review.reached)
    }
  }
}

/** The rates of each segment, by its name. */
export function ratesOf({ outcome, people }: Played, users: number): Map<string, Record<Rate, number>> {
  const sums = people.segments.map(() => ({ done: new Float64Array(RATES.length), seen: 0 }))
  for (let user = 0; user < users; user++) {
    const row = sums[people.segmentOf(user)]!
    for (const [at, rate] of RATES.entries()) row.done[at]! += outcome.tallies[`audience ${rate}`]!.numerators[user]!
    row.seen += outcome.tallies['audience click']!.denominators[user]!
  }
  return new Map(
    sums.map(({ done, seen }, at) => [
      people.segments[at]!.segment,
      Object.fromEntries(RATES.map((rate, i) => [rate, seen > 0 ? done[i]! / seen : Number.NaN])) as Record<
        Rate,
        number
      >
    ])
  )
}

export type Written = NonNullable<PopulationInput['segments']>[number]
