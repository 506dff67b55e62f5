import type { PopulationView } from '../../api.ts'
import { count, many, percent } from '../charts/figures.ts'
import { errorOf, type Finding, isFar, meanOver } from './finding.ts'

/** Turns that are compared at each end. */
const part = (turns: number): number => Math.max(1, Math.floor(turns / 3))

/** How much of what is shown is opened, and whether that has changed. */
export function actionsFinding({ shares, impressions, turns }: PopulationView['actions']): Finding {
  const shown = impressions.reduce((sum, n) => sum + n, 0)
  const opened = shares.click ?? []
  if (shown === 0)
    return { says: 'Nothing has been shown yet', rests: 'Here will be what people do with what they are shown.' }
  const { mean } = meanOver(opened, impressions, 0, turns.length)
  const says = `People open ${percent(mean)} of what they are shown`
  return {
    says: turns.length < 3 ? says : `${says}${change(opened, impressions, turns.length)}`,
    rests: `${many(shown, 'impression')} in ${many(turns.length, 'turn')}; the picture shows parts of all that was done, the table shares of impressions.`
  }
}

function change(opened: readonly number[], impressions: readonly number[], turns: number): string {
  const early = meanOver(opened, impressions, 0, part(turns))
  const late = meanOver(opened, impressions, turns - part(turns), turns)
  if (early.weight === 0 || late.weight === 0) return ''
  const errors = [errorOf(early.mean, early.weight), errorOf(late.mean, late.weight)] as const
  if (!isFar(early.mean, late.mean, ...errors)) return '; whether that changes is too close to call'
  const some = part(turns) === 1 ? 'turn' : `${count(part(turns))} turns`
  const way = late.mean > early.mean ? 'more' : 'less'
  return `, and ${way} as it goes on: ${percent(early.mean)} in the first ${some}, ${percent(late.mean)} in the last ${some}`
}
