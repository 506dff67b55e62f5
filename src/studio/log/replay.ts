import { ENDINGS, MOODS, SCALARS } from '../../contract/session.ts'
import { obeyed } from '../../laws/obedience.ts'
import type { MindsetEvent } from '../../mindset.ts'
import type { LogReader } from '../../storage/log-reader.ts'
import type { Cast } from '../../streams/cast.ts'
import type { Place } from '../../world/onlooker.ts'
import { concerns, type Made } from './interventions.ts'
import type { Logged } from './logged.ts'

const DAY = 86_400_000
/** Sums and roots may differ in their last digits from one machine to another. */
const NEAR = 1e-9
const TRUNCATED = ENDINGS.indexOf('truncated')

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
export function createReplay(log: LogReader, cast: Cast, logged: Logged, made: readonly Made[]): Replay {
  const { users, rowOf, only } = logged
  const people = users.length
  const felt = new Float64Array(SCALARS.length)
  const scratch = new Float64Array(people)
  let parted: string | undefined
  let here: Place = { session: 0, turn: 0 }

  const read = (table: string, columns: string, where = '') =>
    log.numbers(`SELECT "user"${columns} FROM ${table} WHERE session = ? AND turn = ?${only}${where}`, [
      here.session,
      here.turn
    ])

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

  /** One column by row; whoever is not in it has `nothing`. */
  async function byRow(table: string, columns: string, nothing: number, of: (...values: number[]) => number) {
    scratch.fill(nothing)
    const [who = [], a = [], b = []] = await read(table, columns)
    for (let i = 0; i < who.length; i++) scratch[rowOf(who[i]!)] = of(a[i]!, b[i]!)
    return scratch
  }

  async function begin(session: number): Promise<void> {
    here = { session, turn: 0 }
    const away = await byRow('user_returned', ', gap_ms', 0, (gapMs) => gapMs / DAY)
    const [who = [], at = []] = await read('session_started', ', "at"')
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
    const fate = await byRow('instruction_followed', ', before, after', 0, obeyed)
    const [who = [], at = []] = await read('slate_shown', ', "at"')
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
    const [who = [], mood = [], ...scalars] = await read('review_asked', `, enum_code(mood), ${SCALARS.join(', ')}`)
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
    const seconds = await byRow('feedback_given', ', seconds', 0, (took) => took)
    const [who = [], at = [], delight = [], ratio = [], same = [], found = [], hazard = [], leave = [], sense = []] =
      await read(
        'review_answered',
        ', "at", delight, watch_ratio, sameness, found, hazard, enum_code(leave_cause), enum_code(disengage_cause)'
      )
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

  async function all(table: string, event: MindsetEvent, where = ''): Promise<void> {
    const [who = [], at = []] = await read(table, ', "at"', where)
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
      await all('instruction_answered', { type: 'instruction.answered', ...here })
      await all('mind_failed', { type: 'mind.failed', ...here }, HEARD)
      await all('session_ended', { type: 'session.truncated', ...here }, ` AND enum_code(how) = ${TRUNCATED}`)
      await all('session_ended', { type: 'session.failed', ...here }, " AND cause LIKE '%.recommender.failed'")
      await all('user_churned', { type: 'user.churned', ...here })
      return reviews
    },
    get parted() {
      return parted
    }
  }
}

/**
 * Failures of minds that mindsets are told of: not what breaks once the visit has ended, and not the mindset's own, which
 * stays where it was and hears nothing any more.
 */
const HEARD =
  " AND cause IS DISTINCT FROM concat(\"user\", '.', session, '.', turn, '.session.ended') AND message NOT LIKE 'mindset.failed:%'"
