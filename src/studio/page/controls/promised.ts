import type { Interference } from '../../api.ts'
import { createCell, useCell } from '../store/cell.ts'
import { type Frame, post } from '../store/index.ts'
import { frameCell, sceneCell } from '../store/live.ts'

/** Something that was taken and is done before the next turn; the run tells of it when that has begun. */
export interface Promised {
  readonly says: string
  readonly run: string | undefined
  /** The frame when it was asked for. */
  readonly since: Frame | undefined
}

const promises = createCell<readonly Promised[]>([])

/** Sends it, and keeps what was promised. @throws Trouble */
export async function promise(interference: Interference, says: string): Promise<Promised> {
  const run = sceneCell.get()?.run
  const since = frameCell.get()
  await post('api/interventions', interference)
  const promised = { says, run, since }
  promises.set([...promises.get().filter((one) => isComing(one, frameCell.get())), promised])
  return promised
}

export const usePromises = (frame: Frame): readonly Promised[] =>
  useCell(promises).filter((one) => isComing(one, frame))

/** Whether the turn is the same, and the frame's list has not got it. */
export const isComing = ({ run, since }: Promised, frame: Frame | undefined): boolean =>
  run === sceneCell.get()?.run &&
  since !== undefined &&
  frame !== undefined &&
  since.session === frame.session &&
  since.turn === frame.turn &&
  since.interventions.length === frame.interventions.length
