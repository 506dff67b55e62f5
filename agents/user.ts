import { type AnyActor, type AnyActorRef, createActor, fromTransition } from 'xstate'
import {
  type MindsetContext,
  type MindsetEvent,
  type MindsetInput,
  type MindsetMachine,
  MOODS,
  SCALARS
} from '../src/define.ts'
import { brokenMindset } from '../src/streams/broken.ts'
import type { Cast, InspectionObserver } from '../src/streams/cast.ts'
import { createClock } from '../src/streams/clock.ts'
import { bitOf } from '../src/streams/saying.ts'
import { censusOf, createWatch } from './watching.ts'

export type { InspectionObserver }

/** Who is watched, and by whom. */
export interface Inspection {
  readonly observer: InspectionObserver
  /** People whose mindset gets a root system of its own, since observers are per system. */
  readonly users: readonly number[]
}

/**
 * Everybody live: one XState actor a person, all children of one root; whoever is watched is a root. Timers go by the clock
 * of each person, and never by the wall's.
 *
 * @param range people who live here, from … to − 1; by default everybody
 */
export function createCast(
  mindset: MindsetMachine,
  inputs: (user: number) => MindsetInput,
  people: number,
  inspection?: Inspection,
  range: { readonly from: number; readonly to: number } = { from: 0, to: people }
): Cast {
  const clock = createClock()
  const shared = { clock: clock as never }
  const root = createActor(
    fromTransition(() => null, null),
    { id: 'people', ...shared }
  ).start() // hears of who breaks, and goes on
  const watched = new Set(inspection?.users)
  let said = 0
  const hear = ({ type }: { type: string }) => {
    said |= bitOf(type)
  }
  const watch = createWatch()
  const live: AnyActorRef[] = new Array(people)
  for (let user = range.from; user < range.to; user++) {
    const inspected = inspection !== undefined && watched.has(user)
    const place = inspected ? { inspect: inspection.observer, ...shared } : { parent: root }
    clock.runTo(user, 0)
    const actor = createActor(mindset, { id: `user-${user}`, ...place, input: inputs(user) })
    actor.on('*', hear) // one listener for all: only one mindset takes an event in at a time
    actor.subscribe(BREAKS)
    live[user] = actor.start()
  }
  return {
    send(user, event: MindsetEvent, at) {
      said = 0
      const actor = live[user]!
      clock.runTo(user, at)
      const kept = watched.has(user) ? { ...event } : event // whoever watches may keep it; the stage fills its own anew
      if (actor.getSnapshot().status === 'active') actor.send(kept)
      const { status, error } = actor.getSnapshot()
      if (status === 'error') throw brokenMindset(mindset.id, event.type, error)
      return said
    },
    felt(user, into) {
      const context = live[user]!.getSnapshot().context as MindsetContext
      for (let i = 0; i < SCALARS.length; i++) into[i] = context[SCALARS[i]!]
    },
    mood(user) {
      const { tags } = live[user]!.getSnapshot() as { tags: Set<string> }
      return MOODS.findIndex((mood) => tags.has(mood))
    },
    snapshot: (user) => live[user]!.getSnapshot(),
    census: (groupOf, groups) => censusOf(mindset, live as AnyActor[], groupOf, groups, range),
    watch: (user, observer) => watch(live[user] as AnyActor, observer),
    set(user, name, value) {
      const actor = live[user] as unknown as { _snapshot: { context: Record<string, unknown> } }
      const { context } = actor._snapshot
      if (typeof context[name] !== 'number') return false
      actor._snapshot = { ...actor._snapshot, context: { ...context, [name]: value } } // as an assignment would have left it
      return true
    }
  }
}

/** Without it XState throws what a mindset throws at the whole process; we look at the snapshot instead. */
const BREAKS = { error: () => {} }
