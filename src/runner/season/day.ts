import type { DayValue } from '../../contract/season.ts'
import { meanInterval } from '../../experiment/index.ts'

export const dayValue = (
  day: number,
  { value, low, high, n }: { value: number; low: number; high: number; n: number }
): DayValue => ({
  day,
  value,
  low,
  high,
  n
})

/** A mean over people of figures within a range; nothing where there are none. */
export function meanOf(values: readonly number[], range: readonly [number, number]) {
  if (values.length === 0) return { value: Number.NaN, low: Number.NaN, high: Number.NaN, n: 0 }
  return meanInterval(values, { range })
}
