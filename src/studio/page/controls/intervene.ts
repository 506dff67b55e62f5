import { useState } from 'preact/hooks'
import type { Interference } from '../../api.ts'
import { asTrouble, type Frame, frameCell, post, type Trouble } from '../store/index.ts'

export interface Intervening {
  readonly trouble: Trouble | undefined
  /** It was taken, and the next turn has not begun. */
  readonly isPromised: boolean
  readonly isBusy: boolean
  intervene(interference: Interference): Promise<void>
}

interface State {
  readonly trouble?: Trouble
  readonly isBusy: boolean
  /** The turn at which the last one was taken. */
  readonly takenAt?: string
}

/** Reaches into the run, and keeps what came of it. */
export function useIntervening(frame: Frame | undefined): Intervening {
  const [{ trouble, isBusy, takenAt }, setState] = useState<State>({ isBusy: false })
  const intervene = async (interference: Interference) => {
    setState({ isBusy: true })
    try {
      await post('api/interventions', interference)
      setState({ isBusy: false, takenAt: placeOf(frameCell.get()) })
    } catch (thrown) {
      setState({ isBusy: false, trouble: asTrouble(thrown) })
    }
  }
  const isPromised = frame !== undefined && frame.coming.length > 0 && takenAt === placeOf(frame)
  return { trouble, isPromised, isBusy, intervene }
}

const placeOf = (frame: Frame | undefined): string => (frame ? `${frame.session}.${frame.turn}` : '')
