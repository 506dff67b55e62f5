import type { HistoryTold, InspectedStep } from '../../api-inspect.ts'

/** An actor that is looked at, as far as it was told. */
export interface Chosen {
  readonly sessionId: string
  readonly name: string
  readonly snapshot: Snapshot | undefined
  /** Oldest first. */
  readonly steps: readonly NumberedStep[]
  /** Earlier steps that were let go of. */
  readonly dropped: number
  /** Events that have been told, and whose outcome has not. */
  readonly underway: readonly { readonly from: string | null }[]
  /** Arrows of the step under way; null while nobody has told of any. */
  readonly arrows: readonly string[] | null
}

export interface Snapshot {
  readonly status?: string
  readonly value?: unknown
  readonly context?: unknown
  readonly output?: unknown
  readonly error?: unknown
}

export interface NumberedStep extends InspectedStep {
  readonly number: number
}

/** What the hub tells of an actor. */
export type Told =
  | HistoryTold
  | { readonly type: '@xstate.actor'; readonly name: string; readonly snapshot: Snapshot }
  | { readonly type: '@xstate.event'; readonly event: Event; readonly sourceId?: string }
  | { readonly type: '@xstate.microstep'; readonly arrows: readonly string[] }
  | {
      readonly type: '@xstate.snapshot'
      readonly event: Event
      readonly snapshot: Snapshot
      readonly createdAt: string
    }

type Event = InspectedStep['event']

const MOST_STEPS = 200

export const begun = (sessionId: string): Chosen => ({
  sessionId,
  name: '',
  snapshot: undefined,
  steps: [],
  dropped: 0,
  underway: [],
  arrows: null
})

/** What is known once this was heard, too. */
export function heard(chosen: Chosen, told: Told): Chosen {
  switch (told.type) {
    case '@recoworld.history':
      return {
        ...chosen,
        dropped: told.dropped,
        steps: told.steps.map((step, i) => ({ ...step, number: told.dropped + i }))
      }
    case '@xstate.actor':
      return { ...chosen, name: told.name, snapshot: told.snapshot }
    case '@xstate.event':
      return { ...chosen, underway: [...chosen.underway.slice(-50), { from: told.sourceId ?? null }] }
    case '@xstate.microstep':
      return { ...chosen, arrows: [...(chosen.arrows ?? []), ...told.arrows] }
    case '@xstate.snapshot':
      return settled(chosen, told)
  }
}

/** A snapshot without an event before it only tells where the actor is. */
function settled(chosen: Chosen, { event, snapshot, createdAt }: Extract<Told, { type: '@xstate.snapshot' }>): Chosen {
  const [first, ...underway] = chosen.underway
  if (!first) return { ...chosen, snapshot }
  const number = chosen.dropped + chosen.steps.length
  const { arrows } = chosen
  const step = { number, at: Number(createdAt), event, from: first.from, arrows, value: snapshot.value }
  const steps = [...chosen.steps, step]
  const dropped = Math.max(0, steps.length - MOST_STEPS)
  return {
    ...chosen,
    snapshot,
    steps: steps.slice(dropped),
    dropped: chosen.dropped + dropped,
    underway,
    arrows: null
  }
}
