import type { Instruction } from '../contract/instruction.ts'
import type { Review, SlateView } from '../contract/plugin.ts'
import { ACTIONS, actionsOf, CAUSES, MOODS, REASONS, SCALARS } from '../contract/session.ts'
import { SAID } from '../streams/cast.ts'
import { messageOf } from '../streams/slate.ts'
import type { TurnBatch } from '../streams/turn.ts'
import type { Because, Chronicle, Moment, Said } from './chronicle.ts'
import type { Asked } from './life.ts'
import type { WorldParts } from './parts.ts'

/** The actions of every mask. */
const DONE = Array.from({ length: 1 << ACTIONS.length }, (_, mask) => actionsOf(mask))
const SHARE = 1 << ACTIONS.indexOf('share')

/** Puts into words what happens in a turn; called only while somebody listens. */
export function createTelling(parts: WorldParts, chronicle: Chronicle) {
  const { catalogue, cast, mind, slateSize } = parts
  const felt = new Float64Array(SCALARS.length)
  const idOf = (item: number) => catalogue.items[item]!.id
  /** Words change nothing; a mind that finds none says so in their place. */
  const thoughtOf = (view: SlateView, review: Review, slot: number) => {
    try {
      return mind.thought(view.user, view, review, slot)
    } catch (cause) {
      return `[no thought: ${messageOf(cause)}]`
    }
  }
  const moodOf = (user: number) => MOODS[cast.mood(user)]!

  return {
    slate(now: Moment, batch: TurnBatch, row: number, view: SlateView, asked: Asked | undefined): void {
      const { plan, isLate = false } = batch.words.get(row) ?? {}
      const because: Because =
        now.turn === 0 ? 'session.started' : { before: asked ? 'instruction.given' : 'feedback.given' }
      if (plan)
        chronicle.tell('recommender.planned', now, because, { plan: plan.plan, calls: [...plan.calls], late: isLate })
      const items: Said<'slate.shown'>['items'] = []
      for (let slot = 0; slot < view.length; slot++)
        items.push({
          item: idOf(view.items[slot]!),
          slot,
          propensity: chanceOf(batch, row, slot),
          why: whyOf(batch, row, slot)
        })
      chronicle.tell('slate.shown', now, plan ? 'recommender.planned' : because, {
        items,
        recommender: parts.recommender
      })
      if (asked) {
        const { instruction, before, after } = asked
        const { act, target } = instruction
        chronicle.tell('instruction.followed', now, 'slate.shown', { act, target, before, after })
      }
      cast.felt(view.user, felt)
      const asking = { mood: moodOf(view.user) } as Said<'review.asked'>
      for (let i = 0; i < felt.length; i++) asking[SCALARS[i]!] = felt[i]!
      chronicle.tell('review.asked', now, 'slate.shown', asking)
    },

    review(now: Moment, batch: TurnBatch, row: number, view: SlateView, review: Review, said: number): void {
      const from = row * slateSize
      const leaveCause = CAUSES[review.leaveCause]!
      const reason = CAUSES[review.disengageCause]!
      const slots: Said<'feedback.given'>['slots'] = []
      for (let slot = 0; slot < review.reached; slot++)
        slots.push({
          item: idOf(view.items[slot]!),
          slot,
          actions: DONE[batch.actions[from + slot]!]!.slice(),
          watchSeconds: batch.watchSeconds[from + slot]!,
          reason: REASONS[batch.reasons[from + slot]!]!,
          thought: thoughtOf(view, review, slot)
        })
      const { delight, watchRatio, sameness, found, hazard, seconds } = review
      chronicle.tell('review.answered', now, 'review.asked', {
        delight,
        watchRatio,
        sameness,
        found,
        hazard,
        leaveCause,
        disengageCause: reason
      })
      chronicle.tell('feedback.given', now, 'review.answered', { slots, seconds, mood: moodOf(view.user) })
      for (const { slot, item } of slots)
        if (batch.actions[from + slot]! & SHARE)
          chronicle.tell('share.made', now, 'feedback.given', { item, slot }, slot)
      if (said & SAID.disengagementSensed) chronicle.tell('disengagement.sensed', now, 'review.answered', { reason })
      if (said & SAID.instructionAsked) chronicle.tell('instruction.asked', now, 'disengagement.sensed', { reason })
    },

    instruction(now: Moment, instruction: Instruction): void {
      chronicle.tell('instruction.answered', now, 'instruction.asked', {})
      chronicle.tell('instruction.given', now, 'instruction.answered', { instruction })
    }
  }
}

function chanceOf({ propensities, words, size }: TurnBatch, row: number, slot: number): number | null {
  const chance = propensities ? propensities[row * size + slot]! : (words.get(row)?.propensities?.[slot] ?? Number.NaN)
  return Number.isNaN(chance) ? null : chance
}

function whyOf({ why, words }: TurnBatch, row: number, slot: number): string {
  if (why !== undefined) return typeof why === 'string' ? why : why(row, slot)
  const { why: said = '' } = words.get(row) ?? {}
  return typeof said === 'string' ? said : (said[slot] ?? '')
}
