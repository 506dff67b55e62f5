import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { RecoError } from '../../contract/error.ts'
import { type ActionCounts, DOINGS, type Gauges } from '../../contract/gauges.ts'
import type { RunResult } from '../../contract/result.ts'
import { gaugeRows } from '../../runner/gauges/index.ts'
import type { WorldOptions } from '../../runner/options.ts'
import type { Given } from '../given.ts'
import type { Look } from '../output.ts'
import { wrap } from '../text.ts'

const count = z.number().min(0)
const each = z.object(Object.fromEntries(DOINGS.map((doing) => [doing, count])))
const Run = z.object({ gauges: z.object({ counts: z.object({ impressions: count, all: each, opened: each }) }) })

/** Whether people are held against people, and what of an earlier run a mind is corrected by. */
export function gaugesIn({ gauges, calibrate }: Given): Pick<WorldOptions, 'gauges' | 'calibrate'> {
  return {
    ...(gauges === undefined ? {} : { gauges }),
    ...(calibrate === undefined ? {} : { calibrate: countsIn(calibrate) })
  }
}

function countsIn(file: string): ActionCounts {
  const wrong = (what: string, cause?: unknown) =>
    new RecoError('calibrate.bad-file', {
      what,
      at: { file },
      fix: 'Give what an earlier run printed: recoworld run … --gauges --json > run.json',
      cause
    })
  let json: unknown
  try {
    json = JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw wrong(`The file cannot be read as JSON: ${(cause as Error).message}`, cause)
  }
  const read = Run.safeParse(json)
  if (!read.success) throw wrong('It holds no gauges.')
  return read.data.gauges.counts as ActionCounts
}

/** What is not like people, or all of it where nothing is; and what was thinned out. */
export function gaugeLines({ gauges, calibration }: RunResult, { width, paint }: Look): string[] {
  if (!gauges) return []
  const told = calibration ? calibration.says : []
  return [
    paint('bold', `Like people? ${summary(gauges)}`),
    ...rowsOf(gauges, width),
    ...told.flatMap((one) => wrap(`corrected  ${one}`, width, INDENT)),
    ''
  ]
}

const INDENT = 11

function summary({ gauges }: Gauges): string {
  const told = gauges.filter(({ verdict }) => verdict !== 'no reference' && verdict !== 'too few')
  if (told.length === 0) return 'There are too few people to tell.'
  const alike = told.filter(({ verdict }) => verdict === 'like people').length
  return `In ${alike} of ${told.length} respects.`
}

function rowsOf(gauges: Gauges, width: number): string[] {
  const off = gauges.gauges.filter(({ verdict }) => verdict === 'too high' || verdict === 'too low')
  return gaugeRows({ ...gauges, gauges: off }).flatMap(({ label, value, reference }, at) =>
    wrap(`- ${label}: ${off[at]!.verdict}, ${value}; people ${reference}`, width, 2)
  )
}
