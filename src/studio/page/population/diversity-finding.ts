import type { PopulationView } from '../../api.ts'
import { hundredth, many } from '../charts/figures.ts'
import { type Finding, isFar } from './finding.ts'

type Point = PopulationView['diversity'][number]

/** Whether slates become more alike. */
export function diversityFinding(points: PopulationView['diversity']): Finding {
  const known = points.filter(({ n, value }) => n > 0 && Number.isFinite(value))
  const last = known.at(-1)
  if (last === undefined)
    return { says: 'No slate has been compared yet', rests: 'Here will be how different the items of a slate are.' }
  const rests = `0: all items of a slate alike, 1: nothing in common; ${many(last.n, 'slate')} in the last turn. Band: 95%.`
  const size = Math.max(1, Math.floor(known.length / 3))
  const [early, late] = [mean(known.slice(0, size)), mean(known.slice(-size))]
  if (known.length < 3) return { says: `Items of a slate are ${hundredth(last.value)} apart`, rests }
  const path = `${hundredth(early.value)} apart at first, ${hundredth(late.value)} of late`
  if (!isFar(early.value, late.value, early.error, late.error))
    return { says: `Slates are as varied as they were, or too close to call: ${path}`, rests }
  return {
    says: late.value > early.value ? `Slates become more varied: ${path}` : `Slates become more alike: ${path}`,
    rests
  }
}

/** People are the same in each turn: averaging over turns is not taken to make it surer. */
function mean(points: readonly Point[]) {
  const value = points.reduce((sum, one) => sum + one.value, 0) / points.length
  const error = points.reduce((sum, { low, high }) => sum + (high - low) / 3.92, 0) / points.length
  return { value, error }
}
