import { type AnyActor, createActor, fromTransition, type InspectionEvent, type Observer } from 'xstate'
import {
  type MindsetContext,
  type MindsetEvent,
  type MindsetInput,
  type MindsetMachine,
  MOODS,
  RecoError,
  SCALARS
} from '../src/define.ts'
import { type Cast, SAID } from '../src/streams/cast.ts'

export type InspectionObserver = Observer<InspectionEvent> | ((event: InspectionEvent) => void)

/** Who is watched, and by whom. */
export interface Inspection {
  readonly observer: InspectionObserver
  /** People whose mindset gets a root system of its own, since observers are per system. */
  readonly users: readonly number[]
}

const BIT: Record<string, number> = {
  'review.asked': SAID.reviewAsked,
  'disengagement.sensed': SAID.disengagementSensed,
  'instruction.asked': SAID.instructionAsked,
  'user.left': SAID.userLeft
}

/** Everybody live: one XState actor a person, all children of one root; whoever is watched is a root. */
export function createCast(
  mindset: MindsetMachine,
  inputs: (user: number) => MindsetInput,
  people: number,
  inspection?: Inspection
): Cast {
  const root = createActor(
    fromTransition(() => null, null),
    { id: 'people' }
  ).start() // hears of who breaks, and goes on
  const watched = new Set(inspection?.users)
  let said = 0
  const hear = ({ type }: { type: string }) => {
    said |= BIT[type] ?? 0
  }
  const live = Array.from({ length: people }, (_, user) => {
    const inspected = inspection !== undefined && watched.has(user)
    const place = inspected ? { id: `user-${user}`, inspect: inspection.observer } : { parent: root }
    const actor = createActor(mindset, { ...place, input: inputs(user) })
    actor.on('*', hear) // one listener for all: only one mindset takes an event in at a time
    actor.subscribe(BREAKS)
    return actor.start()
  })
  return {
    send(user, event: MindsetEvent) {
      said = 0
      live[user]!.send(event)
      if (live[user]!.getSnapshot().status === 'error') throw brokenMindset(live[user]!, mindset.id, event)
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
    snapshot: (user) => live[user]!.getSnapshot()
  }
}

/** Without it XState throws what a mindset throws at the whole process; we look at the snapshot instead. */
const BREAKS = { error: () => {} }

function brokenMindset(actor: AnyActor, mindset: string, { type }: MindsetEvent): RecoError {
  const { error } = actor.getSnapshot() as { error: unknown }
  return new RecoError('mindset.failed', {
    what: `The mindset "${mindset}" broke on ${type}: ${error instanceof Error ? error.message : String(error)}`,
    fix: 'Mend the guard or action that threw; guards and actions must not throw.',
    cause: error
  })
}
