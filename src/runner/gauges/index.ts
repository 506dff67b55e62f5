import { type ActionCounts, countsOf } from '../../world/gauges/counts.ts'
import type { GaugeSums } from '../../world/gauges/sums.ts'
import { activity } from './activity.ts'
import { alikeness } from './alikeness.ts'
import { drift } from './drift.ts'
import { type GaugeVerdict, judge, type Reference } from './judge.ts'
import { looksOf } from './looks.ts'
import { extremes, positivity } from './positivity.ts'
import type { Reading } from './reading.ts'
import { figure, referenceInWords, sentenceOf } from './saying.ts'
import { type GaugedWorld, separability } from './separability.ts'

export { GAUGE_VERDICTS, type GaugeVerdict } from './judge.ts'

/** What a mind's people were like in one respect, against people. */
export interface Gauge {
  readonly name: string
  readonly label: string
  readonly unit: Reading['unit']
  /** Null where it is not defined for what was seen. */
  readonly value: number | null
  /** 95 % over people; null where there are too few of them to say. */
  readonly low: number | null
  readonly high: number | null
  /** A figure, or from and to (null: without end); null where none is known. */
  readonly reference: Reference['value'] | null
  /** In words: whose the reference is, and what counts as alike; null where there is none. */
  readonly source: string | null
  readonly verdict: GaugeVerdict
  /** In one sentence. */
  readonly says: string
}

export interface Gauges {
  /** How many people were looked at, of those who were there at all. */
  readonly people: number
  readonly impressions: number
  /** What they did: what a calibration is made of. */
  readonly counts: ActionCounts
  readonly gauges: readonly Gauge[]
}

/** Below these nothing is claimed. */
const LEAST_PEOPLE = 30
const LEAST_IMPRESSIONS = 100

/** What the sums of a run say: positivity, activity, alikeness, drift, ends of the scale, personas. */
export function gaugesOf(sums: GaugeSums, world: GaugedWorld): Gauges {
  const counts = countsOf(sums)
  let people = 0
  for (let row = 0; row < sums.people.length; row++) if (sums.columns.turns[4 * row]! > 0) people++
  const isEnough = people >= LEAST_PEOPLE && counts.impressions >= LEAST_IMPRESSIONS
  const gauges = people === 0 ? [] : readingsOf(sums, world).map((reading) => gaugeOf(reading, isEnough))
  return { people, impressions: counts.impressions, counts, gauges }
}

function readingsOf(sums: GaugeSums, world: GaugedWorld): Reading[] {
  const looks = looksOf(sums)
  return [
    ...positivity(sums),
    ...activity(sums),
    ...alikeness(sums, looks),
    ...drift(sums),
    ...extremes(sums),
    ...separability(sums, looks, world)
  ]
}

function gaugeOf({ name, label, unit, measure, reference, means }: Reading, isEnough: boolean): Gauge {
  const verdict = measure && isEnough ? judge(measure, reference) : 'too few'
  return {
    name,
    label,
    unit,
    value: measure?.value ?? null,
    low: isEnough ? (measure?.low ?? null) : null,
    high: isEnough ? (measure?.high ?? null) : null,
    reference: reference?.value ?? null,
    source: reference?.source ?? null,
    verdict,
    says: sentenceOf({ unit, measure, reference, means }, verdict, isEnough)
  }
}

/** One row of a table. */
export interface GaugeRow {
  readonly label: string
  readonly value: string
  readonly reference: string
  readonly says: string
}

/** The gauges for a table, with figures in words. */
export const gaugeRows = ({ gauges }: Gauges): GaugeRow[] =>
  gauges.map(({ label, unit, value, low, high, reference, says }) => ({
    label,
    value:
      value === null
        ? '–'
        : low === null || high === null
          ? figure(value, unit)
          : `${figure(value, unit)} (${figure(low, unit)} … ${figure(high, unit)})`,
    reference: reference === null ? '–' : referenceInWords(reference, unit),
    says
  }))
