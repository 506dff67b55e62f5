import { useState } from 'preact/hooks'
import type { Interference } from '../../api.ts'
import { asTrouble, post, type Trouble } from '../store/index.ts'

export interface Intervening {
  readonly trouble: Trouble | undefined
  /** What was promised last. */
  readonly promised: string
  readonly isBusy: boolean
  intervene(interference: Interference, promise: string): Promise<void>
}

/** Reaches into the run, and keeps what came of it. */
export function useIntervening(): Intervening {
  const [state, setState] = useState<Omit<Intervening, 'intervene'>>({
    trouble: undefined,
    promised: '',
    isBusy: false
  })
  const intervene = async (interference: Interference, promise: string) => {
    setState({ trouble: undefined, promised: '', isBusy: true })
    try {
      await post('api/interventions', interference)
      setState({ trouble: undefined, promised: promise, isBusy: false })
    } catch (thrown) {
      setState({ trouble: asTrouble(thrown), promised: '', isBusy: false })
    }
  }
  return { ...state, intervene }
}
