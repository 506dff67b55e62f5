import type { Measured, Rates, Reaction } from '../../contract/result.ts'
import { interval, NOTHING, percent, seconds } from '../figures.ts'
import type { Cell, Head } from '../table.ts'

export type Metric = keyof Rates | 'watch'

/** What is shown of a reaction, in this order. */
export const METRICS: readonly Metric[] = ['click', 'watch', 'like', 'comment', 'share', 'skip', 'leave']

export const headsOf = (metrics: readonly Metric[] = METRICS): Head[] => metrics.map((text) => ({ text }))

/** A value above its 95 % interval, for each metric. */
export const cellsOf = ({ rates, watch }: Reaction, metrics: readonly Metric[] = METRICS): Cell[] =>
  metrics.map((metric) => (metric === 'watch' ? watched(watch.seconds) : rate(rates[metric])))

const rate = ({ value, low, high }: Measured): Cell =>
  Number.isFinite(value) ? { text: percent(value), under: interval(100 * low, 100 * high) } : { text: NOTHING }

const watched = ({ value, low, high }: Measured): Cell =>
  Number.isFinite(value) ? { text: seconds(value), under: interval(low, high) } : { text: NOTHING }
