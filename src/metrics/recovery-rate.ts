import type { MetricDefinition } from '../define.ts'

/** Turns that somebody who was about to go must still stay to count as kept. */
const KEPT = 3

/** A person who senses its end too close to the turn limit to stay three more turns is not counted. */
export default {
  description: 'Share of sensed disengagements followed by at least three more turns',
  unit: 'share of disengagements',
  better: 'higher',
  range: [0, 1],
  session({ how, turns, turnLimit, sensedAt }, add) {
    if (how === 'failed') return
    for (const turn of sensedAt) {
      if (turn + 1 + KEPT > turnLimit) continue
      add(turns - (turn + 1) >= KEPT ? 1 : 0, 1)
    }
  }
} satisfies MetricDefinition
