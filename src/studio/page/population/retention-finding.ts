import type { PopulationView } from '../../api.ts'
import { count, many, percent, percentBetween } from '../charts/figures.ts'
import type { Finding } from './finding.ts'

type Group = PopulationView['retention'][number]

/** Fewer still there than this, and a share is not worth comparing. */
const FEW = 10

/**
 * Who stays, and whether segments differ in it.
 *
 * @param hasSlates whether anybody went through a slate; a curve has points only where somebody left
 */
export function retentionFinding(groups: PopulationView['retention'], hasSlates = true): Finding {
  const everybody = groups[0]
  const last = everybody?.curve.at(-1)
  if (everybody === undefined || last === undefined || everybody.visits === 0)
    return { says: 'Nobody has come yet', rests: 'Here will be how many stay for how many slates, segment by segment.' }
  if (!hasSlates)
    return {
      says: 'No visit got as far as a slate',
      rests: 'Here will be how many stay for how many slates, once somebody has gone through one.'
    }
  if (last.turn === 0)
    return { says: 'Nobody has left', rests: `Of ${many(everybody.visits, 'visit')}, as far as all have come.` }
  const half = everybody.curve.find(({ share }) => share <= 0.5)
  const says = half
    ? `Half of all visits end within ${many(half.turn, 'slate')}`
    : `${percent(last.share)} of visits go on after ${many(last.turn, 'slate')}`
  return {
    says: `${says}${difference(groups.slice(1))}`,
    rests: `${percentBetween({ ...last, value: last.share })} are still there after ${many(last.turn, 'slate')}, of ${many(everybody.visits, 'visit')}. Bands: 95%.`
  }
}

function difference(groups: readonly Group[]): string {
  const turn = Math.min(...groups.map(({ curve }) => curve.findLast(({ atRisk }) => atRisk >= FEW)?.turn ?? 0))
  if (groups.length < 2 || !Number.isFinite(turn) || turn < 1) return ''
  const there = groups
    .flatMap(({ name, curve }) => {
      const point = curve.findLast((one) => one.turn <= turn)
      return point ? [{ name, ...point }] : []
    })
    .sort((a, b) => b.share - a.share)
  const [best, worst] = [there[0], there.at(-1)]
  if (best === undefined || worst === undefined) return ''
  if (best.low <= worst.high) return '; between segments it is too close to call'
  return `; ${best.name} stay longest, ${worst.name} shortest: ${percent(best.share)} against ${percent(worst.share)} after ${count(turn)}`
}
