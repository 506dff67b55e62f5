import * as gamma from '../laws/gamma.ts'
import { type Column, requireData, requireFinite, requireSameLength } from './data.ts'
import { normalCdf } from './distributions.ts'

/** How far two columns go together, −1 to 1, and the two-sided p of that none does. */
export interface Association {
  readonly value: number
  readonly p: number
  readonly n: number
}

/**
 * Kendall's τ-b: pairs in the same order less pairs in the other, of those that are not tied.
 *
 * @param a, b number[n], n ≥ 2
 * @returns    p by the normal approximation with ties; where nothing varies, value 0 and p 1
 * @throws RecoError `statistics.no-data`; `statistics.unpaired`; `statistics.not-finite`
 * @source Kendall, Rank Correlation Methods (1970)
 * @example kendall([1, 2, 3], [1, 2, 3]).value // => 1
 */
export function kendall(a: Column, b: Column): Association {
  const n = pairs(a, b)
  let score = 0
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) score += Math.sign(a[i]! - a[j]!) * Math.sign(b[i]! - b[j]!)
  const [tiesA, tiesB] = [tiesOf(a), tiesOf(b)]
  const all = (n * (n - 1)) / 2
  const pairsOf = (ties: number[]) => ties.reduce((sum, t) => sum + (t * (t - 1)) / 2, 0)
  const scale = Math.sqrt((all - pairsOf(tiesA)) * (all - pairsOf(tiesB)))
  if (scale === 0) return { value: 0, p: 1, n }
  const by = (ties: number[], of: (t: number) => number) => ties.reduce((sum, t) => sum + of(t), 0)
  const cubic = (t: number) => t * (t - 1) * (2 * t + 5)
  const three = (t: number) => t * (t - 1) * (t - 2)
  const two = (t: number) => t * (t - 1)
  const variance =
    (cubic(n) - by(tiesA, cubic) - by(tiesB, cubic)) / 18 +
    (n > 2 ? (by(tiesA, three) * by(tiesB, three)) / (9 * three(n)) : 0) +
    (by(tiesA, two) * by(tiesB, two)) / (2 * two(n))
  const p = variance > 0 ? Math.min(1, 2 * normalCdf(-Math.abs(score) / Math.sqrt(variance))) : 1
  return { value: score / scale, p, n }
}

/**
 * Spearman's ρ: the correlation of ranks, ties sharing theirs.
 *
 * @param a, b number[n], n ≥ 2
 * @returns    p by the normal approximation z = ρ √(n − 1)
 * @throws RecoError as `kendall`
 * @example spearman([1, 2, 3], [3, 2, 1]).value // => -1
 */
export function spearman(a: Column, b: Column): Association {
  const n = pairs(a, b)
  const [ranksA, ranksB] = [ranksOf(a), ranksOf(b)]
  const middle = (n + 1) / 2
  let [ab, aa, bb] = [0, 0, 0]
  for (let i = 0; i < n; i++) {
    ab += (ranksA[i]! - middle) * (ranksB[i]! - middle)
    aa += (ranksA[i]! - middle) ** 2
    bb += (ranksB[i]! - middle) ** 2
  }
  if (aa === 0 || bb === 0) return { value: 0, p: 1, n }
  const value = ab / Math.sqrt(aa * bb)
  return { value, p: Math.min(1, 2 * normalCdf(-Math.abs(value) * Math.sqrt(n - 1))), n }
}

/**
 * Page's test: whether conditions that were put in order before give rising figures, over several runs of each.
 *
 * @param rows runs × conditions, each of 3 conditions or more: row i is one run (a seed) under each condition, in the order that is claimed
 * @returns    L, and its p one-sided by the normal approximation
 * @throws RecoError `statistics.no-data`; `statistics.unpaired`; `statistics.not-finite`
 * @source Page, JASA 58(301), 1963
 */
export function page(rows: readonly Column[]): { readonly l: number; readonly p: number; readonly n: number } {
  requireData(rows.length, 'run')
  const [n, k] = [rows.length, rows[0]!.length]
  requireData(k >= 3 ? k : 0, 'third condition')
  let l = 0
  for (const row of rows) {
    requireSameLength(k, row.length, 'Two runs')
    for (let j = 0; j < k; j++) requireFinite(row[j]!, 'figure', j)
    for (const [j, rank] of ranksOf(row).entries()) l += (j + 1) * rank
  }
  const mean = (n * k * (k + 1) ** 2) / 4
  const variance = (n * k ** 2 * (k + 1) ** 2 * (k - 1)) / 144
  return { l, p: normalCdf(-(l - mean) / Math.sqrt(variance)), n }
}

/**
 * Whether counts in categories are as expected.
 *
 * @param observed, expected number[k], expected above 0, with one total
 * @throws RecoError `statistics.unpaired`; `statistics.no-data`
 * @source Pearson, 1900
 * @example chiSquare([10, 10], [10, 10]).p // => 1
 */
export function chiSquare(observed: Column, expected: Column): { value: number; df: number; p: number } {
  requireSameLength(observed.length, expected.length, 'Counts and those expected')
  requireData(observed.length > 1 ? observed.length : 0, 'second category')
  let value = 0
  for (let i = 0; i < observed.length; i++) value += (observed[i]! - expected[i]!) ** 2 / expected[i]!
  requireFinite(value, 'sum over the categories')
  const df = observed.length - 1
  return { value, df, p: gamma.upper(df / 2, value / 2) }
}

function pairs(a: Column, b: Column): number {
  requireSameLength(a.length, b.length, 'Two columns')
  requireData(a.length > 1 ? a.length : 0, 'second row')
  for (let i = 0; i < a.length; i++) {
    requireFinite(a[i]!, 'value', i)
    requireFinite(b[i]!, 'value', i)
  }
  return a.length
}

function tiesOf(column: Column): number[] {
  const counts = new Map<number, number>()
  for (let i = 0; i < column.length; i++) counts.set(column[i]!, (counts.get(column[i]!) ?? 0) + 1)
  return [...counts.values()].filter((count) => count > 1)
}

/** From 1 for the least; ties share the mean of theirs. */
export function ranksOf(column: Column): Float64Array {
  const order = Array.from(column, (_, i) => i).sort((a, b) => column[a]! - column[b]!)
  const ranks = new Float64Array(column.length)
  for (let i = 0; i < order.length; ) {
    let end = i
    while (end < order.length && column[order[end]!] === column[order[i]!]) end++
    for (let j = i; j < end; j++) ranks[order[j]!] = (i + 1 + end) / 2
    i = end
  }
  return ranks
}
