import { RecoError } from '../contract/error.ts'
import { mustBePositive, mustBeUniform, refuse } from './check.ts'

/** A multinomial logit with a way out. */
export interface ChoiceParameters {
  /** Utility of taking nothing, in the units of the utilities; −Infinity when one must choose. */
  nothing: number
  /** In the units of the utilities, above 0: small is decisive, large is near-random. */
  temperature: number
  /** Above 0, to 1: how much weight is left with each slot further down. 1: position does not count. */
  persistence: number
}

/** The plain logit of the text-books; nothing is as good as an item of utility 0. */
export const DEFAULTS: ChoiceParameters = { nothing: 0, temperature: 1, persistence: 1 }

/**
 * How likely each slot is to be the one a person picks, and how likely none is:
 * p[i] ∝ persistence^i · exp(utility[i] / temperature), p[none] ∝ exp(nothing / temperature).
 *
 * @param utilities  number[k], k ≥ 1, in slot order; any number but NaN and +Infinity (−Infinity: never)
 * @returns          number[k + 1], none last; each 0 to 1, and they sum to 1 within 1e-12
 * @throws RecoError `choice.empty-slate` when k = 0; `choice.bad-temperature`, `choice.bad-persistence`;
 *                   `choice.bad-utility` when nothing can be chosen or a utility is no number
 * @source           logit: Train, Discrete Choice Methods with Simulation (2009), ch. 3; the none option as a logit:
 *                   Ie et al., RecSim, 2019; persistence: Moffat & Zobel, Rank-Biased Precision, TOIS 27(1), 2008
 * @example          choice.probability([0, 0], { nothing: 0, temperature: 1, persistence: 0.5 }) // => [0.4, 0.2, 0.4]
 */
export function probability(utilities: ArrayLike<number>, params: ChoiceParameters): Float64Array {
  return probabilityInto(new Float64Array(utilities.length + 1), utilities, params)
}

/**
 * `probability` into an array of one's own.
 *
 * @param out    number[≥ k + 1], overwritten up to and with position k
 * @param k      slots to look at, from the first on
 * @returns      `out`
 * @example      choice.probabilityInto(new Float64Array(2), [3], { nothing: 3, temperature: 1, persistence: 1 }) // => [0.5, 0.5]
 */
export function probabilityInto(
  out: Float64Array,
  utilities: ArrayLike<number>,
  params: ChoiceParameters,
  k = utilities.length
): Float64Array {
  const { nothing, temperature, persistence } = params
  const top = highest(utilities, params, k)
  const total = totalWeight(utilities, params, k, top)
  const fade = Math.log(persistence)
  for (let i = 0; i < k; i++) out[i] = Math.exp(ofItem(utilities[i]!, i, temperature, fade) - top) / total
  out[k] = Math.exp(nothing / temperature - top) / total
  return out
}

/**
 * The slot that a person picks, by one uniform number; the same law as `probability`.
 *
 * @param u      above 0 and below 1
 * @param k      slots to look at, from the first on
 * @returns      0 … k − 1, or −1 for none
 * @throws RecoError as `probability`; `choice.bad-uniform`
 * @example      choice.sample([0, 0], { nothing: 0, temperature: 1, persistence: 1 }, 0.5) // => 1
 */
export function sample(
  utilities: ArrayLike<number>,
  params: ChoiceParameters,
  u: number,
  k = utilities.length
): number {
  mustBeUniform('choice', u)
  const top = highest(utilities, params, k)
  const aim = u * totalWeight(utilities, params, k, top)
  const fade = Math.log(params.persistence)
  let passed = 0
  for (let i = 0; i < k; i++) {
    passed += Math.exp(ofItem(utilities[i]!, i, params.temperature, fade) - top)
    if (aim < passed) return i
  }
  return -1
}

/** The exponents of item and of nothing; `fade` is ln persistence. */
const ofItem = (utility: number, slot: number, temperature: number, fade: number): number =>
  utility / temperature + slot * fade

/** The largest exponent, so that no weight overflows. */
function highest(
  utilities: ArrayLike<number>,
  { nothing, temperature, persistence }: ChoiceParameters,
  k: number
): number {
  if (!(k > 0)) {
    throw new RecoError('choice.empty-slate', { what: 'There are no items to choose from.', fix: 'Show at least one.' })
  }
  mustBePositive('choice', 'temperature', temperature)
  if (!(persistence > 0 && persistence <= 1)) refuse('choice', 'persistence', persistence, 'above 0, up to 1')
  const fade = Math.log(persistence)
  let top = nothing / temperature
  for (let i = 0; i < k; i++) top = Math.max(top, ofItem(utilities[i]!, i, temperature, fade))
  return top
}

function totalWeight(
  utilities: ArrayLike<number>,
  { nothing, temperature, persistence }: ChoiceParameters,
  k: number,
  top: number
): number {
  const fade = Math.log(persistence)
  let total = 0
  for (let i = 0; i < k; i++) total += Math.exp(ofItem(utilities[i]!, i, temperature, fade) - top)
  total += Math.exp(nothing / temperature - top)
  if (Number.isNaN(total)) refuse('choice', 'utility', top, 'a number below Infinity, and one of them above −Infinity')
  return total
}
