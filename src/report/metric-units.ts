import type { MetricValue } from '../contract/result.ts'
import { figure, percent, signed } from './text.ts'

/** How the values of a unit are written, and whether they share an axis from 0 to 1. */
export interface Scale {
  readonly isShare: boolean
  readonly format: (value: number) => string
  /** Of a difference. */
  readonly change: (value: number) => string
  /** What a change is told in. */
  readonly axis: string
}

/** How a metric is written, by its unit. */
export function scaleOf(unit: MetricValue['unit']): Scale {
  if (/^share\b/.test(unit))
    return { isShare: true, format: percent, change: (value) => signed(100 * value), axis: 'percentage points' }
  if (unit === 'seconds') return { isShare: false, format: figure, change: (value) => signed(value), axis: 'seconds' }
  const isShare = unit === '0 to 1' || unit.includes('cosine')
  return { isShare, format: figure, change: (value) => signed(value, isShare ? 3 : 2), axis: unit }
}
