import type { EventOf, EventType, WorldEvent } from '../../contract/event.ts'
import type { Intervention } from '../../contract/intervention.ts'
import { CAUSES } from '../../contract/session.ts'
import { obeyed } from '../../laws/obedience.ts'
import type { MindsetEvent } from '../../mindset.ts'

const DAY = 86_400_000

/** What somebody's mindset met, at simulated ms of its person's clock: an event, or a number of its context that was set. */
export type Met =
  | { readonly event: MindsetEvent; readonly at: number }
  | { readonly set: Extract<Intervention, { do: 'set-trait' }>; readonly at: number }

/** A fact and what its mindset met by it. */
export interface Told {
  readonly fact: WorldEvent
  readonly met: readonly Met[]
}

type Of = <Type extends EventType>(type: Type) => EventOf<Type> | undefined

/**
 * What a mindset met as these facts came to be: those of one person and one turn, in their order, as the stage sends it.
 * Facts that only tell what others did are met by nothing.
 */
export function metIn(facts: readonly WorldEvent[], changeOf: (fact: WorldEvent) => Intervention | undefined): Told[] {
  const of: Of = (type) => facts.find((fact): fact is EventOf<typeof type> => fact.type === type) as never
  return facts.map((fact) => {
    if (fact.type !== 'intervention.made')
      return { fact, met: eventsOf(fact, of).map((event) => ({ event, at: fact.at })) }
    const change = changeOf(fact)
    return { fact, met: change?.do === 'set-trait' ? [{ set: change, at: fact.at }] : [] }
  })
}

function eventsOf(fact: WorldEvent, of: Of): MindsetEvent[] {
  const { session, turn } = fact
  switch (fact.type) {
    case 'session.started':
      return [{ type: fact.type, session, awayDays: (of('user.returned')?.gapMs ?? 0) / DAY }]
    case 'slate.shown': {
      const fate = of('instruction.followed')
      return [{ type: fact.type, session, turn, obeyed: fate ? obeyed(fate.before, fate.after) : 0 }]
    }
    case 'review.answered': {
      const { type, delight, watchRatio, sameness, found, hazard } = fact
      const seconds = of('feedback.given')?.seconds ?? 0
      const leaveCause = CAUSES.indexOf(fact.leaveCause)
      const disengageCause = CAUSES.indexOf(fact.disengageCause)
      return [
        { type, session, turn, delight, watchRatio, sameness, found, seconds, hazard, leaveCause, disengageCause }
      ]
    }
    case 'instruction.answered':
    case 'user.churned':
      return [{ type: fact.type, session, turn }]
    case 'mind.failed':
      return isHeard(fact) ? [{ type: fact.type, session, turn }] : []
    case 'session.ended':
      if (fact.how === 'truncated') return [{ type: 'session.truncated', session, turn }]
      return of('recommender.failed') ? [{ type: 'session.failed', session, turn }] : []
    default:
      return []
  }
}

/**
 * Mindsets are told of failing minds, but not of what breaks once the visit has ended; nor of their own, upon which they stay
 * where they were and hear nothing any more.
 */
const isHeard = ({ cause, message }: EventOf<'mind.failed'>): boolean =>
  !cause?.endsWith('.session.ended') && !message.startsWith('mindset.failed:')
