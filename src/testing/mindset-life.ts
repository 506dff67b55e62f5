import { type AnyMachineSnapshot, createActor } from 'xstate'
import { CAUSES } from '../contract/session.ts'
import { createChance } from '../kernel/chance.ts'
import type { MindsetEvent, MindsetInput, MindsetMachine } from '../mindset.ts'

/** The visit tags: whether the person is not here, waits for a slate, or owes an answer. */
export const VISIT_TAGS = ['away', 'ready', 'busy'] as const

export const ordinary: MindsetInput = { patience: 0.6, trust: 0.5 }

/** A live person, watched: what it has said, what it is now. An error in the machine is thrown at whoever sent the event. */
export interface Watched {
  readonly said: readonly string[]
  readonly snapshot: AnyMachineSnapshot
  send(...events: readonly MindsetEvent[]): Watched
  /** The snapshot as it would be stored. */
  stored(): string
}

/** A clock that stands still: nothing happens but what is sent. */
const clock = { setTimeout: () => 0, clearTimeout: () => {} }

/** Brings a mindset to life, from birth or from a stored snapshot. */
export function wake(machine: MindsetMachine, input: MindsetInput = ordinary, stored?: string): Watched {
  const said: string[] = []
  const failures: unknown[] = []
  const options = stored === undefined ? { input, clock } : { input, clock, snapshot: JSON.parse(stored) }
  const actor = createActor(machine, options)
  actor.on('*', ({ type }: { type: string }) => said.push(type))
  actor.subscribe({ error: (error) => failures.push(error) })
  actor.start()
  const watched: Watched = {
    said,
    get snapshot() {
      if (failures.length > 0) throw failures[0]
      return actor.getSnapshot()
    },
    send(...events) {
      for (const event of events) if (actor.getSnapshot().status === 'active') actor.send(event)
      if (failures.length > 0) throw failures[0]
      return watched
    },
    stored: () => JSON.stringify(actor.getPersistedSnapshot())
  }
  return watched
}

/** The same machine, but one that throws instead of going round in circles for ever. */
export function bounded(machine: MindsetMachine): MindsetMachine {
  const copy = machine.provide({})
  copy.options = { ...copy.options, maxIterations: 100 }
  return copy
}

/** The states without states inside, as paths such as `visit.away.left`, that a snapshot is in. */
export function leavesOf(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return [path ? `${path}.${value}` : value]
  return Object.entries(value as object).flatMap(([key, inside]) => {
    const here = path ? `${path}.${key}` : key
    return leavesOf(inside, here)
  })
}

/** Gone for good, or broken: a mood has no end, so the machine itself does not end either. */
const isOver = ({ snapshot }: Watched): boolean =>
  snapshot.status !== 'active' ||
  leavesOf(snapshot.value).some((leaf) => leaf === 'visit.churned' || leaf === 'visit.failed')

const DELIGHTS = [-1, -0.5, 0, 0.5, 1]
const SHARES = [0, 0.25, 0.5, 0.75, 1]
const SECONDS = [1, 20, 60, 150, 3_600]
const DAYS = [0, 1, 3, 30, 365]
const FATES = [-1, 0, 0, 0.5, 1]

const pick = (values: readonly number[], draw: number): number => values[Math.floor(draw * values.length)]!

/**
 * One person's life, drawn: seasons of slates that are all alike, up to the corners of every payload, and now and then
 * something out of turn. The same walk number gives the same draws.
 *
 * @param each called at birth and after every event
 * @returns    what happened
 */
export function live(
  machine: MindsetMachine,
  walk: number,
  steps: number,
  each: (watched: Watched, event?: MindsetEvent) => void
): MindsetEvent[] {
  const luck = createChance(1).for('life of a mindset')
  const draws = (step: number, slot: number): Float64Array => {
    luck.at(walk, 0, step, slot)
    return luck.block
  }
  const [patience = 0, trust = 0] = draws(0, 0)
  const person = wake(machine, { patience, trust })
  const events: MindsetEvent[] = []
  let [session, turn, season] = [0, 0, 1]

  each(person)
  for (let step = 1; step <= steps && !isOver(person); step++) {
    if (draws(step, 0)[0]! < 0.04) season = step
    const event = next(step)
    events.push(event)
    each(person.send(event), event)
  }
  return events

  function next(step: number): MindsetEvent {
    const [odd = 1, which = 0, other = 0] = draws(step, 1)
    if (odd < 0.05) return outOfTurn(which, other)
    if (person.snapshot.hasTag('away')) {
      if (which < 0.02) return { type: 'user.churned', session, turn }
      const first = turn === 0
      session += first ? 0 : 1
      return { type: 'session.started', session, awayDays: first ? 0 : pick(DAYS, other) }
    }
    if (which < 0.02) return { type: 'session.truncated', session, turn }
    if (person.snapshot.hasTag('ready')) {
      turn++
      return { type: 'slate.shown', session, turn, obeyed: pick(FATES, other) }
    }
    if (which > 0.997) return { type: 'mind.failed', session, turn }
    if (person.said.at(-1) === 'instruction.asked') return { type: 'instruction.answered', session, turn }
    return review(step, session, turn)
  }

  function review(step: number, session: number, turn: number): MindsetEvent {
    const [delight = 0, sameness = 0, found = 0, seconds = 0] = draws(season, 2)
    const [leave = 1, sense = 1, hazard = 0, ratio = 0] = draws(step, 3)
    return {
      type: 'review.answered',
      session,
      turn,
      delight: pick(DELIGHTS, delight),
      watchRatio: 2 * ratio,
      sameness: pick(SHARES, sameness),
      found: pick(SHARES, found),
      seconds: pick(SECONDS, seconds),
      hazard: pick(SHARES, hazard * hazard),
      leaveCause: leave < 0.06 ? 1 + Math.floor((leave / 0.06) * (CAUSES.length - 1)) : 0,
      disengageCause: sense < 0.12 ? 1 + Math.floor((sense / 0.12) * (CAUSES.length - 1)) : 0
    }
  }

  function outOfTurn(which: number, other: number): MindsetEvent {
    const late = { session: session - (other < 0.3 ? 1 : 0), turn: turn - (other > 0.7 ? 1 : 0) }
    const possible: MindsetEvent[] = [
      { type: 'session.failed', session, turn },
      { type: 'instruction.answered', ...late },
      { type: 'slate.shown', ...late, obeyed: 0 },
      { type: 'session.truncated', session, turn },
      { ...(review(0, late.session, late.turn) as MindsetEvent & { type: 'review.answered' }) }
    ]
    return possible[Math.floor(which * possible.length)]!
  }
}
