import type { Catalogue } from '../../contract/plugin.ts'
import type { DayValue, SeasonResult } from '../../contract/season.ts'
import { ACTIONS } from '../../contract/session.ts'
import { clusteredRate, gini, kaplanMeier, wilson } from '../../experiment/index.ts'
import type { Feed } from '../../streams/feed.ts'
import type { TurnBatch } from '../../streams/turn.ts'
import { dayValue } from './day.ts'
import { createTastes } from './tastes.ts'

const OPENED = 1 << ACTIONS.indexOf('click')
/** Days after which somebody who comes back was away, and after which nobody seen is known to stay. */
const WEEK = 7
/** Days of D-retention, as the field tells them. */
const TOLD = [1, 3, 7, 14, 30, 60, 90, 180, 365]

/** Keeps what happens from day to day, from what everybody did. */
export interface Season extends Feed {
  result(): SeasonResult
}

/** @param users people in all @param days the last day, from 0 */
export function createSeason(users: number, days: number, catalogue: Catalogue): Season {
  const last = new Int32Array(users).fill(-1)
  const active = new Uint32Array(days + 1)
  const reactivated = new Uint32Array(days + 1)
  const byUser = { looked: new Float64Array(users), opened: new Float64Array(users) }
  const counts = new Float64Array(catalogue.size)
  const tastes = createTastes(users, catalogue)
  const inequality: { day: number; value: number }[] = []
  const opened: DayValue[] = []
  let day = 0
  let today: number[] = []

  function close(): void {
    if (today.length > 0) {
      const own = today.map((user) => [byUser.opened[user]!, byUser.looked[user]!] as const)
      opened.push(dayValue(day, rateOf(own)))
      for (const user of today) byUser.looked[user] = byUser.opened[user] = 0
      const total = counts.reduce((sum, each) => sum + each, 0)
      if (total > 0) inequality.push({ day, value: gini(counts) })
      counts.fill(0)
      tastes.close(day, today)
    }
    today = []
  }

  return {
    fill: () => undefined,
    took(batch) {
      if (batch.session !== day) {
        close()
        day = batch.session
      }
      if (batch.turn === 0) come(batch)
      for (let row = 0; row < batch.count; row++) {
        const user = batch.users[row]!
        const reached = batch.reached[row]!
        byUser.looked[user]! += reached
        for (let at = row * batch.size, end = at + reached; at < end; at++) {
          if (!(batch.actions[at]! & OPENED)) continue
          const item = batch.items[at]!
          byUser.opened[user]!++
          counts[item]!++
          tastes.opened(user, item)
        }
      }
    },
    result() {
      close()
      const churned = Array.from(last, (at) => at <= days - WEEK)
      const times = Array.from(last, (at) => Math.max(0, at) + 1)
      const lost = new Uint32Array(days + 1)
      for (const [user, at] of last.entries()) if (churned[user] && at >= 0) lost[at]!++
      const share = (n: number, of: number, at: number) => dayValue(at, rateOfCounts(n, of))
      const all = Array.from({ length: days + 1 }, (_, at) => at)
      return {
        days,
        active: all.map((at) => share(active[at]!, users, at)),
        retention: TOLD.filter((at) => at <= days).map((at) => share(active[at]!, users, at)),
        reactivated: all.filter((at) => active[at]! > 0).map((at) => share(reactivated[at]!, active[at]!, at)),
        lost: all.filter((at) => at <= days - WEEK).map((at) => share(lost[at]!, users, at)),
        churn: kaplanMeier(times, churned).steps.map(({ time, survival, ...step }) => ({
          turn: time,
          share: survival,
          ...step
        })),
        opened,
        ...tastes.series(),
        inequality,
        followed: tastes.followed
      }
    }
  }

  function come({ count, users: rows }: TurnBatch): void {
    active[day] = count
    for (let row = 0; row < count; row++) {
      const user = rows[row]!
      if (last[user]! >= 0 && day - last[user]! >= WEEK) reactivated[day]!++
      last[user] = day
      today.push(user)
    }
  }
}

/** A share of people. */
function rateOfCounts(count: number, of: number) {
  return wilson(count, of)
}

function rateOf(rows: readonly (readonly [number, number])[]) {
  const bottoms = rows.map(([, bottom]) => bottom)
  if (bottoms.every((bottom) => bottom === 0)) return { value: Number.NaN, low: Number.NaN, high: Number.NaN, n: 0 }
  return clusteredRate(
    rows.map(([top]) => top),
    bottoms
  )
}
