import { ok, strictEqual } from 'node:assert/strict'
import type { Instruction } from '../contract/instruction.ts'
import type {
  Catalogue,
  Feedback,
  Recommender,
  RecommenderDefinition,
  Request,
  ReviewedRound,
  ShownItems,
  Slate
} from '../contract/plugin.ts'
import { actionBit, REASONS } from '../contract/session.ts'
import { createChance } from '../kernel/chance.ts'
import { fakeCatalogue } from './catalogue.ts'

/** Items of a slate, where nothing else is said. */
export const SIZE = 5
/** Of the lives that are compared: people, and turns of each of two visits. */
export const PEOPLE = 6
export const TURNS = 12

/** A recommender at work, with what it has shown to whom. */
export interface Work {
  readonly catalogue: Catalogue
  readonly recommender: Recommender
  readonly shown: Memory
  /** A slate as the recommender gives it, at once or later. */
  readonly ask: (user: number, session: number, turn: number) => Slate | Promise<Slate>
  /** The same, looked at as a world does, and remembered. */
  readonly serve: (user: number, session: number, turn: number) => Promise<Slate>
  /** What a person with a fixed taste makes of a slate. */
  readonly feedback: (slate: Slate, user: number, session: number, turn: number) => Feedback
  /** Lets it learn from all of one turn: from each, then from all together. */
  readonly learn: (said: readonly Feedback[]) => Promise<void>
}

/** Puts a recommender to work, the same for the same arguments. */
export function begin(
  definition: RecommenderDefinition,
  catalogue = fakeCatalogue({ items: 60 }),
  seed = 1,
  slateSize = SIZE
): Work {
  const truth = (user: number, item: number) => (catalogue.topic[item]! === user % catalogue.topics.length ? 1 : 0)
  const recommender = definition.create({
    catalogue,
    chance: createChance(seed),
    slateSize,
    ...(definition.oracle ? { truth } : {})
  })
  const shown = remember(catalogue.size)
  const requestOf = (user: number, session: number, turn: number): Request => ({
    ...{ user, session, turn, at: turn * 1_000, size: slateSize },
    shown: (item) => shown.has(user, item)
  })
  return {
    catalogue,
    recommender,
    shown,
    ask(user, session, turn) {
      const request = requestOf(user, session, turn)
      const thinking = recommender.plan?.([request])
      return thinking instanceof Promise
        ? thinking.then(() => recommender.recommend(request))
        : recommender.recommend(request)
    },
    async serve(user, session, turn) {
      const request = requestOf(user, session, turn)
      const late = (await recommender.plan?.([request])) ?? 0
      ok(late === 0 || late === 1, `plan() says that ${late} people of one are late`)
      const slate = recommender.recommendBatch
        ? (await recommender.recommendBatch([request]))[0]!
        : await recommender.recommend(request)
      mustBeSlate(slate, slateSize, catalogue)
      shown.add(user, slate.items)
      return slate
    },
    feedback({ items }, user, session, turn) {
      const liked = items.map((item) => truth(user, item) === 1)
      return {
        user,
        session,
        turn,
        items: Int32Array.from(items),
        length: items.length,
        actions: Uint8Array.from(liked, (likes) =>
          likes ? actionBit('click') | actionBit('like') : actionBit('skip')
        ),
        watchSeconds: Float64Array.from(items, (item, slot) => (liked[slot] ? catalogue.seconds[item]! : 0)),
        reasons: Uint8Array.from(liked, (likes) => REASONS.indexOf(likes ? 'loves-topic' : 'not-my-thing')),
        reached: items.length
      }
    },
    async learn(said) {
      for (const one of said) await recommender.learn?.(one)
      recommender.gather?.(roundOf(said, slateSize))
    }
  }
}

/** One turn of one person: served, and learnt from. */
export async function live(work: Work, user: number, session: number, turn: number): Promise<Slate> {
  const slate = await work.serve(user, session, turn)
  await work.learn([work.feedback(slate, user, session, turn)])
  return slate
}

/** What was said of one turn, in columns. */
export function roundOf(said: readonly Feedback[], size: number): ReviewedRound {
  const slots = said.length * size
  const round = {
    session: said[0]?.session ?? 0,
    turn: said[0]?.turn ?? 0,
    count: said.length,
    size,
    users: Int32Array.from(said, ({ user }) => user),
    items: new Int32Array(slots),
    lengths: Uint8Array.from(said, ({ length }) => length),
    actions: new Uint8Array(slots),
    watchSeconds: new Float64Array(slots),
    reasons: new Uint8Array(slots),
    reached: Uint8Array.from(said, ({ reached }) => reached)
  }
  for (const [row, { length, items, actions, watchSeconds, reasons }] of said.entries()) {
    round.items.set(items.subarray(0, length), row * size)
    round.actions.set(actions.subarray(0, length), row * size)
    round.watchSeconds.set(watchSeconds.subarray(0, length), row * size)
    round.reasons.set(reasons.subarray(0, length), row * size)
  }
  return round
}

/** What people have been shown; forgotten, as a world does, when it is half of the catalogue. */
export interface Memory extends ShownItems {
  add(user: number, items: ArrayLike<number>): void
}

const MOST_PEOPLE = 128

function remember(items: number): Memory {
  const words = Math.ceil(items / 32)
  const bits = new Uint32Array(MOST_PEOPLE * words)
  const counts = new Uint32Array(MOST_PEOPLE)
  const has = (user: number, item: number) => (bits[user * words + (item >>> 5)]! & (1 << (item & 31))) !== 0
  return {
    bits,
    words,
    has,
    add(user, slate) {
      if (counts[user]! >= items / 2) {
        bits.fill(0, user * words, (user + 1) * words)
        counts[user] = 0
      }
      for (const item of Array.from(slate)) {
        if (has(user, item)) continue
        bits[user * words + (item >>> 5)]! |= 1 << (item & 31)
        counts[user]!++
      }
    }
  }
}

function mustBeSlate({ items, propensities, why, plan, isLate }: Slate, size: number, catalogue: Catalogue): void {
  strictEqual(items.length, Math.min(size, catalogue.size), 'the slate is not as long as asked')
  strictEqual(new Set(items).size, items.length, `an item stands twice: ${items}`)
  for (const item of items) ok(Number.isInteger(item) && item >= 0 && item < catalogue.size, `there is no item ${item}`)
  if (propensities) {
    strictEqual(propensities.length, items.length, 'a propensity belongs to each slot')
    for (const chance of propensities) ok(chance === null || (chance >= 0 && chance <= 1), `a propensity is ${chance}`)
  }
  if (Array.isArray(why)) strictEqual(why.length, items.length, 'a reason belongs to each slot')
  if (isLate) ok(plan, 'a late slate has no plan that says why')
  if (plan) ok(plan.plan.trim() !== '', 'the plan is empty')
}

export const instructionOf = (act: Instruction['act'], target: string | null): Instruction => ({
  text: `${act} ${target ?? ''}`,
  act,
  target
})
