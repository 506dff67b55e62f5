import type { Item } from '../contract/item.ts'

/** Views below which a like rate says little; they pull it towards the catalogue's. */
const PRIOR_VIEWS = 2_000

/**
 * How well each item was received for its reach: the z-score of log like rate, shrunk for small numbers; 0 where unknown.
 *
 * @returns number[n], within −3 … 3
 */
export function qualityOf(items: readonly Item[]): Float64Array {
  const known = items.filter(({ views, likes }) => views !== undefined && likes !== undefined && views > 0)
  const totals = known.reduce((sum, { views, likes }) => ({ views: sum.views + views!, likes: sum.likes + likes! }), {
    views: 0,
    likes: 0
  })
  if (known.length < 2 || totals.likes === 0) return new Float64Array(items.length)
  const base = totals.likes / totals.views
  const rate = ({ views, likes }: Item) => Math.log(((likes ?? 0) + base * PRIOR_VIEWS) / ((views ?? 0) + PRIOR_VIEWS))
  const rates = known.map(rate)
  const mean = rates.reduce((sum, value) => sum + value, 0) / rates.length
  const sd = Math.sqrt(rates.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (rates.length - 1))
  const has = new Set(known)
  return Float64Array.from(items, (item) =>
    has.has(item) && sd > 0 ? Math.max(-3, Math.min(3, (rate(item) - mean) / sd)) : 0
  )
}

/** Rank of the views among the items that have any, 0 … 1; 0.5 where unknown. */
export const popularityOf = (items: readonly Item[]): Float64Array =>
  ranks(items.map(({ views }) => views ?? Number.NaN))

/** When each item was published, ms; NaN where unknown. A time without a zone is read as UTC, wherever this runs. */
export const times = (items: readonly Item[]): number[] =>
  items.map(({ publishedAt }) => Date.parse(/T[\d:.]+$/.test(publishedAt) ? `${publishedAt}Z` : publishedAt))

/** The rank of each value among those that are known, 0 … 1, ties sharing theirs; 0.5 for NaN. */
export function ranks(values: readonly number[]): Float64Array {
  const known = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b)
  const first = new Map<number, number>()
  const last = new Map<number, number>()
  for (const [at, value] of known.entries()) {
    if (!first.has(value)) first.set(value, at)
    last.set(value, at)
  }
  const span = Math.max(1, known.length - 1)
  return Float64Array.from(values, (value) =>
    Number.isNaN(value) || known.length < 2 ? 0.5 : (first.get(value)! + last.get(value)!) / 2 / span
  )
}
