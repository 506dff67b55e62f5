import { breath } from '../streams/breath.ts'
import type { Onlooker, Place } from './onlooker.ts'
import type { Account, Troupe } from './troupe.ts'

export interface PlayOptions {
  /** People in all. */
  readonly users: number
  /** Visits that a person may have, 1 or more. */
  readonly sessions: number
  /** Slates that a visit may have, 1 or more. */
  readonly turns: number
  /** Stops between two turns; visits under way then have no ending. */
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((progress: Progress) => void) | undefined
  readonly onlooker?: Onlooker | undefined
  /** What is done to the world before a turn. */
  readonly intervene?: ((place: Place) => Promise<void> | undefined) | undefined
}

export interface Progress {
  /** User-steps done, and the most that there can still be. */
  readonly done: number
  readonly left: number
}

/** What came of it, before it is made into estimates. */
export interface Outcome extends Account {
  readonly isInterrupted: boolean
}

/** Lets the people of a world meet its recommender: visit after visit, turn after turn, in the order of people. */
export async function play(
  troupe: Troupe,
  { users, sessions, turns, signal, onProgress: report, onlooker, intervene }: PlayOptions
): Promise<Outcome> {
  let isInterrupted = false
  const onProgress = (progress: Progress) => {
    report?.(progress)
    onlooker?.breathed?.(progress.done, progress.left)
  }
  /** Whoever looks on may hold the turn up; then comes what is done to the world. */
  const ready = async (place: Place, present: number) => {
    await onlooker?.before?.(place, present)
    if (!signal?.aborted) await intervene?.(place)
    const isStopped = signal?.aborted ?? false
    if (!isStopped) onlooker?.ready?.(place)
    return isStopped
  }
  for (let session = 0; session < sessions && !isInterrupted; session++) {
    const later = users * turns * (sessions - session - 1)
    const comingIn = () => onProgress({ done: troupe.userSteps(), left: users * turns + later })
    let present = await troupe.begin(session, comingIn)
    for (let turn = 0; turn < turns && present > 0; turn++) {
      isInterrupted = await ready({ session, turn }, present)
      if (isInterrupted) break
      const here = present
      const before = troupe.userSteps()
      const onRows = (rows: number) =>
        onProgress({ done: before + rows, left: here - rows + here * (turns - turn - 1) + later })
      present = await troupe.turn(session, turn, onRows)
      if ((troupe.undecided?.() ?? 0) > 0) {
        isInterrupted = true
        break
      }
      onlooker?.after?.({ session, turn }, present)
      onProgress({ done: troupe.userSteps(), left: present * (turns - turn - 1) + later })
      await breath()
    }
    if (!isInterrupted) await troupe.settle()
    if (session + 1 < sessions) isInterrupted ||= signal?.aborted ?? false
  }
  return { ...(await troupe.finish()), isInterrupted }
}
