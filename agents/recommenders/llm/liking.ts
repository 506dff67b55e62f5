import type { Act, Catalogue, Feedback } from '../../../src/define.ts'
import { observe, type StandingWish, sparseDot, sparseRows, worthOf } from '../../../src/ranking/index.ts'
import { type Memory, OWN } from './memory.ts'
import type { Selection } from './selection.ts'

/** What an act says of its target, as an opinion, −1 … 1. */
const SAYS: Partial<Record<Act, number>> = { exclude: -0.8, reduce: -0.2, 'more-like': 0.8, 'diversify-near': 0.3 }
/** What an instruction counts, as an opinion that is hardly in doubt. */
const TOLD = 0.03
/** Opinion of what was passed without a look. */
const EXPECTED = 0.25

/** Learns which topics people like: from what they do, and from what they say. */
export function createLiking({ topics, seconds }: Catalogue, { rows }: Selection) {
  const positions = new Map(topics.map((topic, at) => [topic.toLowerCase(), at]))
  const each = sparseRows(new Float32Array(0), topics.length, 0, 0, (topic) => [[topic, 1]])

  return {
    learn({ taste }: Memory, { items, reached, actions, watchSeconds }: Feedback): void {
      for (let slot = 0; slot < reached; slot++) {
        const item = items[slot]!
        const worth = worthOf(actions[slot]!, watchSeconds[slot]!, seconds[item]!)
        observe(taste, rows, item, worth - EXPECTED - sparseDot(rows, item, taste.mean), OWN.noise)
      }
    },
    told({ taste }: Memory, { act, target }: Pick<StandingWish, 'act' | 'target'>): void {
      const topic = positions.get(target?.trim().toLowerCase() ?? '')
      const liking = SAYS[act]
      if (topic !== undefined && liking !== undefined) observe(taste, each, topic, liking - taste.mean[topic]!, TOLD)
    }
  }
}
