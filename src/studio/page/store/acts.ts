import type { Act } from '../../api.ts'
import { createCell, useCell } from './cell.ts'
import { asTrouble, post, type Trouble } from './talk.ts'

const troubleCell = createCell<Trouble | undefined>(undefined)

/** What went wrong with the last act, until another succeeds or it is put away. */
export const useActTrouble = () => useCell(troubleCell)
export const forgetTrouble = () => troubleCell.set(undefined)

/** Asks the run under way for something. */
export async function act(asked: Act): Promise<void> {
  try {
    await post('api/acts', asked)
    forgetTrouble()
  } catch (thrown) {
    troubleCell.set(asTrouble(thrown))
  }
}
