import { binomial, normal, softplus, weibull } from './losses.ts'
import { type Fitted, fitPooled, type Rows } from './pooled.ts'
import type { Segments } from './rows.ts'
import type { Linear } from './weights.ts'

/** What the rows' columns and segments are called. */
export interface Names {
  readonly features: readonly string[]
  readonly segments: Segments
}

/** Fewest cases for something to have more than a level of its own. */
const FEW = 8

/** A linear predictor of a chance. Where it hardly ever happened, or hardly ever did not, a level alone: half a case off. */
export function fitChance(rows: Rows, times: Float64Array, names: Names, trials?: Float64Array): Linear {
  const all = trials ? sumOf(trials) : rows.n
  const yes = sumOf(times)
  const level = Math.log((yes + 0.5) / (all - yes + 0.5))
  if (yes < FEW || all - yes < FEW) return levelOf(level, names, Math.sqrt(1 / (yes + 0.5) + 1 / (all - yes + 0.5)))
  const start = beginning(rows, level)
  return linearOf(fitPooled(rows, binomial(times, trials), { start }), names)
}

/** A linear predictor of a mean, and the standard deviation about it. */
export function fitMean(rows: Rows, values: Float64Array, names: Names): { mean: Linear; sd: number } {
  const centre = sumOf(values) / Math.max(1, rows.n)
  let sd = Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / Math.max(1, rows.n))
  if (rows.n < 2 || sd < 1e-9) return { mean: levelOf(centre, names, 0), sd: 0 }
  let fitted: Fitted | undefined
  for (let pass = 0; pass < 3; pass++) {
    fitted = fitPooled(rows, normal(values, sd), { start: beginning(rows, centre) })
    sd = Math.max(1e-6, residual(rows, values, fitted))
  }
  return { mean: linearOf(fitted!, names), sd }
}

/** From so large a part of what was watched on, the longest ratio is an end that all come up against. */
const LUMP = 0.01
const LONGEST = 5
/** Less than this is counted as this. */
const LEAST = 1e-3

/** Weibull law of watch ratios: its ln scale as a linear predictor, its shape, and where ratios are cut. */
export function fitWatch(rows: Rows, ratios: Float64Array, names: Names) {
  const longest = ratios.reduce((most, ratio) => Math.max(most, ratio), LEAST)
  const atEnd = ratios.reduce((count, ratio) => count + (ratio >= 0.999 * longest ? 1 : 0), 0)
  const cap = atEnd > LUMP * rows.n && rows.n > 1 ? longest : Math.max(LONGEST, longest)
  const isCut = Uint8Array.from(ratios, (ratio) => (ratio >= 0.999 * cap ? 1 : 0))
  const ended = rows.n - sumOf(isCut)
  const logs = ratios.map((ratio) => Math.log(Math.min(cap, Math.max(LEAST, ratio))))
  const level = rows.n === 0 ? 0 : sumOf(logs) / rows.n
  if (ended < 2) return { scale: levelOf(level, names, 0), shape: 1, cap }
  const width = rows.width + 1
  const column = rows.width
  const x = new Float64Array(rows.n * width)
  for (let row = 0; row < rows.n; row++) {
    x.set(rows.x.subarray(row * rows.width, (row + 1) * rows.width), row * width)
    x[row * width + column] = logs[row]!
  }
  const start = new Float64Array(width)
  start[0] = -level
  start[column] = 1
  const fitted = fitPooled({ ...rows, width, x }, weibull(isCut), { start, logged: { column, times: ended } })
  const shape = fitted.pool[column]!
  return { scale: scaleOf(fitted, column, names), shape, cap }
}

/** From w = shape · ln t − γ·x to η = γ·x / shape, errors by the delta method. */
function scaleOf({ pool, offsets, slopes, covariance, size }: Fitted, column: number, names: Names): Linear {
  const shape = pool[column]!
  const at = (i: number, j: number) => covariance[i * size + j]!
  const variance = (i: number) =>
    (at(i, i) + (pool[i]! / shape) ** 2 * at(column, column) - 2 * (pool[i]! / shape) * at(i, column)) / shape ** 2
  return named(
    pool.map((value) => (0 - value) / shape),
    (i) => Math.sqrt(Math.max(0, variance(i))),
    offsets.map((value) => (0 - value) / shape),
    slopes.map((value) => (0 - value) / shape),
    names
  )
}

const SWEEPS = 12

/**
 * Relative ln-odds of each of some causes: a multinomial logit, shrunk as it begins, fitted cause by cause with the others held until it
 * rests. A cause that never came has no part in it.
 */
export function fitCauses(rows: Rows, causes: Uint8Array, names: Names): Map<number, Linear> {
  const present = [...new Set(causes)].sort((a, b) => a - b)
  const plain: Rows = { ...rows, segments: 0, segment: new Int32Array(rows.n).fill(-1), sloped: -1 }
  const w = present.map(() => new Float64Array(rows.n))
  const fits = present.map((cause) => {
    const pool: Float64Array = new Float64Array(rows.width)
    pool[0] = Math.log(causes.reduce((count, one) => count + (one === cause ? 1 : 0), 0) / rows.n)
    return { pool, errors: new Float64Array(rows.width) as Float64Array }
  })
  for (const [k, { pool }] of fits.entries()) fillPredictor(w[k]!, plain, pool)
  for (let sweep = 0; sweep < SWEEPS && present.length > 1; sweep++) {
    let moved = 0
    for (const [k, cause] of present.entries()) {
      const own = Float64Array.from(causes, (one) => (one === cause ? 1 : 0))
      if (sumOf(own) < FEW) continue
      const loss = binomial(own, undefined, negatedRest(w, k, rows.n))
      const { pool, covariance, size } = fitPooled(plain, loss, { start: fits[k]!.pool, rounds: 0 })
      moved = Math.max(moved, ...pool.map((value, i) => Math.abs(value - fits[k]!.pool[i]!)))
      fits[k] = { pool, errors: pool.map((_, i) => Math.sqrt(covariance[i * size + i]!)) }
      fillPredictor(w[k]!, plain, pool)
    }
    if (moved < 1e-3) break
  }
  const none = new Float64Array(0)
  return new Map(
    present.map((cause, k) => [
      cause,
      named(fits[k]!.pool, (i) => fits[k]!.errors[i]!, none, none, { ...names, segments: new Map() })
    ])
  )
}

/** −ln Σ e^w over the others: with it, one cause against them is a plain logit. */
function negatedRest(w: readonly Float64Array[], k: number, n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, row) => {
    let sum = Number.NEGATIVE_INFINITY
    for (let other = 0; other < w.length; other++)
      if (other !== k) {
        const value = w[other]![row]!
        sum = Math.max(sum, value) + (sum === Number.NEGATIVE_INFINITY ? 0 : softplus(-Math.abs(sum - value)))
      }
    return -sum
  })
}

function fillPredictor(out: Float64Array, { n, width, x }: Rows, pool: Float64Array): void {
  for (let row = 0; row < n; row++) {
    let sum = 0
    for (let i = 0; i < width; i++) sum += x[row * width + i]! * pool[i]!
    out[row] = sum
  }
}

function residual(rows: Rows, values: Float64Array, { pool, offsets, slopes }: Fitted): number {
  const w = new Float64Array(rows.n)
  fillPredictor(w, rows, pool)
  let squares = 0
  for (let row = 0; row < rows.n; row++) {
    const own = rows.segment[row]!
    const match = rows.sloped < 0 ? 0 : rows.x[row * rows.width + rows.sloped]!
    const of = own < 0 ? 0 : (offsets[own] ?? 0) + (slopes[own] ?? 0) * match
    squares += (values[row]! - w[row]! - of) ** 2
  }
  return Math.sqrt(squares / rows.n)
}

function beginning({ width }: Rows, level: number): Float64Array {
  const start = new Float64Array(width)
  start[0] = level
  return start
}

const linearOf = ({ pool, offsets, slopes, covariance, size }: Fitted, names: Names): Linear =>
  named(pool, (i) => Math.sqrt(Math.max(0, covariance[i * size + i]!)), offsets, slopes, names)

const levelOf = (level: number, { features }: Names, error: number): Linear => ({
  coefficients: { [features[0]!]: level },
  errors: { [features[0]!]: error },
  offsets: {},
  slopes: {}
})

function named(
  pool: ArrayLike<number>,
  errorOf: (i: number) => number,
  offsets: Float64Array,
  slopes: Float64Array,
  { features, segments }: Names
): Linear {
  const bySegment = (values: Float64Array) =>
    Object.fromEntries(values.length === 0 ? [] : [...segments].map(([name, at]) => [name, values[at]!]))
  return {
    coefficients: Object.fromEntries(features.map((name, i) => [name, pool[i]!])),
    errors: Object.fromEntries(features.map((name, i) => [name, errorOf(i)])),
    offsets: bySegment(offsets),
    slopes: bySegment(slopes)
  }
}

const sumOf = (values: ArrayLike<number>): number => {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum
}
