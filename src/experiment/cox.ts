import { RecoError } from '../contract/error.ts'
import * as gamma from '../laws/gamma.ts'
import { type Column, requireData, requireFinite, requireLevel, requireSameLength } from './data.ts'
import { normalCdf, normalQuantile } from './distributions.ts'
import { inverse, solve } from './linear.ts'

export interface CoxOptions {
  /** How several who leave at one time are taken: Efron's way (as if one after the other), or Breslow's. */
  ties?: 'efron' | 'breslow'
  level?: number
}

/** What one covariate does to the hazard of leaving. */
export interface CoxEffect {
  /** Log of the hazard ratio per unit. */
  readonly beta: number
  readonly se: number
  /** exp(beta) with its limits. */
  readonly hazardRatio: number
  readonly low: number
  readonly high: number
  readonly p: number
}

export interface Cox {
  readonly effects: readonly CoxEffect[]
  readonly logLikelihood: number
  /** Twice what the covariates add to the log-likelihood, and its p. */
  readonly likelihoodRatio: number
  readonly p: number
  readonly n: number
}

const ROUNDS = 50

/**
 * Proportional hazards: how covariates hasten leaving, whatever the hazard over time.
 *
 * @param times      number[n], until leaving or until cut short
 * @param left       boolean[n]; false: cut short
 * @param covariates one or more columns of n numbers
 * @throws RecoError `statistics.no-data`; `statistics.unpaired`; `statistics.not-finite`; `statistics.no-fit` when
 *         covariates say the same, never vary, or part those who leave from those who stay wholly
 * @source Cox, JRSS B 34(2), 1972; Efron, JASA 72, 1977; Breslow, JRSS B 34, 1972
 */
export function cox(
  times: Column,
  left: readonly boolean[],
  covariates: readonly Column[],
  { ties = 'efron', level = 0.95 }: CoxOptions = {}
): Cox {
  requireLevel(level)
  requireData(covariates.length, 'covariate')
  requireSameLength(times.length, left.length, 'Times and flags')
  const n = times.length
  requireData(n, 'time')
  requireData(left.filter(Boolean).length, 'person who left')
  for (const column of covariates) {
    requireSameLength(times.length, column.length, 'Times and a covariate')
    for (let i = 0; i < n; i++) requireFinite(column[i]!, 'covariate', i)
  }
  for (let i = 0; i < n; i++) requireFinite(times[i]!, 'time', i)
  const k = covariates.length
  const centred = covariates.map((column) => {
    const mean = Array.from(column).reduce((sum, value) => sum + value, 0) / n
    return Float64Array.from(column, (value) => value - mean)
  })
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => times[b]! - times[a]!) // latest first
  const at = (beta: Float64Array) => likelihood(times, left, centred, order, beta, ties === 'efron')
  let beta = new Float64Array(k)
  let here = at(beta)
  const none = here.value
  for (let round = 0; ; round++) {
    const step = solve(here.information, here.score)
    if (!step || round === ROUNDS) throw noFit()
    let size = 1
    let next = beta.map((each, j) => each + step[j]!)
    let there = at(next)
    while (!(there.value >= here.value - 1e-9 * Math.abs(here.value)) && size > 1e-6) {
      size /= 2
      next = beta.map((each, j) => each + size * step[j]!)
      there = at(next)
    }
    const isDone = step.every((each, j) => Math.abs(size * each) <= 1e-11 * Math.max(1, Math.abs(next[j]!)))
    beta = next as typeof beta
    here = there
    if (isDone) break
    if (beta.some((each, j) => Math.abs(each) * spreadOf(centred[j]!) > 40)) throw noFit()
  }
  const covariance = inverse(here.information)
  if (!covariance) throw noFit()
  const z = normalQuantile((1 + level) / 2)
  const likelihoodRatio = Math.max(0, 2 * (here.value - none))
  return {
    effects: Array.from(beta, (each, j) => {
      const se = Math.sqrt(covariance[j]![j]!)
      return {
        beta: each,
        se,
        hazardRatio: Math.exp(each),
        low: Math.exp(each - z * se),
        high: Math.exp(each + z * se),
        p: 2 * normalCdf(-Math.abs(each) / se)
      }
    }),
    logLikelihood: here.value,
    likelihoodRatio,
    p: gamma.upper(k / 2, likelihoodRatio / 2),
    n
  }
}

const spreadOf = (column: Float64Array) => Math.sqrt(column.reduce((sum, x) => sum + x * x, 0) / column.length)

const noFit = () =>
  new RecoError('statistics.no-fit', {
    what: 'No hazard ratio fits: covariates never vary or say the same, or one of them parts all who left from all others.',
    fix: 'Leave such a covariate out, or watch more people.'
  })

/** The partial log-likelihood, its slope and its curvature, in one pass from the last time to the first. */
function likelihood(
  times: Column,
  left: readonly boolean[],
  x: readonly Float64Array[],
  order: readonly number[],
  beta: Float64Array,
  isEfron: boolean
) {
  const k = beta.length
  const zeros = () => new Float64Array(k)
  const square = () => Array.from({ length: k }, zeros)
  const [score, information] = [zeros(), square()]
  let [value, weight] = [0, 0]
  const [first, second] = [zeros(), square()] // of all who are still there
  for (let i = 0; i < order.length; ) {
    const time = times[order[i]!]!
    let [tied, leaving] = [0, 0]
    const [firstTied, secondTied] = [zeros(), square()]
    for (; i < order.length && times[order[i]!] === time; i++) {
      const row = order[i]!
      let eta = 0
      for (let j = 0; j < k; j++) eta += beta[j]! * x[j]![row]!
      const risk = Math.exp(eta)
      weight += risk
      if (left[row]) {
        leaving += 1
        tied += risk
        value += eta
      }
      for (let j = 0; j < k; j++) {
        const one = x[j]![row]!
        first[j]! += risk * one
        if (left[row]) {
          score[j]! += one
          firstTied[j]! += risk * one
        }
        for (let l = 0; l <= j; l++) {
          second[j]![l]! += risk * one * x[l]![row]!
          if (left[row]) secondTied[j]![l]! += risk * one * x[l]![row]!
        }
      }
    }
    for (let d = 0; d < leaving; d++) {
      const off = isEfron ? d / leaving : 0
      const there = weight - off * tied
      value -= Math.log(there)
      for (let j = 0; j < k; j++) {
        const mean = (first[j]! - off * firstTied[j]!) / there
        score[j]! -= mean
        for (let l = 0; l <= j; l++) {
          const other = (first[l]! - off * firstTied[l]!) / there
          const add = (second[j]![l]! - off * secondTied[j]![l]!) / there - mean * other
          information[j]![l]! += add
          if (l < j) information[l]![j]! += add
        }
      }
    }
  }
  return { value, score, information }
}
