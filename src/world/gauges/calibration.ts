import { RecoError } from '../../contract/error.ts'
import { type ActionCounts, byDoing, DOINGS, type Doing } from './counts.ts'
import { PEOPLE_DO } from './references.ts'

type ByDoing = Readonly<Record<Doing, number>>

/** How what a mind does too often is thinned out. Plain JSON. */
export interface Calibration {
  /** The chance that an action of the mind is kept, 0 … 1; a reaction is only asked about where its click was kept. */
  readonly keep: ByDoing
  /** Per impression: as the mind does by itself, and as it then will. */
  readonly from: ByDoing
  readonly to: ByDoing
  /** What is corrected by how much, and what cannot be. */
  readonly says: readonly string[]
}

/** A rate that is this far below what people do, as a share of it, is said to fall short. */
const SHORT = 0.1

/**
 * Brings what a mind does too often down to how often people do it. A click that is dropped takes its reactions along, which
 * are thinned out by so much the less. What it does too rarely stays: nothing is made up.
 *
 * @param counts what the mind did by itself
 * @param people per impression, 0 … 1
 * @throws RecoError `calibration.no-impressions`; `calibration.bad-rate`
 */
export function calibrationOf(counts: ActionCounts, people: ByDoing = PEOPLE_DO): Calibration {
  const { impressions, all, opened } = counts
  if (!(impressions > 0))
    throw new RecoError('calibration.no-impressions', {
      what: 'The mind was not seen at any item, so there is nothing to correct it by.',
      fix: 'Let it meet a recommender first: some hundreds of impressions at the least.'
    })
  for (const action of DOINGS) mustBeShare(action, people[action])
  const from = byDoing((action) => all[action] / impressions)
  const click = keepOf(from.click, people.click)
  /** How often it is done once clicks have been thinned out. */
  const left = byDoing((action) =>
    action === 'hide' ? from.hide : (all[action] - (1 - click) * opened[action]) / impressions
  )
  const keep = byDoing((action) => (action === 'click' ? click : keepOf(left[action], people[action])))
  const to = byDoing((action) => (action === 'click' ? click * from.click : keep[action] * left[action]))
  return { keep, from, to, says: DOINGS.flatMap((action) => sentence(action, from, to, people)) }
}

const keepOf = (is: number, wanted: number): number => (is > wanted ? wanted / is : 1)

function sentence(action: Doing, from: ByDoing, to: ByDoing, people: ByDoing): string[] {
  const percent = (share: number) => `${Number((100 * share).toPrecision(3))} %`
  const done = `${action}: ${percent(from[action])} of impressions`
  if (to[action] < (1 - SHORT) * people[action]) {
    const less = to[action] < from[action] ? `, ${percent(to[action])} where its click is kept` : ''
    return [`${done}${less}; people ${percent(people[action])}: nothing is made up`]
  }
  return to[action] < from[action] ? [`${done}, brought down to ${percent(to[action])}`] : []
}

function mustBeShare(action: Doing, rate: number): void {
  if (rate >= 0 && rate <= 1) return
  throw new RecoError('calibration.bad-rate', {
    what: `People are said to ${action} ${rate} of impressions.`,
    fix: 'Give a share of impressions, 0 to 1, for each action.'
  })
}
