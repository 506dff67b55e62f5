import { RecoError } from '../contract/error.ts'
import { type Column, requireData, requireFinite, requireSameLength } from './data.ts'

/**
 * How unequal a share-out is: 0, all alike; towards 1, all with one.
 *
 * @param values number[n], 0 or more, such as impressions an item; items with none belong in
 * @returns      0 to 1 − 1/n
 * @throws RecoError `statistics.no-data` when there are none, or all are 0; `statistics.negative`; `statistics.not-finite`
 * @source Gini (1912), as half the relative mean absolute difference
 * @example gini([1, 2, 3, 4, 10]) // => 0.4
 */
export function gini(values: Column): number {
  const total = totalOf(values)
  const n = values.length
  const sorted = Float64Array.from(values).sort()
  return Math.max(0, sorted.reduce((sum, value, i) => sum + (2 * (i + 1) - n - 1) * value, 0) / (n * total))
}

/**
 * Herfindahl–Hirschman index: the chance that two units drawn anew belong to the same item.
 *
 * @param values number[n], 0 or more
 * @returns      1/n, all alike, to 1, all with one
 * @throws RecoError as gini
 */
export function hhi(values: Column): number {
  const total = totalOf(values)
  return Array.from(values).reduce((sum, value) => sum + (value / total) ** 2, 0)
}

/**
 * The share of the whole that the k greatest have.
 *
 * @param values number[n], 0 or more
 * @param k      0 or more; beyond n it is all of them
 * @throws RecoError as gini
 */
export function topShare(values: Column, k: number): number {
  const total = totalOf(values)
  const top = Float64Array.from(values)
    .sort()
    .reverse()
    .slice(0, Math.max(0, Math.floor(k)))
  return Math.min(1, top.reduce((sum, value) => sum + value, 0) / total)
}

function totalOf(values: Column): number {
  requireData(values.length, 'value')
  let total = 0
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!
    requireFinite(value, 'value', index)
    if (value < 0) {
      throw new RecoError('statistics.negative', {
        what: `A value is ${value}; a share-out has none below 0.`,
        at: { index },
        fix: 'Give counts or amounts.'
      })
    }
    total += value
  }
  if (total > 0) return total
  throw new RecoError('statistics.no-data', {
    what: `All ${values.length} values are 0, so there is nothing to share out.`,
    fix: 'Check that something was shown, or leave the figure out.'
  })
}

/**
 * How far worlds that began alike end apart: the mean difference of an item's share between two of them, over all pairs and
 * items. 0: what happens is certain.
 *
 * @param worlds shares (or counts) of the same items in each world, two worlds or more
 * @throws RecoError as gini; `statistics.unpaired`
 * @source Salganik, Dodds & Watts, Science 311, 2006
 * @example unpredictability([[1, 0], [0, 1]]) // => 1
 */
export function unpredictability(worlds: readonly Column[]): number {
  requireData(worlds.length > 1 ? worlds.length : 0, 'second world')
  const items = worlds[0]!.length
  const shares = worlds.map((world) => {
    requireSameLength(items, world.length, 'Two worlds')
    const total = totalOf(world)
    return Array.from(world, (value) => value / total)
  })
  let sum = 0
  for (const [at, world] of shares.entries())
    for (const other of shares.slice(0, at)) for (let i = 0; i < items; i++) sum += Math.abs(world[i]! - other[i]!)
  return sum / (items * ((worlds.length * (worlds.length - 1)) / 2))
}
