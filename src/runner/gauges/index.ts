import type { Gauge, Gauges } from '../../contract/gauges.ts'
import { countsOf } from '../../world/gauges/counts.ts'
import type { GaugeSums } from '../../world/gauges/sums.ts'
import { activity } from './activity.ts'
import { alikeness } from './alikeness.ts'
import { drift } from './drift.ts'
import { judge } from './judge.ts'
import { looksOf } from './looks.ts'
import { extremes, positivity } from './positivity.ts'
import type { Reading } from './reading.ts'
import { figure, referenceInWords, sentenceOf } from './saying.ts'
import { type GaugedWorld, separability } from './separability.ts'

export { GAUGE_VERDICTS, type GaugeVerdict } from './judge.ts'
export type { Gauge, Gauges }

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
