import { ACTIONS, type MetricDefinition } from '../define.ts'

const LIKE = 1 << ACTIONS.indexOf('like')

/** How many of the items that were looked at were liked. */
export default {
  description: 'Share of impressions that were liked',
  unit: 'share of impressions',
  better: 'higher',
  range: [0, 1],
  turn({ review }, add) {
    let liked = 0
    for (let slot = 0; slot < review.reached; slot++) if (review.actions[slot]! & LIKE) liked++
    add(liked, review.reached)
  }
} satisfies MetricDefinition
