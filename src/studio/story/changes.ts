import type { Intervention } from '../../contract/intervention.ts'
import type { Change } from '../api.ts'
import { saysIntervention } from './interventions.ts'

type Made = Pick<Change, 'session' | 'turn'> & { readonly change: string }

/** An intervention as a page shows it; as it was written, where it is written in a way that is not known here. */
export function changeOf(
  { session, turn, change: written }: Made,
  change: Intervention | undefined,
  titles: (itemId: string) => string
): Change {
  if (change === undefined) return { session, turn, says: written }
  const says = saysIntervention(change, titles)
  return { session, turn, says, ...(change.do === 'swap-recommender' ? { takesOver: change.to } : {}) }
}
