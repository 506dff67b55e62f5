import type { ActionCounts } from '../contract/gauges.ts'
import type { MindDefinition } from '../contract/plugin.ts'
import type { RunResult } from '../contract/result.ts'
import { calibrated, createCorrections } from '../world/gauges/calibrated.ts'
import { calibrationOf } from '../world/gauges/calibration.ts'
import type { Found } from './setting.ts'

/** A mind whose excess is thinned out, and what that came to. */
export interface Correction {
  readonly keep: Readonly<Record<string, number>>
  of(mind: Found<MindDefinition>): Found<MindDefinition>
  told(): NonNullable<RunResult['calibration']>
}

/**
 * @param counts what the mind did in an earlier run, left to itself
 * @throws RecoError `calibration.no-impressions`
 */
export function correcting(counts: ActionCounts): Correction {
  const calibration = calibrationOf(counts)
  const corrections = createCorrections()
  return {
    keep: calibration.keep,
    of: ({ definition, source }) => ({ definition: calibrated(definition, calibration, corrections), source }),
    told: () => ({ before: corrections.before(), after: corrections.after(), says: calibration.says })
  }
}
