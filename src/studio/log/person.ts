import type { WorldEvent } from '../../contract/event.ts'
import type { LogReader } from '../../storage/log-reader.ts'
import type { Cast } from '../../streams/cast.ts'
import type { Line, Step } from '../api.ts'
import { createStepReader } from '../live/steps.ts'
import type { Labels } from '../record/index.ts'
import { createStory } from '../story/index.ts'
import { concerns, type Made } from './interventions.ts'
import type { Logged } from './logged.ts'
import { metIn } from './sending.ts'

/** Steps and lines of one person that are told at most: the last ones. */
const MOST_STEPS = 4_000
const MOST_LINES = 20_000

export interface Life {
  readonly steps: readonly Step[]
  readonly lines: readonly Line[]
  readonly dropped: number
}

/**
 * One person's life, told by its events, its mindset watched while it lives through them again.
 *
 * @param cast of this one person, as row 0
 */
export async function lifeOf(
  log: LogReader,
  row: number,
  logged: Logged,
  made: readonly Made[],
  labels: Labels,
  cast: Cast,
  titles: (itemId: string) => string
): Promise<Life> {
  const own = await log.events({ user: logged.users[row]! })
  const changes = made.filter((one) => concerns(one, row, logged))
  const story = createStory(titles)
  const steps: Step[] = []
  const lines: Line[] = []
  let place = { session: 0, turn: 0 }
  const reader = createStepReader(labels, () => place, own[0]?.at ?? 0)
  cast.watch?.(0, (told) => {
    const step = reader.read(told)
    if (step) steps.push(step)
  })
  for (const facts of inTurns(own, changes)) {
    for (const { fact, met } of metIn(facts, (one) => changes.find(({ event }) => event.id === one.id)?.change)) {
      place = fact
      lines.push(...story.take(fact))
      for (const one of met) {
        if ('set' in one) cast.set?.(0, one.set.trait, one.set.value)
        else live(cast, one.event, one.at)
      }
    }
  }
  const dropped = Math.max(0, steps.length - MOST_STEPS) + Math.max(0, lines.length - MOST_LINES)
  return { steps: steps.slice(-MOST_STEPS), lines: lines.slice(-MOST_LINES), dropped }
}

function live(cast: Cast, event: Parameters<Cast['send']>[1], at: number): void {
  try {
    cast.send(0, event, at)
  } catch {
    // it broke in the run as well; where it did not, the replay of all has found that out
  }
}

/** A person's events by turn; what was done to the world comes once the visit has begun, at the time of the person's clock. */
function inTurns(own: readonly WorldEvent[], changes: readonly Made[]): WorldEvent[][] {
  const turns = new Map<string, { readonly place: readonly [number, number]; facts: WorldEvent[] }>()
  const at = ({ session, turn }: WorldEvent) => {
    const key = `${session}.${turn}`
    const found = turns.get(key) ?? { place: [session, turn] as const, facts: [] }
    turns.set(key, found)
    return found.facts
  }
  for (const event of own) if (event.type !== 'intervention.made') at(event).push(event)
  for (const { event } of changes) {
    const facts = at(event)
    const before = facts.findLastIndex(({ type }) => type === 'session.started' || type === 'intervention.made')
    facts.splice(before + 1, 0, event)
  }
  const inOrder = [...turns.values()].sort((a, b) => a.place[0] - b.place[0] || a.place[1] - b.place[1])
  let clock = 0
  return inOrder.map(({ facts }) =>
    facts.map((fact) => {
      if (fact.type === 'intervention.made') return { ...fact, at: clock }
      clock = fact.at
      return fact
    })
  )
}
