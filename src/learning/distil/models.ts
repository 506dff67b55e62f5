import { binomial, normal, weibull } from './losses.ts'
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

const MOST_SWEEPS = 5
/** Change of a coefficient at which sweeps end, in its standard errors. */
const SETTLED = 0.05

/**
 * Causes that compete: the log-odds of each against nothing happening, P(c) = e^w[c] / (1 + Σ e^w). A multinomial logit, fitted
 * cause by cause with the others held until it rests. Causes that never came have no part in it; those that came a few
 * times are as all together, each at its level.
 *
 * @param causes  of each row; 0 where nothing happened
 */
export function fitCauses(rows: Rows, causes: Uint8Array, names: Names): Map<number, Linear> {
  const counts = new Map<number, number>()
  for (const cause of causes) counts.set(cause, (counts.get(cause) ?? 0) + 1)
  const present = [...counts.keys()].filter((cause) => cause !== 0).sort((a, b) => a - b)
  const calm = counts.get(0) ?? 0
  const w: Float64Array[] = []
  const fits = present.map((cause): { level: number; fitted?: Fitted } => {
    const level = Math.log((counts.get(cause)! + 0.5) / (calm + 0.5))
    w.push(new Float64Array(rows.n).fill(level))
    return { level }
  })
  const isRare = (cause: number) => counts.get(cause)! < FEW
  const happened = rows.n - calm
  if (happened >= FEW && calm >= FEW && present.some(isRare)) {
    const any = Float64Array.from(causes, (cause) => Number(cause !== 0))
    const together = fitPooled(rows, binomial(any), { start: beginning(rows, Math.log(happened / calm)) })
    for (const [k, cause] of present.entries()) {
      if (!isRare(cause)) continue
      const pool = together.pool.slice()
      pool[0]! += Math.log(counts.get(cause)! / happened)
      fits[k]!.fitted = { ...together, pool }
      predict(w[k]!, rows, fits[k]!.fitted!)
    }
  }
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let moved = 0
    for (const [k, cause] of present.entries()) {
      if (isRare(cause)) continue
      const own = Float64Array.from(causes, (one) => (one === cause ? 1 : 0))
      const before = fits[k]!.fitted
      const start = before ? joined(before) : beginning(rows, fits[k]!.level)
      const fitted = fitPooled(rows, binomial(own, undefined, restOf(w, k, rows.n)), { start })
      moved = Math.max(moved, before ? distanceOf(before, fitted) : Number.POSITIVE_INFINITY)
      fits[k] = { level: fits[k]!.level, fitted }
      predict(w[k]!, rows, fitted)
    }
    if (moved < SETTLED) break
  }
  return new Map(
    present.map((cause, k) => {
      const { level, fitted } = fits[k]!
      return [cause, fitted ? linearOf(fitted, names) : levelOf(level, names, 1 / Math.sqrt(counts.get(cause)!))]
    })
  )
}

const joined = ({ pool, offsets }: Fitted): Float64Array => Float64Array.of(...pool, ...offsets)

/** How far two fits are apart where they are most, in standard errors. */
function distanceOf(one: Fitted, { pool, covariance, size }: Fitted): number {
  return pool.reduce(
    (most, value, i) => Math.max(most, Math.abs(value - one.pool[i]!) / Math.sqrt(covariance[i * size + i]!)),
    0
  )
}

/** −ln (1 + Σ e^w over the others): with it, one cause against all else is a plain logit. */
function restOf(w: readonly Float64Array[], k: number, n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, row) => {
    let sum = 1
    for (let other = 0; other < w.length; other++) if (other !== k) sum += Math.exp(w[other]![row]!)
    return -Math.log(sum)
  })
}

function predict(out: Float64Array, rows: Rows, { pool, offsets, slopes }: Fitted): void {
  const { n, width, x, segment, sloped } = rows
  for (let row = 0; row < n; row++) {
    const own = segment[row]!
    const match = sloped < 0 ? 0 : x[row * width + sloped]!
    let sum = own < 0 ? 0 : (offsets[own] ?? 0) + (slopes[own] ?? 0) * match
    for (let i = 0; i < width; i++) sum += x[row * width + i]! * pool[i]!
    out[row] = sum
  }
}

function residual(rows: Rows, values: Float64Array, fitted: Fitted): number {
  const w = new Float64Array(rows.n)
  predict(w, rows, fitted)
  return Math.sqrt(values.reduce((sum, value, row) => sum + (value - w[row]!) ** 2, 0) / rows.n)
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
