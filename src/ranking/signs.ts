import { createPersonRows } from './rows.ts'

/** The items by which each person has shown what it likes or not, and how much each counts by now. */
export interface Signs {
  /** How many are kept of each person. */
  readonly count: number
  /** Whether the person has given any. */
  has(user: number): boolean
  /** Those of a person start at `at(user)` in both. */
  items(user: number): Int32Array
  /** In a unit of the person's own; 0 where there is no sign. */
  weights(user: number): Float32Array
  at(user: number): number
  /** Takes one in; `weight` 0 changes nothing. */
  add(user: number, item: number, weight: number): void
}

/** Where the unit is changed, so that weights stay well within what a number can hold. */
const LARGE = 1e6

/**
 * Keeps the signs that count most: each new one leaves `decay` of those before it, and takes the place of the least when
 * there is no room. Weights are kept in a unit that grows instead of all of them shrinking.
 *
 * @param count  signs kept of each person, 1 or more
 * @param decay  what is left of the past after a sign, above 0 and at most 1
 */
export function createSigns(count: number, decay: number): Signs {
  const items = createPersonRows(count, (length) => new Int32Array(length))
  const weights = createPersonRows(count, (length) => new Float32Array(length))
  const units = createPersonRows(1, (length) => new Float64Array(length)) // 0 for who has given no sign yet

  function growUnit(user: number): number {
    const unit = units.of(user)
    const at = units.at(user)
    let now = (unit[at]! || 1) / decay
    if (now > LARGE) {
      const own = weights.of(user)
      const from = weights.at(user)
      for (let sign = from; sign < from + count; sign++) own[sign]! /= now
      now = 1
    }
    unit[at] = now
    return now
  }

  return {
    count,
    has: (user) => units.of(user)[units.at(user)] !== 0,
    items: items.of,
    weights: weights.of,
    at: items.at,
    add(user, item, weight) {
      if (weight === 0) return
      const counts = weight * growUnit(user)
      const own = weights.of(user)
      const seen = items.of(user)
      const from = items.at(user)
      let least = from
      for (let sign = from; sign < from + count; sign++) {
        if (seen[sign] === item && own[sign] !== 0) {
          own[sign]! += counts
          return
        }
        if (Math.abs(own[sign]!) < Math.abs(own[least]!)) least = sign
      }
      if (Math.abs(own[least]!) > Math.abs(counts)) return
      seen[least] = item
      own[least] = counts
    }
  }
}
