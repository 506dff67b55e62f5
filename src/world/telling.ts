import { type EventType, eventId } from '../contract/event.ts'
import type { Instruction } from '../contract/instruction.ts'
import type { Review, SlateView } from '../contract/plugin.ts'
import { ACTIONS, actionsOf, CAUSES, MOODS, REASONS, SCALARS, type Scalars } from '../contract/session.ts'
import { SAID } from '../streams/cast.ts'
import { messageOf } from '../streams/slate.ts'
import type { TurnBatch } from '../streams/turn.ts'
import type { Chronicle, Moment } from './chronicle.ts'
import type { Asked } from './life.ts'
import type { WorldParts } from './parts.ts'

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
      const { plan } = batch.words.get(row) ?? {}
      const because = now.turn === 0 ? 'session.started' : before(asked ? 'instruction.given' : 'feedback.given', now)
      if (plan) chronicle.tell('recommender.planned', now, because, { plan: plan.plan, calls: [...plan.calls] })
      const items = Array.from({ length: view.length }, (_, slot) => ({
        item: idOf(view.items[slot]!),
        slot,
        propensity: chanceOf(batch, row, slot),
        why: whyOf(batch, row, slot)
      }))
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
      const scalars = Object.fromEntries(SCALARS.map((name, i) => [name, felt[i]!])) as Scalars
      chronicle.tell('review.asked', now, 'slate.shown', { mood: moodOf(view.user), ...scalars })
    },

    review(now: Moment, batch: TurnBatch, row: number, view: SlateView, review: Review, said: number): void {
      const from = row * slateSize
      const leaveCause = CAUSES[review.leaveCause]!
      const reason = CAUSES[review.disengageCause]!
      const slots = Array.from({ length: review.reached }, (_, slot) => ({
        item: idOf(view.items[slot]!),
        slot,
        actions: actionsOf(batch.actions[from + slot]!),
        watchSeconds: batch.watchSeconds[from + slot]!,
        reason: REASONS[batch.reasons[from + slot]!]!,
        thought: thoughtOf(view, review, slot)
      }))
      const { delight, watchRatio, seconds } = review
      chronicle.tell('review.answered', now, 'review.asked', {
        delight,
        watchRatio,
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

/** The id of an event of the turn before. */
const before = (type: EventType, { user, session, turn }: Moment) =>
  eventId(type, user, session, turn - 1) as `${number}.${string}`
