import { RecoError } from '../../contract/error.ts'
import { solve } from '../../experiment/linear.ts'

/** A line through many columns, with slopes held small. */
export interface Line {
  predict(row: ArrayLike<number>): number
}

/**
 * Ridge regression on standardised columns; the intercept is free.
 *
 * @param rows   numbers of each case, all of one length
 * @param lambda weight of the penalty, in cases; 0 or more
 * @source Hoerl & Kennard, Technometrics 12(1), 1970
 */
export function ridge(rows: readonly ArrayLike<number>[], targets: readonly number[], lambda: number): Line {
  const k = rows[0]?.length ?? 0
  const n = rows.length
  const mean = new Float64Array(k)
  const sd = new Float64Array(k)
  for (const row of rows) for (let j = 0; j < k; j++) mean[j]! += row[j]! / n
  for (const row of rows) for (let j = 0; j < k; j++) sd[j]! += (row[j]! - mean[j]!) ** 2 / n
  for (let j = 0; j < k; j++) sd[j] = sd[j]! > 1e-18 ? Math.sqrt(sd[j]!) : Number.POSITIVE_INFINITY
  const middle = targets.reduce((sum, each) => sum + each, 0) / n
  const gram = Array.from({ length: k }, (_, j) => {
    const line = new Float64Array(k)
    line[j] = lambda + 1e-9 * n
    return line
  })
  const cross = new Float64Array(k)
  const z = new Float64Array(k)
  for (const [i, row] of rows.entries()) {
    for (let j = 0; j < k; j++) z[j] = (row[j]! - mean[j]!) / sd[j]!
    for (let j = 0; j < k; j++) {
      cross[j]! += z[j]! * (targets[i]! - middle)
      const line = gram[j]!
      for (let l = 0; l <= j; l++) line[l]! += z[j]! * z[l]!
    }
  }
  for (let j = 0; j < k; j++) for (let l = 0; l < j; l++) gram[l]![j] = gram[j]![l]!
  const slopes = k > 0 ? solve(gram, cross) : new Float64Array(0)
  if (!slopes) throw new RecoError('predict.no-fit', { what: 'No line fits.', fix: 'Give more past posts.' })
  return {
    predict(row) {
      let sum = middle
      for (let j = 0; j < k; j++) sum += (slopes[j]! * (row[j]! - mean[j]!)) / sd[j]!
      return sum
    }
  }
}

const LAMBDAS = [1, 10, 100, 1_000, 10_000]
const FOLDS = 4

/** The line whose penalty does best on groups that it was not fitted to. */
export function bestRidge(
  rows: readonly ArrayLike<number>[],
  targets: readonly number[],
  groups: readonly number[]
): Line {
  const errors = LAMBDAS.map((lambda) => {
    let sum = 0
    for (let fold = 0; fold < FOLDS; fold++) {
      const train = indices(groups, (group) => group % FOLDS !== fold)
      const test = indices(groups, (group) => group % FOLDS === fold)
      if (train.length < 10 || test.length === 0) continue
      const line = ridge(pick(rows, train), pick(targets, train), lambda)
      for (const at of test) sum += (line.predict(rows[at]!) - targets[at]!) ** 2
    }
    return sum
  })
  return ridge(rows, targets, LAMBDAS[errors.indexOf(Math.min(...errors))]!)
}

export const indices = (groups: readonly number[], is: (group: number) => boolean): number[] =>
  groups.flatMap((group, at) => (is(group) ? [at] : []))
export const pick = <T>(all: readonly T[], at: readonly number[]): T[] => at.map((one) => all[one]!)
