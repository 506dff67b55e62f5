import { type Cause, type Ending, MOODS } from '../contract/session.ts'
import { createChronicle } from './chronicle.ts'
import { createLife, type Failures } from './life.ts'
import type { WorldParts } from './parts.ts'
import { createStage } from './stage.ts'
import { createTallies, type Tally } from './tally.ts'

export interface PlayOptions {
  /** Visits that a person may have, 1 or more. */
  readonly sessions: number
  /** Slates that a visit may have, 1 or more. */
  readonly turns: number
  /** Stops between two turns; visits under way then have no ending. */
  readonly signal?: AbortSignal | undefined
  readonly onTurn?: ((progress: Progress) => void) | undefined
}

export interface Progress {
  /** User-steps done, and the most that there can still be. */
  readonly done: number
  readonly left: number
}

/** What came of it, before it is made into estimates. */
export interface Outcome {
  readonly tallies: Readonly<Record<string, Tally>>
  readonly endings: Readonly<Record<Ending, number>>
  readonly leaveCauses: Readonly<Partial<Record<Cause, number>>>
  /** How many people are in each mood at the end. */
  readonly moods: Readonly<Record<string, number>>
  readonly failures: Readonly<Failures>
  /** How often somebody went through a slate. */
  readonly userSteps: number
  readonly isInterrupted: boolean
}

/** Lets the people of a world meet its recommender: visit after visit, turn after turn, in the order of people. */
export async function play(parts: WorldParts, { sessions, turns, signal, onTurn }: PlayOptions): Promise<Outcome> {
  const { users, cast, bus } = parts
  const chronicle = createChronicle(parts)
  const tallies = createTallies(parts.metrics, users)
  const life = createLife(parts, chronicle, tallies, turns)
  const stage = createStage(parts, life, tallies, chronicle, turns)
  const everybody = Array.from({ length: users }, (_, user) => user)
  const countMoods = (present: readonly number[]) => {
    const moods: Record<string, number> = Object.fromEntries(MOODS.map((mood) => [mood, 0]))
    for (const user of present) moods[MOODS[cast.mood(user)]!]!++
    return moods
  }

  let isInterrupted = false
  for (let session = 0; session < sessions && !isInterrupted; session++) {
    let present = everybody.filter((user) => life.begin(user, session))
    for (let turn = 0; turn < turns && present.length > 0; turn++) {
      isInterrupted = signal?.aborted ?? false
      if (isInterrupted) break
      const here = present
      present = await stage.turn(session, turn, here)
      if (bus.mindsets.observed) bus.mindsets.next({ session, turn, moods: countMoods(here) })
      await chronicle.turnOver()
      onTurn?.({
        done: stage.userSteps(),
        left: present.length * (turns - turn - 1) + users * turns * (sessions - session - 1)
      })
      await breath()
    }
    if (!isInterrupted) tallies.settle()
    if (session + 1 < sessions) isInterrupted ||= signal?.aborted ?? false
  }
  await chronicle.turnOver(true)
  return {
    tallies: tallies.byMetric,
    ...life.counts,
    moods: countMoods(everybody),
    userSteps: stage.userSteps(),
    isInterrupted
  }
}

/** Lets signals and timers of the process have their turn. */
const breath = () => new Promise<void>((resolve) => setImmediate(resolve))
