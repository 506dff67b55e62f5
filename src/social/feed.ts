import type { Chance } from '../contract/chance.ts'
import { ACTIONS } from '../contract/session.ts'
import type { Feed } from '../streams/feed.ts'
import type { TurnBatch } from '../streams/turn.ts'
import { createSpreadAccount, type SpreadAccount } from './account.ts'
import type { SocialGraph } from './graph.ts'

export interface SharedFeedOptions {
  readonly graph: SocialGraph
  readonly chance: Chance
  /** Items on a slate that may come from others; a fifth of the slate, and one at least, if not given. */
  readonly most?: number
  /** Things that wait for a person at most; the oldest fall out, and are counted. 20 if not given. */
  readonly room?: number
}

/** The feed in which what others share comes to those who follow them. */
export interface SharedFeed extends Feed {
  readonly account: SpreadAccount
  /** Something comes to people by itself, from somebody whom they subscribe to. */
  deliver(users: Iterable<number>, item: number, source: string): void
}

const SHARE = 1 << ACTIONS.indexOf('share')

interface Waiting {
  readonly item: number
  /** The person who shared it; −1 where it is from a source. */
  readonly from: number
  readonly source?: string
}

/**
 * What somebody shares in one turn waits for followers from the next on, each with the chance of the tie's weight, and
 * stands on top of their next slate. Rounds are turns: nothing hangs on who is played first, or in which thread.
 */
export function createSharedFeed({ graph, chance, most, room = 20 }: SharedFeedOptions): SharedFeed {
  const luck = chance.for('share/seen')
  const waiting = new Map<number, Waiting[]>()
  const account = createSpreadAccount()
  /** By row of the round: what was put on its first slots, and by whom it was shared. */
  const placed = new Map<number, readonly Waiting[]>()
  let round = 0

  function fill(batch: TurnBatch, has: (user: number, item: number) => boolean): void {
    placed.clear()
    const limit = Math.min(batch.size, most ?? Math.max(1, Math.floor(batch.size / 5)))
    for (let row = 0; row < batch.count; row++) {
      const user = batch.users[row]!
      const all = waiting.get(user)
      if (!all || batch.lengths[row] === 0) continue
      waiting.delete(user)
      const fresh = all.filter(({ item }) => !has(user, item))
      const chosen = fresh.slice(0, limit)
      if (fresh.length > limit) waiting.set(user, fresh.slice(limit))
      if (chosen.length === 0) continue
      putOnTop(batch, row, chosen)
      placed.set(row, chosen)
    }
    say(batch, placed)
  }

  function took(batch: TurnBatch): void {
    const { count, size, users, items, actions, reached } = batch
    for (let row = 0; row < count; row++) {
      const user = users[row]!
      const came = placed.get(row)
      account.impressions += reached[row]!
      for (let slot = 0; slot < reached[row]!; slot++) {
        const at = row * size + slot
        const item = items[at]!
        const via = came?.find((one) => one.item === item)
        if (via && via.from >= 0) account.saw(item, user, via.from, round)
        if (actions[at]! & SHARE && account.shared(item, user, round)) send(user, item)
      }
    }
    round++
    account.rounds = round
  }

  function send(user: number, item: number): void {
    const { offsets, followers, weights } = graph
    for (let at = offsets[user]!; at < offsets[user + 1]!; at++) {
      const to = followers[at]!
      if (weights[at]! < 1 && luck.at(user, to, item) >= weights[at]!) continue
      if (wait(to, { item, from: user })) account.arrived++
    }
  }

  /** False when it waits for that person already. */
  function wait(to: number, one: Waiting): boolean {
    const list = waiting.get(to)
    if (list?.some(({ item }) => item === one.item)) return false
    if (!list) waiting.set(to, [one])
    else {
      list.push(one)
      if (list.length > room && list.shift()) account.lost++
    }
    return true
  }

  return {
    fill,
    took,
    account,
    deliver(users, item, source) {
      for (const user of users) wait(user, { item, from: -1, source })
    }
  }
}

/** What came from others first, then what was recommended, as long as it was. */
function putOnTop({ items, lengths, size, propensities }: TurnBatch, row: number, chosen: readonly Waiting[]): void {
  const from = row * size
  const length = lengths[row]!
  const rest: number[] = []
  const chances: number[] = []
  for (let slot = 0; slot < length; slot++) {
    const item = items[from + slot]!
    if (chosen.some((one) => one.item === item)) continue
    rest.push(item)
    chances.push(propensities?.[from + slot] ?? Number.NaN)
  }
  const whole = Math.min(size, Math.max(length, chosen.length))
  for (let slot = 0; slot < whole; slot++) {
    const after = slot - chosen.length
    items[from + slot] = after < 0 ? chosen[slot]!.item : rest[after]!
    if (propensities) propensities[from + slot] = after < 0 ? Number.NaN : chances[after]!
  }
  lengths[row] = Math.min(whole, chosen.length + rest.length)
}

/** Says of each slot why it is there, where somebody listens. */
function say(batch: TurnBatch, placed: ReadonlyMap<number, readonly Waiting[]>): void {
  if (placed.size === 0) return
  const { why, words } = batch
  const because = (row: number, slot: number) => {
    const via = placed.get(row)?.[slot]
    return (
      via &&
      (via.source ? `from ${via.source}, whom this person follows` : `shared by ${via.from}, whom this person follows`)
    )
  }
  if (why !== undefined)
    batch.why = (row, slot) =>
      because(row, slot) ?? (typeof why === 'string' ? why : why(row, slot - (placed.get(row)?.length ?? 0)))
  for (const [row, chosen] of placed) {
    const said = words.get(row)
    if (!said) continue
    const { why: own, propensities, ...rest } = said
    const length = batch.lengths[row]!
    const after = (slot: number) => slot - chosen.length
    words.set(row, {
      ...rest,
      why: Array.from(
        { length },
        (_, slot) => because(row, slot) ?? (typeof own === 'string' ? own : (own?.[after(slot)] ?? ''))
      ),
      ...(propensities
        ? {
            propensities: Array.from({ length }, (_, slot) =>
              after(slot) < 0 ? null : (propensities[after(slot)] ?? null)
            )
          }
        : {})
    })
  }
}
