import type { GaugeVerdict } from '../../contract/gauges.ts'

export { GAUGE_VERDICTS, type GaugeVerdict } from '../../contract/gauges.ts'

/** What people do, and how far off still counts as the same. */
export interface Reference {
  /** A figure, or from and to; null: without end. */
  readonly value: number | readonly [from: number | null, to: number | null]
  /** Beside a figure: a share of it that still counts as like people. 0.2 where it is left out. */
  readonly slack?: number
  /** It must be shown to be above `from`: where an interval reaches below, it is too low. */
  readonly isDemand?: true
  /** In words: whose it is, or that it is assumed. */
  readonly source: string
}

export interface Measure {
  readonly value: number
  readonly low: number
  readonly high: number
}

const SLACK = 0.2
/** Above a demanded bound: an interval that reaches this many times of it is too wide to say that there is no more. */
const WIDE = 1.25

/** From and to of what counts as like people. */
export function bandOf({ value, slack = SLACK }: Reference): [from: number, to: number] {
  if (typeof value === 'number') return [value - slack * Math.abs(value), value + slack * Math.abs(value)]
  return [value[0] ?? Number.NEGATIVE_INFINITY, value[1] ?? Number.POSITIVE_INFINITY]
}

/** A value outside the band whose interval reaches into it is neither like people nor unlike: `too few`. */
export function judge({ value, low, high }: Measure, reference: Reference | null): GaugeVerdict {
  if (!reference) return 'no reference'
  const [from, to] = bandOf(reference)
  if (reference.isDemand) return low > from ? 'like people' : high < WIDE * from ? 'too low' : 'too few'
  if (value >= from && value <= to) return 'like people'
  if (low > to) return 'too high'
  return high < from ? 'too low' : 'too few'
}
