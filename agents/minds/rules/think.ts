import { REASONS, type Review, type SlateView, VOICES } from '../../../src/define.ts'
import { composeThought } from '../../../src/voice/thought.ts'
import type { RulesSetting } from './columns.ts'

/** Puts reasons into the words of whoever has them. */
export function createThinking({ columns, catalogue, chance }: RulesSetting) {
  return function thought(row: number, slate: SlateView, review: Review, slot: number): string {
    const item = slate.items[slot]!
    const { title, category } = catalogue.items[item]!
    const u = chance.for('thought').at(slate.user, slate.session, slate.turn, slot)
    return composeThought({
      reason: REASONS[review.reasons[slot]!]!,
      title,
      topic: category || catalogue.topics[catalogue.topic[item]!]!,
      voice: VOICES[columns.voice[row]!]!,
      u
    })
  }
}
