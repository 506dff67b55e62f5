import { ACTS } from '../../contract/instruction.ts'
import { CAUSES, ENDINGS } from '../../contract/session.ts'
import type { Place } from '../../world/onlooker.ts'
import type { RunRecord } from '../record/index.ts'
import type { Logged } from './logged.ts'
import { BROKEN_AT_ONCE, DONE, ENDED, HEEDED, SAID, STARTED } from './queries.ts'
import type { Reading } from './reading.ts'

/** Tells a record what a log says of all people, but for their mindsets. */
export interface Figures {
  /** People of each segment who are there as a visit begins; those whose mind broke at once are told of before. */
  begin(session: number): Promise<Float64Array>
  /** What was done, asked for and ended in a turn. */
  turn(place: Place): Promise<void>
}

export function createFigures(read: Reading, { rowOf, groups }: Logged, record: RunRecord): Figures {
  const { of, segments } = groups
  const slot = new Uint8Array(1)
  const broken = new Set<number>() // in this visit, before its first slate

  function bySegment(people: ArrayLike<number>, isCounted: (user: number) => boolean = () => true): Float64Array {
    const counts = new Float64Array(segments.length)
    for (let i = 0; i < people.length; i++) if (isCounted(people[i]!)) counts[of[rowOf(people[i]!)]!]!++
    return counts
  }

  async function done(place: Place): Promise<void> {
    const [who = [], mask = []] = await read(place, DONE)
    for (let i = 0; i < who.length; i++) {
      slot[0] = mask[i]!
      record.reviewed(rowOf(who[i]!), slot, 1)
    }
  }

  async function said(place: Place): Promise<void> {
    const [who = [], act = []] = await read(place, SAID)
    for (let i = 0; i < who.length; i++) record.asked(rowOf(who[i]!), ACTS[act[i]!]!)
    const [whose = [], what = [], before = [], after = []] = await read(place, HEEDED)
    for (let i = 0; i < whose.length; i++) record.followed(rowOf(whose[i]!), ACTS[what[i]!]!, before[i]!, after[i]!)
  }

  async function ended(place: Place, isTold: (user: number) => boolean): Promise<void> {
    const [who = [], how = [], cause = []] = await read(place, ENDED)
    for (let i = 0; i < who.length; i++)
      if (isTold(who[i]!)) record.ended(rowOf(who[i]!), place, ENDINGS[how[i]!]!, CAUSES[cause[i]!]!)
  }

  return {
    async begin(session) {
      const place = { session, turn: 0 }
      broken.clear()
      const [failed = []] = await read(place, BROKEN_AT_ONCE)
      for (const user of failed) broken.add(user)
      await ended(place, (user) => broken.has(user))
      const [came = []] = await read(place, STARTED)
      return bySegment(came, (user) => !broken.has(user))
    },
    async turn(place) {
      await done(place)
      await said(place)
      await ended(place, (user) => place.turn > 0 || !broken.has(user))
    }
  }
}
