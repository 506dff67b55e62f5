import { useState } from 'preact/hooks'
import type { Interference } from '../../api.ts'
import { asTrouble, type Frame, type Trouble } from '../store/index.ts'
import { isComing, type Promised, promise } from './promised.ts'

export interface Intervening {
  readonly trouble: Trouble | undefined
  /** It was taken, and the next turn has not begun. */
  readonly isPromised: boolean
  readonly isBusy: boolean
  intervene(interference: Interference, says: string): Promise<void>
}

interface State {
  readonly trouble?: Trouble
  readonly isBusy: boolean
  readonly promised?: Promised
}

/** Reaches into the run, and keeps what came of it. */
export function useIntervening(frame: Frame | undefined): Intervening {
  const [{ trouble, isBusy, promised }, setState] = useState<State>({ isBusy: false })
  const intervene = async (interference: Interference, says: string) => {
    setState({ isBusy: true })
    try {
      setState({ isBusy: false, promised: await promise(interference, says) })
    } catch (thrown) {
      setState({ isBusy: false, trouble: asTrouble(thrown) })
    }
  }
  return { trouble, isPromised: promised !== undefined && isComing(promised, frame), isBusy, intervene }
}
