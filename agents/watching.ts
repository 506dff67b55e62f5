import type { AnyActor, AnyMachineSnapshot, InspectionEvent, Observer } from 'xstate'
import type { MindsetMachine } from '../src/define.ts'
import { arrowsOf } from '../src/streams/arrows.ts'
import type { Census, InspectionObserver, Watching } from '../src/streams/cast.ts'

/**
 * Lets observers watch one actor each, with one observer a system behind them. Where the actor is comes first, as if it were
 * new, since XState announces only what begins.
 */
export function createWatch(): (actor: AnyActor, observer: InspectionObserver) => Watching {
  const watching = new Map<unknown, (told: InspectionEvent) => void>()
  const systems = new Set<AnyActor['system']>()
  return (actor, observer) => {
    const tell = typeof observer === 'function' ? observer : (event: InspectionEvent) => observer.next?.(event)
    const { system } = actor
    if (!systems.has(system)) {
      systems.add(system)
      const next = (told: InspectionEvent) => watching.get(told.actorRef)?.(told)
      system.inspect({ next } as Observer<InspectionEvent>)
    }
    const rootId = (system as unknown as { _rootId?: string })._rootId ?? actor.sessionId
    const about = { actorRef: actor, rootId }
    const event = { type: 'xstate.init' }
    tell({ type: '@xstate.actor', ...about } as InspectionEvent)
    tell({ type: '@xstate.snapshot', event, snapshot: actor.getSnapshot(), ...about } as InspectionEvent)
    watching.set(actor, tell)
    return {
      actor,
      stop() {
        if (watching.get(actor) === tell) watching.delete(actor)
      }
    }
  }
}

/** Where live actors are, looked up when asked; and which arrows they go, counted as they do. */
export function censusOf(
  mindset: MindsetMachine,
  actors: readonly AnyActor[],
  groupOf: (user: number) => number,
  groups: number,
  { from, to }: { readonly from: number; readonly to: number }
): Census {
  const arrows = arrowsOf(mindset)
  const ways = [...arrows.values()].map((name) => [name])
  const wayOf = new Map([...arrows.keys()].map((transition, way) => [transition, way]))
  const counts = new Float64Array(groups * ways.length)
  const groupOfActor = new Map<unknown, number>()
  const systems = new Set<AnyActor['system']>()
  for (let user = from; user < to; user++) {
    groupOfActor.set(actors[user], groupOf(user))
    systems.add(actors[user]!.system)
  }
  const next = (told: InspectionEvent) => {
    if (told.type !== '@xstate.microstep') return
    const group = groupOfActor.get(told.actorRef)
    if (group === undefined) return
    for (const transition of told._transitions) {
      const way = wayOf.get(transition)
      if (way !== undefined) counts[group * ways.length + way]!++
    }
  }
  for (const system of systems) system.inspect({ next } as Observer<InspectionEvent>)

  const configurations: { readonly nodes: readonly string[] }[] = []
  const index = new Map<string, number>()
  return {
    configurations,
    ways,
    placeOf(user) {
      const nodes = ((actors[user]!.getSnapshot() as AnyMachineSnapshot)._nodes as { id: string }[]).map(({ id }) => id)
      const key = nodes.join('|')
      const known = index.get(key)
      if (known !== undefined) return known
      index.set(key, configurations.length)
      return configurations.push({ nodes }) - 1
    },
    gone: (group, way) => counts[group * ways.length + way]!
  }
}
