import { RecoError } from '../../contract/error.ts'
import { factor, inverse, solve } from './cholesky.ts'
import { createShrinkage, KINDS } from './shrinkage.ts'

/** Rows to fit to: x is n × width, the first column all ones. */
export interface Rows {
  readonly n: number
  readonly width: number
  readonly x: Float64Array
  /** Of each row: its segment, −1 where it has none that is told apart. */
  readonly segment: Int32Array
  readonly segments: number
  /** The column whose slope may differ between segments; −1 for none. */
  readonly sloped: number
}

/** What a row costs at a linear predictor w: the loss, and its first and second derivative. */
export interface Cost {
  value: number
  first: number
  second: number
}
export type Loss = (w: number, row: number, cost: Cost) => void

/** A linear predictor: pool, segments about the pool, and how sure each is. */
export interface Fitted {
  /** width. */
  readonly pool: Float64Array
  readonly offsets: Float64Array
  readonly slopes: Float64Array
  /** Of all three, in that order, square. */
  readonly covariance: Float64Array
  readonly size: number
}

export interface Tuning {
  /** A column whose coefficient is above 0, and `times` ln of it is taken from the loss. */
  readonly logged?: { readonly column: number; readonly times: number }
  /** Where to begin. */
  readonly start?: Float64Array
  /** Rounds in which the shrinkage is fitted; 0 keeps it where it begins. */
  readonly rounds?: number
}

/** What another step would still gain, in nats over all rows: while shrinkage is learnt, and in the end. */
const ROUGHLY = 1e-2
const CLOSELY = 1e-5
const ROUNDING = 1e-12
const MOST_STEPS = 60
const MOST_ROUNDS = 15
/** Mean change of ln λ at which shrinkage is learnt. */
const STEADY = 0.05
/** How far to shrink is learnt from so many rows at most. */
const MOST_ROWS = 60_000

/**
 * Minimises the loss, shrunk: coefficients to 0 and segments to the pool, as far as the data ask for. Newton's method with
 * halved steps; the loss must be convex in w.
 *
 * @throws RecoError `distil.no-fit` when it does not come to rest
 * @source Gelman & Hill, Data Analysis Using Regression and Multilevel/Hierarchical Models (2007), ch. 12 (partial pooling)
 */
export function fitPooled(rows: Rows, loss: Loss, tuning: Tuning = {}): Fitted {
  const { width, segments, sloped } = rows
  const size = width + (sloped < 0 ? 1 : 2) * segments
  const shrinkage = createShrinkage(kindsOf(rows, size, tuning), scalesOf(rows, size))
  const start: Float64Array = new Float64Array(size)
  if (tuning.start) start.set(tuning.start)
  const all: Sample = { rows, loss, logged: tuning.logged }
  const some = thinned(all)
  let found: Found = { theta: start }
  for (let round = 0; round < (tuning.rounds ?? MOST_ROUNDS); round++) {
    found = newton(some, shrinkage.penalties(), found, ROUGHLY)
    if (shrinkage.learn(found.theta, inverse(found.factor!, size)) < STEADY) break
  }
  const { theta, factor } = newton(all, shrinkage.penalties(), some === all ? found : { theta: found.theta }, CLOSELY)
  return {
    pool: theta.slice(0, width),
    offsets: theta.slice(width, width + segments),
    slopes: sloped < 0 ? new Float64Array(segments) : theta.slice(width + segments),
    covariance: inverse(factor!, size),
    size
  }
}

function kindsOf({ width, segments }: Rows, size: number, { logged }: Tuning): Uint8Array {
  const kinds = new Uint8Array(size).fill(KINDS.slope, 1)
  kinds.fill(KINDS.offset, width)
  kinds.fill(KINDS.ownSlope, width + segments)
  if (logged) kinds[logged.column] = KINDS.free
  return kinds
}

/** Variances of the columns; 1 for what is no column, or never changes. */
function scalesOf({ n, width, x }: Rows, size: number): Float64Array {
  const scales = new Float64Array(size).fill(1)
  for (let column = 1; column < width; column++) {
    let sum = 0
    let squares = 0
    for (let row = 0; row < n; row++) {
      const value = x[row * width + column]!
      sum += value
      squares += value * value
    }
    const variance = squares / n - (sum / n) ** 2
    scales[column] = variance > 1e-9 ? variance : 1
  }
  return scales
}

interface Derivatives {
  readonly value: number
  readonly gradient: Float64Array
  /** Its lower triangle. */
  readonly hessian: Float64Array
}

/** Where a fit stands: with what the data say there, and the factor of all that is known there, once it has come to rest. */
interface Found {
  readonly theta: Float64Array
  readonly data?: Derivatives
  readonly factor?: Float64Array
}

/** What is fitted to: rows, what they cost, and what is taken from that. */
interface Sample {
  readonly rows: Rows
  readonly loss: Loss
  readonly logged: Tuning['logged']
}

/** Every so many rows, where there are many. */
function thinned(all: Sample): Sample {
  const { rows, loss, logged } = all
  const every = Math.ceil(rows.n / MOST_ROWS)
  if (every <= 1) return all
  const { width } = rows
  const n = Math.floor(rows.n / every)
  const x = new Float64Array(n * width)
  for (let row = 0; row < n; row++) x.set(rows.x.subarray(row * every * width, (row * every + 1) * width), row * width)
  return {
    rows: { ...rows, n, x, segment: Int32Array.from({ length: n }, (_, row) => rows.segment[row * every]!) },
    loss: (w, row, cost) => loss(w, row * every, cost),
    logged: logged && { ...logged, times: logged.times / every }
  }
}

function newton(sample: Sample, penalty: Float64Array, from: Found, enough: number): Found {
  const size = from.theta.length
  const { logged } = sample
  let { theta } = from
  let data = from.data ?? derivatives(sample, theta)
  for (let step = 0; step < MOST_STEPS; step++) {
    const at = penalised(data, penalty, theta, logged)
    if (!factor(at.hessian, size)) break
    const move = at.gradient.slice()
    solve(at.hessian, size, move)
    let decrement = 0
    for (let i = 0; i < size; i++) decrement += move[i]! * at.gradient[i]!
    if (decrement < enough) return { theta, data, factor: at.hessian }
    let [trial, next] = [theta, data]
    for (let part = 1; part > 1e-6; part /= 2) {
      trial = theta.map((value, i) => value - part * move[i]!)
      if (logged && trial[logged.column]! <= 0) continue
      next = derivatives(sample, trial)
      if (
        penalised(next, penalty, trial, logged).value <=
        at.value - 1e-4 * part * decrement + ROUNDING * Math.abs(at.value)
      )
        break
    }
    theta = trial
    data = next
  }
  throw new RecoError('distil.no-fit', {
    what: `A model of ${size} coefficients did not come to rest on ${sample.rows.n} rows.`,
    fix: 'Collect more answers, or look for numbers among them that are not finite.'
  })
}

/** What data, shrinkage and all come to. */
function penalised(
  data: Derivatives,
  penalty: Float64Array,
  theta: Float64Array,
  logged: Tuning['logged']
): Derivatives {
  const size = theta.length
  const gradient = data.gradient.slice()
  const hessian = data.hessian.slice()
  let { value } = data
  for (let i = 0; i < size; i++) {
    value += 0.5 * penalty[i]! * theta[i]! ** 2
    gradient[i]! += penalty[i]! * theta[i]!
    hessian[i * size + i]! += penalty[i]!
  }
  if (logged) {
    const { column, times } = logged
    value -= times * Math.log(theta[column]!)
    gradient[column]! -= times / theta[column]!
    hessian[column * size + column]! += times / theta[column]! ** 2
  }
  return { value, gradient, hessian }
}

/** Rows that are gone through together, so that sums over them stay at hand. */
const BLOCK = 64

function derivatives({ rows, loss }: Sample, theta: Float64Array): Derivatives {
  const { n, width, x, segment, segments, sloped } = rows
  const size = theta.length
  const gradient = new Float64Array(size)
  const hessian = new Float64Array(size * size)
  const cost: Cost = { value: 0, first: 0, second: 0 }
  const columns = new Float64Array(width * BLOCK) // of a block, column by column
  const seconds = new Float64Array(BLOCK)
  const weighted = new Float64Array(BLOCK)
  let value = 0
  for (let from = 0; from < n; from += BLOCK) {
    const count = Math.min(BLOCK, n - from)
    for (let r = 0; r < count; r++) {
      const row = from + r
      const own = segments > 0 ? segment[row]! : -1
      const start = row * width
      let w = 0
      for (let i = 0; i < width; i++) {
        const each = x[start + i]!
        columns[i * BLOCK + r] = each
        w += each * theta[i]!
      }
      if (own >= 0) w += theta[width + own]! + (sloped < 0 ? 0 : theta[width + segments + own]! * x[start + sloped]!)
      loss(w, row, cost)
      value += cost.value
      seconds[r] = cost.second
      addTo(gradient, x, start, width, cost.first, 0)
      if (own < 0) continue
      gradient[width + own]! += cost.first
      addTo(hessian, x, start, width, cost.second, (width + own) * size)
      hessian[(width + own) * (size + 1)]! += cost.second
      if (sloped < 0) continue
      const slope = cost.second * x[start + sloped]!
      const line = (width + segments + own) * size
      gradient[width + segments + own]! += cost.first * x[start + sloped]!
      addTo(hessian, x, start, width, slope, line)
      hessian[line + width + own]! += slope
      hessian[line + width + segments + own]! += slope * x[start + sloped]!
    }
    for (let i = 0; i < width; i++) {
      for (let r = 0; r < count; r++) weighted[r] = seconds[r]! * columns[i * BLOCK + r]!
      for (let j = 0; j <= i; j++) hessian[i * size + j]! += inner(weighted, columns, j * BLOCK, count)
    }
  }
  return { value, gradient, hessian }
}

function addTo(out: Float64Array, x: Float64Array, start: number, width: number, times: number, line: number): void {
  for (let i = 0; i < width; i++) out[line + i]! += times * x[start + i]!
}

/** Four sums side by side: they need not wait for each other. */
function inner(a: Float64Array, b: Float64Array, from: number, count: number): number {
  let [s, t, u, v] = [0, 0, 0, 0]
  let r = 0
  for (; r + 4 <= count; r += 4) {
    s += a[r]! * b[from + r]!
    t += a[r + 1]! * b[from + r + 1]!
    u += a[r + 2]! * b[from + r + 2]!
    v += a[r + 3]! * b[from + r + 3]!
  }
  for (; r < count; r++) s += a[r]! * b[from + r]!
  return s + t + (u + v)
}
