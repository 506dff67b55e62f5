import { ACTIONS, type MetricDefinition } from '../define.ts'

const CLICK = 1 << ACTIONS.indexOf('click')

/** How many of the items that were looked at were opened. */
export default {
  description: 'Share of impressions that were opened',
  unit: 'share of impressions',
  better: 'higher',
  range: [0, 1],
  turn({ review }, add) {
    let opened = 0
    for (let slot = 0; slot < review.reached; slot++) if (review.actions[slot]! & CLICK) opened++
    add(opened, review.reached)
  }
} satisfies MetricDefinition
