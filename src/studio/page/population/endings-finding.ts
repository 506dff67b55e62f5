import type { PopulationView } from '../../api.ts'
import { many, percent } from '../charts/figures.ts'
import type { Finding } from './finding.ts'

/** How a visit ended, as one says of it. */
const ENDED: Readonly<Record<string, string>> = {
  left: 'end because people leave',
  truncated: 'go on to the last turn',
  failed: 'break'
}

/** How visits ended, and why people left. */
export function endingsFinding({ endings, leaveCauses }: Pick<PopulationView, 'endings' | 'leaveCauses'>): Finding {
  const all = total(endings)
  if (all === 0) return { says: 'No visit is over yet', rests: 'Here will be how visits end, and why people leave.' }
  const [[how, n] = ['left', 0]] = ranked(endings)
  const causes = total(leaveCauses)
  const [[cause, because] = ['none', 0], second] = ranked(leaveCauses)
  const says = `${percent(n / all)} of visits ${ENDED[how] ?? how}`
  const isTied = second !== undefined && because - second[1] < 2 * Math.sqrt(because + second[1])
  const why = isTied
    ? `too close to call between ${cause} and ${second[0]}`
    : `most often ${cause} (${percent(because / causes)})`
  return {
    says: because > 0 ? `${says}; those who leave: ${why}` : says,
    rests: `${many(all, 'visit')} over; ${causes > 0 ? `${many(causes, 'person', 'people')} said or showed why.` : 'nobody left.'}`
  }
}

const total = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((sum, n) => sum + n, 0)

export const ranked = (counts: Readonly<Record<string, number>>): [string, number][] =>
  Object.entries(counts)
    .filter(([, n]) => n > 0)
    .sort((a, b) => b[1] - a[1])
