import { RecoError } from '../contract/error.ts'
import { requireData } from './data.ts'

/** What share each category of a variable should have; any unit, divided by their sum. */
export type Margins = Readonly<Record<string, Readonly<Record<string, number>>>>

export interface RakeOptions {
  /** Weights to begin from, above 0; all alike if not given. What they say of pairs of variables is kept. */
  weights?: ArrayLike<number>
  /** Greatest deviation of a share from its target; 1e-10 if not given. */
  tolerance?: number
  /** 1,000 if not given. */
  rounds?: number
}

export interface Raked {
  /** One a row; they sum to the number of rows. */
  readonly weights: Float64Array
  readonly rounds: number
  /** As many people of equal weight would say as much: (Σw)² / Σw². */
  readonly effectiveSize: number
  /** Rows for each of these: n Σw² / (Σw)², 1 or more. */
  readonly designEffect: number
}

/**
 * Weights by which some rows have the shares of a target in each variable (iterative proportional fitting). The odds ratios
 * between variables stay those of the rows, or of the weights that one begins from.
 *
 * @param rows    each a record of categories, by variable; people, or cells of a table with their weights
 * @param margins for each variable that should be met, a share for each of its categories; 0 takes a category out
 * @throws RecoError `raking.no-rows`; `raking.bad-margin`; `raking.no-such-category` when a row has a category without a
 *         target; `raking.empty` when a target has no row to bear it; `raking.impossible` when the margins cannot be met
 *         together
 * @source Deming & Stephan, Annals of Mathematical Statistics 11(4), 1940; design effect: Kish, Survey Sampling (1965)
 * @example rake([{ age: 'young' }, { age: 'old' }], { age: { young: 3, old: 1 } }).weights // => [1.5, 0.5]
 */
export function rake(
  rows: readonly Readonly<Record<string, string>>[],
  margins: Margins,
  options: RakeOptions = {}
): Raked {
  const { tolerance = 1e-10, rounds: most = 1_000 } = options
  requireData(rows.length, 'row')
  const weights = beginning(rows.length, options.weights)
  const variables = Object.entries(margins).map(([name, shares]) => variableOf(name, shares, rows))
  requireData(variables.length, 'margin')
  let rounds = 0
  let deviation = 0
  let before = Number.POSITIVE_INFINITY
  do {
    rounds++
    for (const variable of variables) scaleTo(weights, variable)
    deviation = Math.max(...variables.map((variable) => deviationOf(weights, variable)))
    if (rounds % 100 === 0) {
      if (deviation > 0.999 * before) break // it moves no more
      before = deviation
    }
  } while (deviation > tolerance && rounds < most)
  if (deviation > tolerance) throw impossible(variables, weights, deviation)
  const sum = weights.reduce((all, each) => all + each, 0)
  const scale = rows.length / sum
  for (let row = 0; row < weights.length; row++) weights[row]! *= scale
  return { weights, rounds, ...kish(weights) }
}

/**
 * What weights cost: how many people of equal weight would say as much, and how many rows each of those takes.
 *
 * @source Kish, Survey Sampling (1965), 11.7
 * @example kish([1, 1, 2]).effectiveSize // => 2.6666666666666665
 */
export function kish(weights: ArrayLike<number>): Pick<Raked, 'effectiveSize' | 'designEffect'> {
  let [sum, squares] = [0, 0]
  for (let row = 0; row < weights.length; row++) {
    sum += weights[row]!
    squares += weights[row]! ** 2
  }
  const effectiveSize = squares > 0 ? (sum * sum) / squares : 0
  return { effectiveSize, designEffect: effectiveSize > 0 ? weights.length / effectiveSize : Number.POSITIVE_INFINITY }
}

interface Variable {
  readonly name: string
  readonly categories: readonly string[]
  readonly shares: readonly number[]
  /** Position of each row's category. */
  readonly of: Int32Array
}

function beginning(n: number, given?: ArrayLike<number>): Float64Array {
  if (!given) return new Float64Array(n).fill(1)
  const weights = Float64Array.from(given)
  const bad = weights.findIndex((weight) => !(weight > 0 && weight < Infinity))
  if (weights.length === n && bad < 0) return weights
  throw new RecoError('raking.bad-weights', {
    what:
      weights.length === n
        ? `The weight of row ${bad} is ${weights[bad]}.`
        : `${weights.length} weights for ${n} rows.`,
    fix: 'Give one weight above 0 for each row, or none.'
  })
}

function variableOf(
  name: string,
  margin: Readonly<Record<string, number>>,
  rows: readonly Readonly<Record<string, string>>[]
): Variable {
  const categories = Object.keys(margin)
  const total = Object.values(margin).reduce((sum, share) => sum + share, 0)
  if (!(total > 0 && total < Infinity) || Object.values(margin).some((share) => !(share >= 0)))
    throw new RecoError('raking.bad-margin', {
      what: `The shares of “${name}” are ${JSON.stringify(margin)}.`,
      fix: 'Give each category a share of 0 or more, one of them above 0.'
    })
  const place = new Map(categories.map((category, at) => [category, at]))
  const borne = new Uint8Array(categories.length)
  const of = Int32Array.from(rows, (row, index) => {
    const category = row[name]
    const at = category === undefined ? undefined : place.get(category)
    if (at === undefined)
      throw new RecoError('raking.no-such-category', {
        what: `Row ${index} has “${category}” in “${name}”, which has no target share.`,
        at: { index },
        fix: `Give it a share (0 takes it out), or one of: ${categories.join(', ')}.`
      })
    borne[at] = 1
    return at
  })
  const shares = categories.map((category) => margin[category]! / total)
  const empty = categories.filter((_, at) => borne[at] === 0 && shares[at]! > 0)
  if (empty.length > 0)
    throw new RecoError('raking.empty', {
      what: `Nobody is “${empty.join('”, “')}” in “${name}”, which should be ${percent(shares[categories.indexOf(empty[0]!)]!)} of all.`,
      fix: 'Add such people, or take its share to 0: no weight makes somebody of nobody.'
    })
  return { name, categories, shares, of }
}

/** Scales all rows of a category alike, so that it has its share. */
function scaleTo(weights: Float64Array, { shares, of }: Variable): void {
  const sums = sumsOf(weights, of, shares.length)
  const total = sums.reduce((sum, each) => sum + each, 0)
  const scale = shares.map((share, at) => (sums[at]! > 0 ? (share * total) / sums[at]! : 0))
  for (let row = 0; row < weights.length; row++) weights[row]! *= scale[of[row]!]!
}

function sumsOf(weights: Float64Array, of: Int32Array, categories: number): Float64Array {
  const sums = new Float64Array(categories)
  for (let row = 0; row < weights.length; row++) sums[of[row]!]! += weights[row]!
  return sums
}

function deviationOf(weights: Float64Array, { shares, of }: Variable): number {
  const sums = sumsOf(weights, of, shares.length)
  const total = sums.reduce((sum, each) => sum + each, 0)
  return total > 0 ? Math.max(...shares.map((share, at) => Math.abs(sums[at]! / total - share))) : 1
}

function impossible(variables: readonly Variable[], weights: Float64Array, deviation: number): RecoError {
  const worst = variables.reduce((a, b) => (deviationOf(weights, b) > deviationOf(weights, a) ? b : a))
  return new RecoError('raking.impossible', {
    what: `The targets of ${variables.map(({ name }) => `“${name}”`).join(' and ')} cannot be met together: shares of “${worst.name}” stay ${percent(deviation)} off, whatever the weights.`,
    fix: 'Add people in the combinations that are missing, or give targets that those there are can meet.'
  })
}

const percent = (share: number) => `${(100 * share).toPrecision(2)} %`
