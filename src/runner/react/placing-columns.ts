import type { Recommender, ReviewedRound, Round, Why } from '../../contract/plugin.ts'
import type { Plan } from './plans.ts'

/** Lets the inner recommender fill a round, and puts posts in place of some of its items. */
export function placeInto(
  round: Round,
  inner: Recommender,
  feedSize: number,
  posts: number,
  plan: Plan
): Why | undefined {
  const { session, turn, count, size, users, at, items, lengths, propensities, shown } = round
  const why = inner.recommendInto!(round)
  const placed = new Set<number>()
  for (let row = 0; row < count; row++) {
    const user = users[row]!
    const isShown = (item: number) => shown.has(user, item)
    const placements = plan.posts({ user, session, turn, at: at[row]!, size, shown: isShown })
    const [from, length] = [row * size, lengths[row]!]
    if (!isOfFeed(items, from, length, feedSize)) {
      for (let slot = from; slot < from + length; slot++) if (items[slot]! >= feedSize) items[slot]! += posts // no place of a post
      continue
    }
    if (placements.length === 0) continue
    const free = Array.from({ length }, (_, slot) => slot)
    for (const { post, height } of placements.slice(0, length)) {
      const slot = from + free.splice(Math.floor(height * free.length), 1)[0]!
      items[slot] = feedSize + post
      if (propensities) propensities[slot] = Number.NaN
      placed.add(slot)
    }
  }
  return (row, slot) => {
    if (placed.has(row * size + slot)) return 'the post that is rehearsed'
    return typeof why === 'function' ? why(row, slot) : (why ?? '')
  }
}

/** Whether a slate is one that the world would take, before posts are put in. */
function isOfFeed(items: Int32Array, from: number, length: number, feedSize: number): boolean {
  for (let at = from; at < from + length; at++) {
    if (items[at]! < 0 || items[at]! >= feedSize) return false
    for (let before = from; before < at; before++) if (items[before] === items[at]) return false
  }
  return true
}

/** Tells the plan who has gone through which posts. */
export function meet({ count, size, users, items, reached }: ReviewedRound, feedSize: number, plan: Plan): void {
  if (!plan.met) return
  for (let row = 0; row < count; row++) {
    const met: number[] = []
    for (let at = row * size; at < row * size + reached[row]!; at++)
      if (items[at]! >= feedSize) met.push(items[at]! - feedSize)
    if (met.length > 0) plan.met(users[row]!, met)
  }
}

/** What everybody did, as if the slots of posts had been empty. */
export function roundWithoutPosts(round: ReviewedRound, feedSize: number): ReviewedRound {
  const { count, size } = round
  const kept = {
    ...round,
    items: new Int32Array(count * size),
    actions: new Uint8Array(count * size),
    watchSeconds: new Float64Array(count * size),
    reasons: new Uint8Array(count * size),
    lengths: new Uint8Array(count),
    reached: new Uint8Array(count)
  }
  for (let row = 0; row < count; row++) {
    const from = row * size
    let into = from
    for (let slot = 0; slot < round.lengths[row]!; slot++) {
      const at = from + slot
      if (round.items[at]! >= feedSize) continue
      kept.items[into] = round.items[at]!
      kept.actions[into] = round.actions[at]!
      kept.watchSeconds[into] = round.watchSeconds[at]!
      kept.reasons[into] = round.reasons[at]!
      kept.lengths[row]!++
      if (slot < round.reached[row]!) kept.reached[row]!++
      into++
    }
  }
  return kept
}
