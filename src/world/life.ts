import { RecoError } from '../contract/error.ts'
import type { EventType } from '../contract/event.ts'
import type { Instruction } from '../contract/instruction.ts'
import { type Cause, ENDINGS, type Ending, SCALARS } from '../contract/session.ts'
import type { Cast, VisitEvent } from '../streams/cast.ts'
import { messageOf } from '../streams/slate.ts'
import type { Chronicle, Moment } from './chronicle.ts'
import type { WorldParts } from './parts.ts'
import type { Tallies } from './tally.ts'

const DAY = 86_400_000
const SATISFACTION = SCALARS.indexOf('satisfaction')

/** An instruction that the next slate should follow, and what it was said about. */
export interface Asked {
  readonly instruction: Instruction
  readonly slate: Int32Array
  /** How far that slate already satisfied it, 0 … 1, and how far the next one does, once it is shown. */
  readonly before: number
  after: number
}

/** How visits ended, over all people, and what broke. */
export interface Endings {
  readonly endings: Record<Ending, number>
  readonly leaveCauses: Partial<Record<Cause, number>>
  readonly failures: Failures
  readonly stay: Stay
}

/** How far visits went, by slates: for each number of slates, 0 … the turn limit. Visits that failed are in neither. */
export interface Stay {
  /** How many visits went through so many slates, or more; those under way are in it as far as they got. */
  readonly through: Float64Array
  /** How many ended after so many because the person left. */
  readonly left: Float64Array
}

/** What broke, and how often. */
export interface Failures {
  mind: number
  recommender: number
  first: unknown
}

/** Begins and ends the visits of people, and keeps what is true of each while it lasts. */
export function createLife(parts: WorldParts, chronicle: Chronicle, tallies: Tallies, turnLimit: number) {
  const { users, people, cast, visits, mind, bus, chance, witness } = parts
  const failures: Failures = { mind: 0, recommender: 0, first: undefined }
  const through = new Float64Array(turnLimit + 1)
  const left = new Float64Array(turnLimit + 1)
  const counts: Endings = {
    endings: { left: 0, truncated: 0, failed: 0 },
    leaveCauses: {},
    failures,
    stay: { through, left }
  }
  const isDaily = parts.days !== undefined
  const clock = new Float64Array(users)
  const gap = new Float64Array(users)
  const seconds = new Float64Array(users)
  const instructions = new Uint16Array(users)
  const reviewed = new Uint16Array(users)
  const asked = new Map<number, Asked>()
  const sensedAt = new Map<number, number[]>()
  const felt = new Float64Array(SCALARS.length)
  const moment = (user: number, session: number, turn: number): Moment => ({ user, session, turn, at: clock[user]! })

  /** Starts the visit of a person that comes, or comes back; false when it does not, or its mind breaks at once. */
  function begin(user: number, session: number): boolean {
    const away = session === 0 ? 0 : gap[user]!
    if (away === Number.POSITIVE_INFINITY) return false
    if (isDaily && session > 0 && clock[user]! + away >= (session + 1) * DAY) return false // on another day
    const persona = session === 0 ? people.person(user) : undefined
    clock[user] = persona ? persona.arrivesAt : Math.max(clock[user]! + away, isDaily ? session * DAY : 0)
    seconds[user] = instructions[user] = reviewed[user] = 0
    through[0]!++
    visits.begin(user, turnLimit)
    if (chronicle.hears(user)) {
      const now = moment(user, session, 0)
      if (session > 0) chronicle.tell('user.returned', now, null, { gapMs: away })
      const { population, segment } = people.segments[people.segmentOf(user)]!
      const { patience, trust } = people.traits(user)
      chronicle.tell('session.started', now, session > 0 ? 'user.returned' : null, {
        population,
        segment,
        patience,
        trust
      })
    }
    try {
      cast.send(user, { type: 'session.started', session, awayDays: away / DAY }, clock[user]!)
      if (persona) mind.born(user, persona)
      mind.arrive(user, session, away)
    } catch (cause) {
      fail('mind', user, session, 0, cause, 'session.started')
      return false
    }
    return true
  }

  /** Something broke: it is counted, and the visit ends as failed. */
  function fail(
    who: 'mind' | 'recommender',
    user: number,
    session: number,
    turn: number,
    cause: unknown,
    because: EventType | null
  ): void {
    const type = `${who}.failed` as const
    note(who, cause, { user, session, turn })
    if (type === 'mind.failed') tell(user, { type, session, turn })
    if (chronicle.hears(user)) chronicle.tell(type, moment(user, session, turn), because, { message: messageOf(cause) })
    goesOn(user, session, turn, type, type, 'none')
  }

  function note(
    who: 'mind' | 'recommender',
    cause: unknown,
    at: { user: number; session: number; turn: number }
  ): void {
    failures[who]++
    failures.first ??= cause instanceof RecoError && cause.parts.at ? cause : addressed(who, cause, at)
  }

  /** Tells a mindset what became of its visit; one that is broken already has been counted. */
  function tell(user: number, event: Parameters<Cast['send']>[1]): void {
    try {
      cast.send(user, event, clock[user]!)
    } catch {
      // counted when it broke
    }
  }

  /** How long the person stays away; one whose mind cannot say does not come back. */
  function rest(user: number, session: number, turn: number, how: Ending): { gapMs: number; isBroken: boolean } {
    try {
      const gapMs = mind.rest(user, session, how, felt, chance)
      if (gapMs >= 0) return { gapMs, isBroken: false }
      throw new RecoError('mind.bad-rest', {
        what: `The mind answered ${gapMs} ms until the next visit.`,
        fix: 'Answer 0 or more, Infinity for never.'
      })
    } catch (cause) {
      note('mind', cause, { user, session, turn })
      if (chronicle.hears(user))
        chronicle.tell('mind.failed', moment(user, session, turn), 'session.ended', { message: messageOf(cause) })
      return { gapMs: Number.POSITIVE_INFINITY, isBroken: true }
    }
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
    const how = visits.send(user, heard)
    if (how < 0) return true
    end(user, session, turn, ENDINGS[how]!, because, cause)
    return false
  }

  function end(user: number, session: number, turn: number, how: Ending, because: EventType, reason: Cause): void {
    cast.felt(user, felt)
    counts.endings[how]++
    if (how === 'left') {
      counts.leaveCauses[reason] = (counts.leaveCauses[reason] ?? 0) + 1
      left[reviewed[user]!]!++
    }
    if (how === 'truncated') tell(user, { type: 'session.truncated', session, turn })
    if (because === 'recommender.failed') tell(user, { type: 'session.failed', session, turn })
    witness?.ended?.(user, session, turn, how, reason)
    const fact = { how, turns: reviewed[user]!, seconds: seconds[user]!, satisfaction: felt[SATISFACTION]! }
    if (chronicle.hears(user))
      chronicle.tell('session.ended', moment(user, session, turn), because, { ...fact, reason })
    const { gapMs, isBroken } =
      because === 'mind.failed' ? { gapMs: Number.POSITIVE_INFINITY, isBroken: true } : rest(user, session, turn, how)
    gap[user] = gapMs
    if (!isBroken && gapMs === Number.POSITIVE_INFINITY) {
      tell(user, { type: 'user.churned', session, turn })
      if (chronicle.hears(user)) chronicle.tell('user.churned', moment(user, session, turn), 'session.ended', {})
    }
    const sensed = sensedAt.get(user) ?? []
    tallies.session({ user, session, turnLimit, ...fact, instructions: instructions[user]!, sensedAt: sensed, gapMs })
    asked.delete(user)
    sensedAt.delete(user)
    bus.endings.next({ user, session })
  }

  return {
    counts,
    /** The instruction that a person waits to see followed. */
    askedOf: (user: number) => (asked.size === 0 ? undefined : asked.get(user)),
    /** It has seen what became of it. */
    hasSeenTo: (user: number) => void asked.delete(user),
    moment,
    begin,
    fail,
    goesOn,
    /** Simulated ms of a person's own clock. */
    now: (user: number) => clock[user]!,
    /** A slate was gone through, and took its time. */
    spend(user: number, took: number, pauseMs: number): void {
      through[++reviewed[user]!]!++
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

function addressed(
  who: 'mind' | 'recommender',
  cause: unknown,
  at: { user: number; session: number; turn: number }
): RecoError {
  if (cause instanceof RecoError) return new RecoError(cause.code, { ...cause.parts, at, cause })
  return new RecoError(`${who}.failed`, {
    what: messageOf(cause),
    at,
    fix: `Mend the ${who}; nothing that it is asked may throw.`,
    cause
  })
}
