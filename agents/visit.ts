import { type AnyMachineSnapshot, createActor } from 'xstate'
import session from '../machines/session.ts'
import { ENDINGS } from '../src/define.ts'
import type { VisitEvent, Visits } from '../src/streams/cast.ts'

/**
 * Everybody's visit as snapshots of one machine, stepped by XState itself in one shared scope: a third of an actor's
 * memory, and nothing needs to subscribe to a visit.
 */
export function createVisits(people: number): Visits {
  const snapshots: (AnyMachineSnapshot | undefined)[] = new Array(people).fill(undefined)
  const machine = stepper()
  return {
    begin(user, turnLimit) {
      snapshots[user] = machine.initial(turnLimit)
    },
    send(user, type) {
      const next = machine.step(snapshots[user]!, type)
      snapshots[user] = next
      return next.status === 'done' ? ENDINGS.findIndex((how) => next.hasTag(how)) : -1
    }
  }
}

function stepper() {
  const self = createActor(session, { input: { turnLimit: 1 } })
  const scope = {
    self,
    id: 'session',
    sessionId: 'session',
    logger: () => {},
    system: self.system,
    defer: () => {},
    stopChild: () => {},
    emit: () => {},
    actionExecutor: () => {}
  } as unknown as Parameters<typeof session.transition>[2]
  return {
    initial: (turnLimit: number): AnyMachineSnapshot => session.getInitialSnapshot(scope, { turnLimit }),
    step: (snapshot: AnyMachineSnapshot, type: VisitEvent): AnyMachineSnapshot =>
      session.transition(snapshot as Parameters<typeof session.transition>[0], { type }, scope)
  }
}
