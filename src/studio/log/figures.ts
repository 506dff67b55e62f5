import { ACTS } from '../../contract/instruction.ts'
import { ACTIONS, CAUSES, ENDINGS } from '../../contract/session.ts'
import type { LogReader } from '../../storage/log-reader.ts'
import type { Place } from '../../world/onlooker.ts'
import type { RunRecord } from '../record/index.ts'
import type { Logged } from './logged.ts'

/** Tells a record what a log says of all people, but for their mindsets. */
export interface Figures {
  /** People of each segment who are there as a visit begins; those whose mind broke at once are told of before. */
  begin(session: number): Promise<Float64Array>
  /** What was done, asked for and ended in a turn. Returns how many people of each segment took part in it. */
  turn(place: Place): Promise<Float64Array>
}

export function createFigures(log: LogReader, { rowOf, only, groups }: Logged, record: RunRecord): Figures {
  const { of, segments } = groups
  const slot = new Uint8Array(1)
  const broken = new Set<number>() // in this visit, before its first slate

  const read = ({ session, turn }: Place, select: string, where = '') =>
    log.numbers(`SELECT "user", ${select} WHERE session = ? AND turn = ?${only}${where}`, [session, turn])

  function bySegment(people: ArrayLike<number>, isCounted: (user: number) => boolean = () => true): Float64Array {
    const counts = new Float64Array(segments.length)
    for (let i = 0; i < people.length; i++) if (isCounted(people[i]!)) counts[of[rowOf(people[i]!)]!]!++
    return counts
  }

  async function done(place: Place): Promise<void> {
    const [who = [], mask = []] = await log.numbers(
      `SELECT "user", ${MASK} FROM (SELECT "user", unnest(slots) AS slot FROM feedback_given
        WHERE session = ? AND turn = ?${only})`,
      [place.session, place.turn]
    )
    for (let i = 0; i < who.length; i++) {
      slot[0] = mask[i]!
      record.reviewed(rowOf(who[i]!), slot, 1)
    }
  }

  async function said(place: Place): Promise<void> {
    const [who = [], act = []] = await read(place, 'enum_code(instruction.act) FROM instruction_given')
    for (let i = 0; i < who.length; i++) record.asked(rowOf(who[i]!), ACTS[act[i]!]!)
    const [whose = [], what = [], before = [], after = []] = await read(
      place,
      'enum_code(act), before, after FROM instruction_followed SEMI JOIN review_answered USING ("user", session, turn)'
    )
    for (let i = 0; i < whose.length; i++) record.followed(rowOf(whose[i]!), ACTS[what[i]!]!, before[i]!, after[i]!)
  }

  async function ended(place: Place, isTold: (user: number) => boolean): Promise<void> {
    const [who = [], how = [], cause = []] = await read(place, 'enum_code(how), enum_code(reason) FROM session_ended')
    for (let i = 0; i < who.length; i++)
      if (isTold(who[i]!)) record.ended(rowOf(who[i]!), place, ENDINGS[how[i]!]!, CAUSES[cause[i]!]!)
  }

  return {
    async begin(session) {
      const place = { session, turn: 0 }
      broken.clear()
      const [failed = []] = await read(place, '0 FROM mind_failed', " AND cause LIKE '%.session.started'")
      for (const user of failed) broken.add(user)
      await ended(place, (user) => broken.has(user))
      const [came = []] = await read(place, '0 FROM session_started')
      return bySegment(came, (user) => !broken.has(user))
    },
    async turn(place) {
      await done(place)
      await said(place)
      await ended(place, (user) => place.turn > 0 || !broken.has(user))
      const [served = []] = await read(place, '0 FROM slate_shown')
      const [unserved = []] = await read(place, '0 FROM recommender_failed')
      const present = bySegment(served)
      for (const [segment, count] of bySegment(unserved).entries()) present[segment]! += count
      return present
    }
  }
}

/** The actions of a slot as the bits of a mask. */
const MASK = ACTIONS.map(
  (action, bit) => `(CASE WHEN list_contains(slot.actions, '${action}') THEN ${1 << bit} ELSE 0 END)`
).join(' + ')
