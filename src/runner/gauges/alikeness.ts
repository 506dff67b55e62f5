import { actionBit } from '../../contract/session.ts'
import { addValue, createMoments, meanInterval, tQuantile } from '../../experiment/index.ts'
import type { GaugeSums } from '../../world/gauges/sums.ts'
import type { Measure } from './judge.ts'
import type { Looks } from './looks.ts'
import type { Reading } from './reading.ts'
import { type Ratio, ratioOver, total, withActions } from './rows.ts'

const DEMAND = {
  value: [1, null],
  isDemand: true,
  source: 'people differ by more than chance: variance over mean must exceed 1'
} as const

/** Whether people are each their own: how far they differ in what they do, and agree on what is shown. */
export function alikeness(sums: GaugeSums, looks: readonly Looks[]): Reading[] {
  const doing = (action: 'click' | 'like') =>
    ratioOver(sums, (own) => [withActions(own('masks'), 0, actionBit(action)), withActions(own('masks'), 0)])
  return [
    {
      name: 'spread-opened',
      label: 'How people differ in the share opened, against chance alone',
      unit: 'times',
      measure: spreadOf(doing('click'), (rate) => 1 - rate),
      reference: DEMAND,
      means: { above: 'people of this mind differ', below: 'the mind is homogeneous: its people open alike' }
    },
    {
      name: 'spread-likes',
      label: 'How people differ in likes, variance over mean',
      unit: 'times',
      measure: spreadOf(doing('like'), () => 1),
      reference: DEMAND,
      means: { above: 'people of this mind differ', below: 'the mind is homogeneous: its people like alike' }
    },
    {
      name: 'agreement',
      label: 'How far two people agree on an item, beyond chance',
      unit: 'share',
      measure: agreement(looks, sums.items),
      reference: null,
      means: { above: '0 is what chance gives, 1 is everybody alike', below: '' }
    }
  ]
}

/**
 * Σ (k − n·r)² / (n·r·c) over people, divided by how many there are less one: 1 where all share one rate r and chance does the
 * rest. c is 1 − r for counts of n, and 1 for variance over mean, with what each was shown taken into account.
 */
function spreadOf({ over, under }: Ratio, left: (rate: number) => number): Measure | null {
  const rate = total(over) / total(under)
  const chance = rate * left(rate)
  if (rate === 1 && chance === 0) return { value: 0, low: 0, high: 0 } // all do it always
  if (!(chance > 0)) return null // nobody does it at all
  const squares: number[] = []
  for (let row = 0; row < over.length; row++)
    if (under[row]! > 0) squares.push((over[row]! - rate * under[row]!) ** 2 / (chance * under[row]!))
  if (squares.length < 2) return null
  const { value, low, high } = meanInterval(squares)
  const unbiased = squares.length / (squares.length - 1)
  return { value: unbiased * value, low: Math.max(0, unbiased * low), high: unbiased * high }
}

/**
 * Of all pairs of people who were shown the same item, how many did the same with it at first sight, against what their own
 * shares opened would give by chance: (is − chance) / (1 − chance). Limits by leaving out each person in turn.
 *
 * @source chance from each one's own rate: Cohen, EPM 20(1), 1960; the jackknife: Efron & Stein, Annals of Statistics 9(3), 1981
 */
function agreement(looks: readonly Looks[], size: number): Measure | null {
  const [shown, opens] = [new Float64Array(size), new Float64Array(size)]
  const rates = new Float64Array(size)
  const own = looks.map(({ opened }) => total(opened) / Math.max(1, opened.length))
  for (const [row, { items, opened }] of looks.entries())
    for (let at = 0; at < items.length; at++) {
      shown[items[at]!]!++
      opens[items[at]!]! += opened[at]!
      rates[items[at]!]! += own[row]!
    }
  // of a person with all others: pairs, pairs that agree, pairs that chance would make agree
  const of = looks.map(({ items, opened }, row) => {
    const rate = own[row]!
    const sums = { pairs: 0, same: 0, chance: 0 }
    for (let at = 0; at < items.length; at++) {
      const item = items[at]!
      const others = shown[item]! - 1
      const theirs = opens[item]! - opened[at]!
      const theirRates = rates[item]! - rate
      sums.pairs += others
      sums.same += opened[at] === 1 ? theirs : others - theirs
      sums.chance += rate * theirRates + (1 - rate) * (others - theirRates)
    }
    return sums
  })
  const sum = (name: 'pairs' | 'same' | 'chance') => total(of.map((person) => person[name]))
  const [pairs, same, chance] = [sum('pairs'), sum('same'), sum('chance')]
  const kappa = (all: number, alike: number, byChance: number) =>
    all - byChance < 1e-9 * all ? 1 : (alike - byChance) / (all - byChance)
  if (pairs === 0) return null
  const value = kappa(pairs, same, chance)
  const without = of
    .filter((person) => person.pairs > 0 && 2 * person.pairs < pairs) // each pair was counted from both sides
    .map((person) => kappa(pairs - 2 * person.pairs, same - 2 * person.same, chance - 2 * person.chance))
  if (without.length < 2) return null
  const moments = createMoments()
  for (const figure of without) addValue(moments, figure)
  const { m2, n } = moments
  const half = tQuantile(0.975, n - 1) * Math.sqrt((m2 * (n - 1)) / n)
  return { value, low: Math.max(-1, value - half), high: Math.min(1, value + half) }
}
