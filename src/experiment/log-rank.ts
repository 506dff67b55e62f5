import { RecoError } from '../contract/error.ts'
import * as gamma from '../laws/gamma.ts'
import { type Column, requireData, requireFinite, requireSameLength } from './data.ts'
import { solve } from './linear.ts'

/** Times of some people, and whether each left then or was cut short. */
export interface SurvivalGroup {
  readonly times: Column
  readonly left: readonly boolean[]
}

export interface LogRank {
  readonly chiSquare: number
  /** Groups less one. */
  readonly df: number
  readonly p: number
  /** How many left in each group, and how many would have if all groups were alike. */
  readonly observed: readonly number[]
  readonly expected: readonly number[]
}

/**
 * Whether groups leave alike, over all of the time that they were watched.
 *
 * @param groups two or more, each with one time or more; someone must have left while others were there
 * @throws RecoError `statistics.no-data`; `statistics.unpaired`; `statistics.not-finite`
 * @source Mantel, Cancer Chemotherapy Reports 50, 1966; hypergeometric variance with ties
 * @example logRank([{ times: [1, 3], left: [true, true] }, { times: [2, 4], left: [true, true] }]).df // => 1
 */
export function logRank(groups: readonly SurvivalGroup[]): LogRank {
  requireData(groups.length > 1 ? groups.length : 0, 'second group')
  const k = groups.length
  const rows = groups.flatMap(({ times, left }, group) => {
    requireSameLength(times.length, left.length, 'Times and flags')
    requireData(times.length, `time in group ${group}`)
    return Array.from(times, (time, i) => {
      requireFinite(time, 'time', i)
      return { time, left: left[i]!, group }
    })
  })
  rows.sort((a, b) => a.time - b.time)
  const atRisk = groups.map(({ times }) => times.length)
  const observed = new Array<number>(k).fill(0)
  const expected = new Array<number>(k).fill(0)
  const covariance = Array.from({ length: k - 1 }, () => new Float64Array(k - 1))
  for (let i = 0; i < rows.length; ) {
    const { time } = rows[i]!
    const here = new Array<number>(k).fill(0)
    const gone = new Array<number>(k).fill(0)
    for (; i < rows.length && rows[i]!.time === time; i++) {
      gone[rows[i]!.group]! += 1
      if (rows[i]!.left) here[rows[i]!.group]! += 1
    }
    const n = atRisk.reduce((sum, each) => sum + each, 0)
    const d = here.reduce((sum, each) => sum + each, 0)
    for (let g = 0; g < k && d > 0; g++) {
      observed[g]! += here[g]!
      expected[g]! += (d * atRisk[g]!) / n
      for (let h = 0; h < k - 1 && g < k - 1 && n > 1; h++)
        covariance[g]![h]! += ((d * (n - d)) / (n - 1)) * (atRisk[g]! / n) * ((g === h ? 1 : 0) - atRisk[h]! / n)
    }
    for (let g = 0; g < k; g++) atRisk[g]! -= gone[g]!
  }
  const apart = Float64Array.from({ length: k - 1 }, (_, g) => observed[g]! - expected[g]!)
  const solved = solve(covariance, apart)
  if (!solved)
    throw new RecoError('statistics.no-data', {
      what: 'Nobody left while people of several groups were there, so the groups cannot be told apart.',
      fix: 'Watch for longer, or leave out groups of whom nobody was there when somebody left.'
    })
  const chiSquare = apart.reduce((sum, each, g) => sum + each * solved[g]!, 0)
  return { chiSquare, df: k - 1, p: gamma.upper((k - 1) / 2, Math.max(0, chiSquare) / 2), observed, expected }
}
