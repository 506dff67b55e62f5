import type { ActorRef, AnyActorRef, AnyStateMachine, InspectionEvent } from 'xstate'
import { arrowsOf, type Transition } from '../../streams/arrows.ts'
import type { InspectionObserver } from '../../streams/cast.ts'
import type { InspectedStep, MicrostepTold } from '../api-inspect.ts'
import { definitionOf } from './definition.ts'
import type { Desk } from './desk.ts'
import { plain, plainSnapshot } from './plain.ts'
import type { EventMessage, SomeEvent } from './protocol.ts'
import { type ActorRecord, actorMessage, baseOf, newRecord, snapshotMessage } from './record.ts'
import { stateOf, statusOf } from './states.ts'

/** What a kept step of ours is taken to weigh: it is held as it was, and put into words when somebody asks. */
const STEP_BYTES = 500

type Some = ActorRef<never, never> | AnyActorRef

/** What XState tells of this process's actors. Nothing is put into words before somebody wants to hear it. */
export function createObserver(desk: Desk): InspectionObserver {
  const records = new WeakMap<object, ActorRecord>()
  const turnedAway = new WeakSet<object>()
  const names = new WeakMap<object, ReadonlyMap<Transition, string>>()
  /** Since its last step: which arrows it has gone, and who sent the event. */
  const underway = new WeakMap<ActorRecord, { arrows: string[]; from: string | null }>()
  /** Those whose id another program's actor had already, by their own. */
  const renamed = new Map<string, string>()
  const publicly = (id: string | undefined) => (id === undefined ? undefined : (renamed.get(id) ?? id))
  const unborn = new Set<ActorRecord>() // XState announces an actor before it has a state
  const born: [Some, ActorRecord][] = []

  function meet(ref: Some, rootId: string | undefined): ActorRecord | undefined {
    const { id, sessionId, logic, _parent: parent } = ref as unknown as Innards
    const machine = (logic as { config?: { id?: unknown } } | undefined)?.config
    const name = id === sessionId && typeof machine?.id === 'string' ? machine.id : id
    const record = newRecord(desk.idFor(0, sessionId), 0, String(name).slice(0, 200), Date.now())
    if (record.id !== sessionId) renamed.set(sessionId, record.id)
    record.parentId = publicly(parent?.sessionId)
    record.rootId = publicly(rootId)
    record.definition = () => definitionOf(logic, name)
    record.weight = STEP_BYTES
    if (!desk.add(record)) {
      turnedAway.add(ref)
      return undefined
    }
    records.set(ref, record)
    underway.set(record, { arrows: [], from: null })
    return record
  }

  function latestOf(event: SomeEvent, raw: unknown, at = Date.now()): ActorRecord['latest'] {
    return { at, raw, event: () => plain(event) as SomeEvent, snapshot: () => plainSnapshot(raw) }
  }

  function announce(ref: Some, record: ActorRecord): void {
    if (!unborn.delete(record)) return
    const snapshot = (ref as unknown as Innards).getSnapshot()
    if (record.latest.raw === undefined) record.latest = latestOf({ type: 'xstate.init' }, snapshot)
    desk.tell(record, '@xstate.actor', () => JSON.stringify(actorMessage(record)))
  }

  /** An observer that throws would break whom it observes. */
  function next(told: InspectionEvent): void {
    try {
      observe(told)
    } catch (cause) {
      desk.stumbled(cause)
    }
  }

  function observe(told: InspectionEvent): void {
    const ref = told.actorRef as Some
    if (turnedAway.has(ref)) return
    let record = records.get(ref)
    if (!record || desk.get(record.id) !== record) {
      record = meet(ref, told.rootId)
      if (!record) return
      unborn.add(record)
    }
    if (told.type === '@xstate.actor') {
      if (unborn.has(record)) later(ref, record)
      return
    }
    announce(ref, record)
    const at = Date.now()
    const way = underway.get(record)!
    if (told.type === '@xstate.event') {
      const { event, sourceRef } = told
      const sourceId = publicly((sourceRef as unknown as Innards | undefined)?.sessionId)
      way.from = sourceId ?? null
      desk.tell(record, told.type, () =>
        JSON.stringify({
          type: told.type,
          event: plain(event) as SomeEvent,
          sourceId,
          ...baseOf(record, at)
        } satisfies EventMessage)
      )
    } else if (told.type === '@xstate.microstep') {
      const arrows = arrowsGone(ref, told._transitions)
      if (arrows.length === 0) return
      way.arrows.push(...arrows)
      const { event } = told
      desk.tell(record, told.type, () =>
        JSON.stringify({
          type: told.type,
          event: { type: event.type },
          arrows,
          ...baseOf(record, at),
          id: null
        } satisfies MicrostepTold)
      )
    } else if (told.type === '@xstate.snapshot') settle(record, told.event, told.snapshot, at)
  }

  function settle(record: ActorRecord, event: SomeEvent, snapshot: unknown, at: number): void {
    record.latest = latestOf(event, snapshot, at)
    const { arrows, from } = underway.get(record)!
    underway.set(record, { arrows: [], from: null })
    const value = stateOf(snapshot)
    const step = (): InspectedStep => ({ at, event: plain(event) as SomeEvent, from, arrows, value: plain(value) })
    desk.keep(record, { bytes: STEP_BYTES, step })
    if (record.isLive && statusOf(snapshot) !== 'active') desk.gone(record, at)
    desk.tell(record, '@xstate.snapshot', () => JSON.stringify(snapshotMessage(record)))
  }

  function arrowsGone(ref: Some, transitions: readonly Transition[]): string[] {
    const { logic } = ref as unknown as Innards
    const { root } = logic as { root?: object }
    if (!root) return []
    let known = names.get(root)
    if (!known) {
      known = arrowsOf(logic as AnyStateMachine)
      names.set(root, known)
    }
    return transitions.map((transition) => known.get(transition)).filter((name) => name !== undefined)
  }

  /** It is told of once it has a state, or says something. */
  function later(ref: Some, record: ActorRecord): void {
    if (born.push([ref, record]) > 1) return
    setImmediate(() => {
      for (const [one, its] of born.splice(0)) announce(one, its)
    }).unref()
  }
  return { next }
}

/** What XState keeps of an actor beyond its public types. */
interface Innards {
  readonly id: string
  readonly sessionId: string
  readonly logic?: unknown
  readonly _parent?: Innards
  getSnapshot(): unknown
}
