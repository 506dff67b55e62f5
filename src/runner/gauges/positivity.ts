import { actionBit } from '../../contract/session.ts'
import { DOINGS, type Doing } from '../../world/gauges/counts.ts'
import { PEOPLE_DO, PEOPLE_RATE } from '../../world/gauges/references.ts'
import type { GaugeSums } from '../../world/gauges/sums.ts'
import { type Reading, ratioOf, shareOf } from './reading.ts'
import { ratioOver, withActions } from './rows.ts'

const CLICK = actionBit('click')
const POSITIVE = actionBit('like') | actionBit('share') | actionBit('follow')

const KUAIRAND = 'KuaiRand-Pure, standard log of short videos, per impression; a fifth more or less counts as alike'
const { click, like, share, follow } = PEOPLE_DO
const LABELS: Record<Exclude<Doing, 'click'>, string> = {
  like: 'Likes',
  comment: 'Comments',
  share: 'Shares',
  follow: 'Follows',
  hide: 'Hides'
}

/** How readily people praise: reactions of those who opened, reactions per impression, stars. */
export function positivity(sums: GaugeSums): Reading[] {
  const reactions = DOINGS.filter((action): action is Exclude<Doing, 'click'> => action !== 'click')
  return [
    {
      name: 'praise',
      label: 'Opened items that are liked, shared or followed',
      unit: 'share',
      measure: shareOf(
        ratioOver(sums, (own) => {
          const masks = own('masks')
          return [withActions(masks, POSITIVE, CLICK), withActions(masks, 0, CLICK)]
        })
      ),
      reference: {
        value: [(0.8 * like) / click, (1.2 * (like + share + follow)) / click],
        source:
          'KuaiRand-Pure: from likes alone to likes, shares and follows that never coincide, per click; a fifth beyond counts as alike'
      },
      means: {
        above: 'the mind praises what people pass over in silence',
        below: 'the mind praises less than people do'
      }
    },
    ...reactions.map(
      (action): Reading => ({
        name: `${action}-rate`,
        label: `${LABELS[action]} per impression`,
        unit: 'per impression',
        measure: shareOf(
          ratioOver(sums, (own) => [withActions(own('masks'), 0, actionBit(action)), withActions(own('masks'), 0)])
        ),
        reference: { value: PEOPLE_DO[action], source: KUAIRAND },
        means: {
          above: `the mind does this more readily than people`,
          below: `the mind does this less readily than people`
        }
      })
    ),
    {
      name: 'stars',
      label: 'Mean delight, as stars (3 + 2 · delight)',
      unit: 'stars',
      measure: ratioOf(
        ratioOver(sums, (own) => [3 * own('turns')[1]! + 2 * own('delight')[0]!, own('turns')[1]!]),
        [1, 5]
      ),
      reference: {
        value: PEOPLE_RATE.mean,
        source: 'MovieLens (latest, small), mean of 100,836 ratings of films; a fifth more or less counts as alike'
      },
      means: { above: 'the mind is easier to delight than people', below: 'the mind is harder to delight than people' }
    }
  ]
}

/** How often people are moved either way: the ends of a scale of five stars. */
export function extremes(sums: GaugeSums): Reading[] {
  const source = (which: string) =>
    `MovieLens (latest, small): share of ratings of films at ${which}; delight as stars by the cuts of 3 + 2 · delight, of turns with something opened`
  const reading = (name: string, label: string, at: number, value: number, which: string): Reading => ({
    name,
    label,
    unit: 'share',
    measure: shareOf(ratioOver(sums, (own) => [own('turns')[at]!, own('turns')[1]!])),
    reference: { value: [0.5 * value, 1.5 * value], source: `${source(which)}; half more or less counts as alike` },
    means: { above: `the mind goes to this end more than people do`, below: `the mind shuns this end` }
  })
  return [
    reading('low-ratings', 'Turns at two stars or fewer', 2, PEOPLE_RATE.twoOrLess, '2 stars or fewer'),
    reading('high-ratings', 'Turns at 4.5 stars or more', 3, PEOPLE_RATE.fourAndHalfOrMore, '4.5 stars or more')
  ]
}
