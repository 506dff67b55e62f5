import type { AnyActorRef, AnyStateMachine, InspectionEvent } from 'xstate'
import { arrowsOf } from '../../streams/arrows.ts'
import type { InspectionObserver } from '../../streams/cast.ts'
import { forward } from './follower.ts'
import { arrowsGone } from './steps.ts'

/** Counts how often each arrow of the recommender's chart fires, whoever recommends. */
export interface DutyCount {
  readonly arrows: readonly string[]
  readonly counts: readonly number[]
  /** Another recommender may have taken over. */
  look(): void
  stop(): void
}

/** @param actor who recommends now */
export function countDuty(
  duty: AnyStateMachine,
  actor: () => AnyActorRef,
  inspect: InspectionObserver | undefined
): DutyCount {
  const arrows = [...arrowsOf(duty).values()]
  const counts = arrows.map(() => 0)
  let watched: AnyActorRef | undefined
  let stop = () => {}

  function read(told: InspectionEvent): void {
    if (inspect) forward(inspect, told)
    if (told.type !== '@xstate.microstep') return
    for (const name of arrowsGone(told.actorRef, told._transitions)) {
      const at = arrows.indexOf(name)
      if (at >= 0) counts[at]!++
    }
  }

  function look(): void {
    const now = actor()
    if (now === watched) return
    stop()
    watched = now
    if (inspect) announce(now, inspect)
    const subscription = now.system.inspect({ next: read })
    stop = () => subscription.unsubscribe()
  }

  look()
  return { arrows, counts, look, stop: () => stop() }
}

/** XState announces only what begins. */
function announce(actor: AnyActorRef, inspect: InspectionObserver): void {
  const about = { actorRef: actor, rootId: actor.sessionId }
  forward(inspect, { type: '@xstate.actor', ...about })
  forward(inspect, {
    type: '@xstate.snapshot',
    event: { type: 'xstate.init' },
    snapshot: actor.getSnapshot(),
    ...about
  })
}
