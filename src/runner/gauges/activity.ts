import { actionBit } from '../../contract/session.ts'
import { DOINGS } from '../../world/gauges/counts.ts'
import { PEOPLE_DO, PEOPLE_WATCH } from '../../world/gauges/references.ts'
import type { GaugeSums } from '../../world/gauges/sums.ts'
import { RATIO_BINS, RATIO_STEP } from '../../world/gauges/watching.ts'
import type { Measure } from './judge.ts'
import { type Reading, ratioOf, shareOf } from './reading.ts'
import { eachPerson, ratioOver, total, withActions } from './rows.ts'

const means = (what: string) => ({
  above: `the mind ${what} more than people`,
  below: `the mind ${what} less than people`
})
const KUAIREC = 'KuaiRec (big matrix), share of a short video that is played; a fifth more or less counts as alike'

/** How much people do: what they open, how long they stay, all that they do. */
export function activity(sums: GaugeSums): Reading[] {
  return [
    {
      name: 'opened',
      label: 'Impressions that are opened',
      unit: 'share',
      measure: shareOf(
        ratioOver(sums, (own) => [withActions(own('masks'), 0, actionBit('click')), withActions(own('masks'), 0)])
      ),
      reference: {
        value: PEOPLE_DO.click,
        source:
          'KuaiRand-Pure, standard log of short videos, clicks per impression; a fifth more or less counts as alike'
      },
      means: means('opens')
    },
    {
      name: 'watched',
      label: 'Share watched of what is opened, mean',
      unit: 'share',
      measure: ratioOf(ratioOver(sums, (own) => [own('ratio')[0]!, total(own('ratios'))])),
      reference: { value: PEOPLE_WATCH.mean, source: KUAIREC },
      means: means('watches')
    },
    {
      name: 'watched-median',
      label: 'Share watched of what is opened, median',
      unit: 'share',
      measure: medianWatched(sums),
      reference: { value: PEOPLE_WATCH.median, source: KUAIREC },
      means: means('watches')
    },
    {
      name: 'actions',
      label: 'Actions per impression',
      unit: 'per impression',
      measure: ratioOf(
        ratioOver(sums, (own) => {
          const masks = own('masks')
          return [total(DOINGS.map((action) => withActions(masks, 0, actionBit(action)))), withActions(masks, 0)]
        })
      ),
      reference: {
        value: total(Object.values(PEOPLE_DO)),
        source:
          'KuaiRand-Pure: clicks, likes, comments, shares, follows and hides added up; a fifth more or less counts as alike'
      },
      means: means('does')
    }
  ]
}

/**
 * The median of all that was opened, read from bins; its limits are where the shares below it could be a half.
 *
 * @source Woodruff, JASA 47(260), 1952
 */
function medianWatched(sums: GaugeSums): Measure | null {
  const below = new Float64Array(RATIO_BINS + 1)
  eachPerson(sums, (own) => {
    const ratios = own('ratios')
    for (let bin = 0; bin < RATIO_BINS; bin++) below[bin + 1]! += ratios[bin]!
  })
  for (let bin = 1; bin <= RATIO_BINS; bin++) below[bin]! += below[bin - 1]!
  const all = below[RATIO_BINS]!
  if (all === 0) return null
  const at = (share: number) => {
    const bin = below.findIndex((count) => count >= share * all && count > 0)
    const [before, upTo] = [below[bin - 1] ?? 0, below[bin]!]
    return RATIO_STEP * (bin - 1 + (share * all - before) / (upTo - before))
  }
  const value = at(0.5)
  const whole = Math.max(1, Math.round(value / RATIO_STEP))
  const share = shareOf(
    ratioOver(sums, (own) => {
      const ratios = own('ratios')
      let sum = 0
      for (let bin = 0; bin < whole; bin++) sum += ratios[bin]!
      return [sum, total(ratios)]
    })
  )!
  const [down, up] = [share.value - share.low, share.high - share.value]
  return { value, low: Math.min(value, at(Math.max(0, 0.5 - down))), high: Math.max(value, at(Math.min(1, 0.5 + up))) }
}
