import { createChance } from '../../kernel/chance.ts'
import { ofSlate } from '../../laws/likeness.ts'
import type { Onlooker, Place } from '../../world/onlooker.ts'
import type { Witness } from '../../world/parts.ts'
import { createHeadcount, createRecord, groupsOf, type Standing, sampleOf, shapeOf } from '../record/index.ts'
import type { Scene } from '../scene.ts'
import { censusBySnapshots } from './snapshots.ts'

/** People whose slates are looked at for how far apart their items are, at most. */
const SAMPLE = 1_000
/** Ms for which a headcount is taken as it was. */
const FRESH = 100

/** Where the count stands. */
export interface Count extends Place {
  readonly done: number
  readonly left: number
}

export type Counting = ReturnType<typeof createCounting>

/** Counts what everybody does: a look-up or two a slate, and one pass over all people a turn. */
export function createCounting({ manifest, people, catalogue, mindset, cast, recommender }: Scene) {
  const { users, sessions, turns, seed } = manifest
  const groups = groupsOf(people.segments, users, people.segmentOf)
  const shape = shapeOf(mindset)
  const census = cast.census?.((user) => groups.of[user]!, groups.segments.length) ?? censusBySnapshots(cast)
  const headcount = createHeadcount(census, shape, groups)
  const record = createRecord(groups, shape, turns)
  const luck = createChance(seed).for('studio')
  const isSampled = new Uint8Array(users)
  for (const user of sampleOf(luck, users, SAMPLE)) isSampled[user] = 1
  /** Simulated ms at which each person was through with its last slate. */
  const clock = new Float64Array(users)

  /** People of each segment whose visit failed, never to come again, though their mindset does not know. */
  const stuck = new Float64Array(groups.segments.length)

  let here: Standing | undefined
  let countedAt = 0
  let hasMoved = true
  let steps = 0
  let count: Count = { session: 0, turn: -1, done: 0, left: users * turns * sessions }

  function standing(): Standing {
    if (here && !(hasMoved && performance.now() - countedAt >= FRESH)) return here
    return recount()
  }

  function recount(): Standing {
    here = headcount.count()
    for (const [group, many] of stuck.entries()) here.present[group] = Math.max(0, here.present[group]! - many)
    countedAt = performance.now()
    hasMoved = false
    return here
  }

  const witness = {
    isWordless: true,
    reviewed(view, review) {
      const { user } = view
      steps++
      clock[user] = view.at + review.seconds * 1_000
      record.reviewed(user, review.actions, review.reached)
      if (isSampled[user] === 1 && view.length > 1) record.seen(user, 1 - ofSlate(catalogue, view.items, view.length))
    },
    spoke(user, _session, _turn, { act }) {
      record.asked(user, act)
    },
    followed(user, _session, _turn, { act }, before, after) {
      record.followed(user, act, before, after)
    },
    ended(user, session, turn, how, cause) {
      record.ended(user, { session, turn }, how, cause)
      if (how === 'failed' && headcount.isHere(user)) stuck[groups.of[user]!]!++
    }
  } satisfies Witness

  return {
    groups,
    shape,
    census,
    record,
    luck,
    witness,
    get count(): Count {
      return count
    },
    /** Where everybody is; at most 100 ms old, and never so once the run is over. */
    standing,
    /** Simulated ms of a person's clock, about; undefined before its first slate. */
    clockOf: (user: number): number | undefined => clock[user] || undefined,
    ready({ session, turn }) {
      if (turn === 0) record.begin(session, recount().present, headcount.moodOf)
      count = { ...count, session, turn }
    },
    breathed(done, left) {
      hasMoved = true
      count = { ...count, done, left }
    },
    /** @param perSecond user-steps, and how often each arrow of the recommender's chart has fired */
    after({ session, turn }: Place, present: number, perSecond: number, duty: readonly number[]) {
      const left = present * (turns - turn - 1) + users * turns * (sessions - session - 1)
      count = { ...count, done: steps, left }
      const now = { ...count, standing: recount(), recommender: recommender().name, perSecond, duty: [...duty] }
      record.turnOver(now, headcount.moodOf)
    },
    closed() {
      recount()
      count = { ...count, left: 0 }
      record.close()
    }
  } satisfies Omit<Onlooker, 'before' | 'after' | 'witness'> & Record<string, unknown>
}
