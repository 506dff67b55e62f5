import { MOODS, SCALARS } from '../../contract/session.ts'
import { obeyed } from '../../laws/obedience.ts'
import type { MindsetEvent } from '../../mindset.ts'
import type { Cast } from '../../streams/cast.ts'
import type { Place } from '../../world/onlooker.ts'
import { concerns, type Made } from './interventions.ts'
import type { Logged } from './logged.ts'
import {
  ANSWERED,
  CHURNED,
  FATE,
  FELT,
  INTERRUPTED,
  MIND_FAILED,
  REPLIED,
  RETURNED,
  SHOWN,
  STARTED,
  TOOK,
  TRUNCATED
} from './queries.ts'
import type { Reading, Sql } from './reading.ts'

const DAY = 86_400_000
/** Sums and roots may differ in their last digits from one machine to another. */
const NEAR = 1e-9

/** Lets everybody's mindset live through a log again, a turn at a time. */
export interface Replay {
  /** A visit begins for all who come. */
  begin(session: number): Promise<void>
  /** All that happened in this turn. Returns how many people went through a slate. */
  turn(place: Place): Promise<number>
  /** Where the log and the mindset parted first, in a sentence. */
  readonly parted: string | undefined
}

/**
 * People do not know of each other's mindsets, so each kind of event is sent to all whom it concerns before the next kind is:
 * a turn is a handful of narrow queries, and no person's own order changes by it.
 */
export function createReplay(reading: Reading, cast: Cast, logged: Logged, made: readonly Made[]): Replay {
  const { users, rowOf } = logged
  const people = users.length
  const felt = new Float64Array(SCALARS.length)
  const scratch = new Float64Array(people)
  let parted: string | undefined
  let here: Place = { session: 0, turn: 0 }

  const read = (sql: Sql) => reading(here, sql)

  const part = (row: number, how: string) => {
    parted ??= `At visit ${here.session + 1}, slate ${here.turn + 1}, person ${users[row]} ${how}.`
  }

  /** False when the mindset broke on it. */
  function send(row: number, event: MindsetEvent, at: number): boolean {
    try {
      cast.send(row, event, at)
      return true
    } catch {
      return false
    }
  }

  /** One number by row; whoever is not in it has 0. */
  async function byRow(sql: Sql, of: (...values: number[]) => number) {
    scratch.fill(0)
    const [who = [], a = [], b = []] = await read(sql)
    for (let i = 0; i < who.length; i++) scratch[rowOf(who[i]!)] = of(a[i]!, b[i]!)
    return scratch
  }

  async function begin(session: number): Promise<void> {
    here = { session, turn: 0 }
    const away = await byRow(RETURNED, (gapMs) => gapMs / DAY)
    const [who = [], at = []] = await read(STARTED)
    const event = { type: 'session.started' as const, session, awayDays: 0 }
    for (let i = 0; i < who.length; i++) {
      const row = rowOf(who[i]!)
      event.awayDays = away[row]!
      send(row, event, at[i]!)
    }
  }

  function intervene(): void {
    for (const one of made) {
      const { change } = one
      if (change?.do !== 'set-trait' || change.session !== here.session || change.turn !== here.turn) continue
      for (let row = 0; row < people; row++) if (concerns(one, row, logged)) cast.set?.(row, change.trait, change.value)
    }
  }

  async function show(): Promise<void> {
    const fate = await byRow(FATE, obeyed)
    const [who = [], at = []] = await read(SHOWN)
    const event = { type: 'slate.shown' as const, ...here, obeyed: 0 }
    for (let i = 0; i < who.length; i++) {
      const row = rowOf(who[i]!)
      event.obeyed = fate[row]!
      if (!send(row, event, at[i]!)) part(row, 'broke on a slate that it was shown without trouble then')
    }
  }

  /** What somebody felt is in the log: it must be what its mindset comes to again. */
  async function compare(): Promise<void> {
    if (parted !== undefined) return
    const [who = [], mood = [], ...scalars] = await read(FELT)
    for (let i = 0; i < who.length && parted === undefined; i++) {
      const row = rowOf(who[i]!)
      const now = cast.mood(row)
      if (now !== mood[i]) {
        part(row, `was ${MOODS[mood[i]!]}, and is ${MOODS[now] ?? 'in no mood'} when it is played again`)
        continue
      }
      cast.felt(row, felt)
      for (const [s, name] of SCALARS.entries())
        if (Math.abs(felt[s]! - scalars[s]![i]!) > NEAR)
          part(row, `had ${name} ${scalars[s]![i]}, and has ${felt[s]} when it is played again`)
    }
  }

  async function review(): Promise<number> {
    const seconds = await byRow(TOOK, (seconds) => seconds)
    const [who = [], at = [], delight = [], ratio = [], same = [], found = [], hazard = [], leave = [], sense = []] =
      await read(ANSWERED)
    const event = {
      type: 'review.answered' as const,
      ...here,
      delight: 0,
      watchRatio: 0,
      sameness: 0,
      found: 0,
      seconds: 0,
      hazard: 0,
      leaveCause: 0,
      disengageCause: 0
    }
    for (let i = 0; i < who.length; i++) {
      const row = rowOf(who[i]!)
      event.delight = delight[i]!
      event.watchRatio = ratio[i]!
      event.sameness = same[i]!
      event.found = found[i]!
      event.seconds = seconds[row]!
      event.hazard = hazard[i]!
      event.leaveCause = leave[i]!
      event.disengageCause = sense[i]!
      if (!send(row, event, at[i]!)) part(row, 'broke on an answer that it took in without trouble then')
    }
    return who.length
  }

  async function all(sql: Sql, event: MindsetEvent): Promise<void> {
    const [who = [], at = []] = await read(sql)
    for (let i = 0; i < who.length; i++) send(rowOf(who[i]!), event, at[i]!)
  }

  return {
    begin,
    async turn({ session, turn }) {
      here = { session, turn }
      intervene()
      await show()
      await compare()
      const reviews = await review()
      await all(REPLIED, { type: 'instruction.answered', ...here })
      await all(MIND_FAILED, { type: 'mind.failed', ...here })
      await all(TRUNCATED, { type: 'session.truncated', ...here })
      await all(INTERRUPTED, { type: 'session.failed', ...here })
      await all(CHURNED, { type: 'user.churned', ...here })
      return reviews
    },
    get parted() {
      return parted
    }
  }
}
