import type { EventType } from '../contract/event.ts'
import type { Instruction } from '../contract/instruction.ts'
import { type Cause, ENDINGS, type Ending, SCALARS } from '../contract/session.ts'
import type { VisitEvent } from '../streams/cast.ts'
import type { Chronicle, Moment } from './chronicle.ts'
import type { WorldParts } from './parts.ts'
import type { Tallies } from './tally.ts'

const DAY = 86_400_000
const SATISFACTION = SCALARS.indexOf('satisfaction')

/** An instruction that the next slate should follow, and what it was said about. */
export interface Asked {
  readonly instruction: Instruction
  readonly slate: Int32Array
  /** How far that slate already satisfied it, 0 … 1. */
  readonly before: number
}

/** How visits ended, over all people. */
export interface Endings {
  readonly endings: Record<Ending, number>
  readonly leaveCauses: Partial<Record<Cause, number>>
}

/** Begins and ends the visits of people, and keeps what is true of each while it lasts. */
export function createLife(parts: WorldParts, chronicle: Chronicle, tallies: Tallies, turnLimit: number) {
  const { users, people, cast, visits, mind, bus, chance } = parts
  const counts: Endings = { endings: { left: 0, truncated: 0, failed: 0 }, leaveCauses: {} }
  const clock = new Float64Array(users)
  const gap = new Float64Array(users)
  const seconds = new Float64Array(users)
  const instructions = new Uint16Array(users)
  const asked = new Map<number, Asked>()
  const sensedAt = new Map<number, number[]>()
  const felt = new Float64Array(SCALARS.length)
  const moment = (user: number, session: number, turn: number): Moment => ({ user, session, turn, at: clock[user]! })

  /** Starts the visit of a person that comes, or comes back; false when it does not. */
  function begin(user: number, session: number): boolean {
    const away = session === 0 ? 0 : gap[user]!
    if (away === Number.POSITIVE_INFINITY) return false
    clock[user] = session === 0 ? people.person(user).arrivesAt : clock[user]! + away
    seconds[user] = instructions[user] = 0
    cast.send(user, { type: 'session.started', session, awayDays: away / DAY })
    visits.begin(user, turnLimit)
    mind.arrive(user, session, away)
    if (chronicle.isHeard) {
      const now = moment(user, session, 0)
      if (session > 0) chronicle.tell('user.returned', now, null, { gapMs: away })
      chronicle.tell(
        'session.started',
        now,
        session > 0 ? 'user.returned' : null,
        people.segments[people.segmentOf(user)]!
      )
    }
    return true
  }

  /** Tells the visit what happened; when that ends it, closes it. True while it goes on. */
  function goesOn(
    user: number,
    session: number,
    turn: number,
    heard: VisitEvent,
    because: EventType,
    cause: Cause
  ): boolean {
    const how = ENDINGS[visits.send(user, heard)]
    if (how) end(user, session, turn, how, because, cause)
    return how === undefined
  }

  function end(user: number, session: number, turn: number, how: Ending, because: EventType, reason: Cause): void {
    const isBroken = because === 'mind.failed'
    cast.felt(user, felt)
    counts.endings[how]++
    if (how === 'left') counts.leaveCauses[reason] = (counts.leaveCauses[reason] ?? 0) + 1
    if (how === 'truncated') cast.send(user, { type: 'session.truncated', session, turn })
    if (because === 'recommender.failed') cast.send(user, { type: 'session.failed', session, turn })
    gap[user] = isBroken ? Number.POSITIVE_INFINITY : mind.rest(user, session, how, felt, chance)
    const isGone = !isBroken && gap[user] === Number.POSITIVE_INFINITY
    if (isGone) cast.send(user, { type: 'user.churned', session, turn })
    const fact = {
      how,
      turns: how === 'failed' ? turn : turn + 1,
      seconds: seconds[user]!,
      satisfaction: felt[SATISFACTION]!
    }
    tallies.session({
      user,
      session,
      turnLimit,
      ...fact,
      instructions: instructions[user]!,
      sensedAt: sensedAt.get(user) ?? [],
      gapMs: gap[user]!
    })
    asked.delete(user)
    sensedAt.delete(user)
    bus.endings.next({ user, session })
    if (!chronicle.isHeard) return
    const now = moment(user, session, turn)
    chronicle.tell('session.ended', now, because, { ...fact, reason })
    if (isGone) chronicle.tell('user.churned', now, 'session.ended', {})
  }

  return {
    counts,
    /** The instruction that each person waits to see followed. */
    asked,
    moment,
    begin,
    goesOn,
    /** Simulated ms of a person's own clock. */
    now: (user: number) => clock[user]!,
    /** A slate took its time. */
    spend(user: number, took: number, pauseMs: number): void {
      seconds[user]! += took
      clock[user]! += took * 1_000 + pauseMs
    },
    senses(user: number, turn: number): void {
      const turns = sensedAt.get(user)
      if (turns) turns.push(turn)
      else sensedAt.set(user, [turn])
    },
    speaks(user: number, about: Asked): void {
      instructions[user]!++
      asked.set(user, about)
    }
  }
}

export type Life = ReturnType<typeof createLife>
