import { RecoError } from '../contract/error.ts'
import { mustBeShare, mustBeUniform, refuse } from './check.ts'

/** Going down a list until something is clicked. */
export interface CascadeParameters {
  /** The chance of examining a slot, 0 to 1. */
  attention: number
  /** What a score is multiplied by to be a chance, 0 or more. */
  scaling: number
  /** `exponential`: a score is e^utility; `proportional`: it is utility − floor. */
  form: 'exponential' | 'proportional'
  /** With `proportional`: the utility worth no chance; nothing may lie below it. */
  floor: number
}

/** As in RecSim's cascade users. @source Ie et al., RecSim, 2019, and its code (attention 0.65, scaling 0.05) */
export const DEFAULTS: CascadeParameters = { attention: 0.65, scaling: 0.05, form: 'exponential', floor: -1 }

/**
 * How likely each slot is to be the one clicked, and how likely none is. Each slot in turn is clicked with
 * c[i] = attention · scaling · score(utility[i]); the first click ends it: p[i] = c[i] · Π_{j<i} (1 − c[j]).
 *
 * @param utilities  number[k], k ≥ 1, in slot order
 * @returns          number[k + 1], none last; each 0 to 1, and they sum to 1 within 1e-12
 * @throws RecoError `cascade.empty-slate` when k = 0; `cascade.bad-attention`; `cascade.bad-score` when scaling · score
 *                   is not between 0 and 1
 * @source           Craswell et al., An experimental comparison of click position-bias models, WSDM 2008; this form: RecSim
 * @example          cascade.probability([0, 0], { attention: 1, scaling: 0.5, form: 'exponential', floor: 0 }) // => [0.5, 0.25, 0.25]
 */
export function probability(utilities: ArrayLike<number>, params: CascadeParameters): Float64Array {
  return probabilityInto(new Float64Array(utilities.length + 1), utilities, params)
}

/** `probability` into `out`, number[≥ k + 1], of which k + 1 are overwritten. @example cascade.probabilityInto(new Float64Array(2), [0], { attention: 0.5, scaling: 1, form: 'exponential', floor: 0 }) // => [0.5, 0.5] */
export function probabilityInto(
  out: Float64Array,
  utilities: ArrayLike<number>,
  params: CascadeParameters,
  k = utilities.length
): Float64Array {
  check(params, k)
  let untouched = 1
  for (let i = 0; i < k; i++) {
    const clicked = click(utilities[i]!, params)
    out[i] = untouched * clicked
    untouched *= 1 - clicked
  }
  out[k] = untouched
  return out
}

/**
 * The slot that is clicked, by one uniform number; the same law as `probability`.
 *
 * @param u      above 0 and below 1
 * @returns      0 … k − 1, or −1 for none
 * @throws RecoError as `probability`; `cascade.bad-uniform`
 * @example      cascade.sample([0, 0], { attention: 1, scaling: 0.5, form: 'exponential', floor: 0 }, 0.6) // => 1
 */
export function sample(
  utilities: ArrayLike<number>,
  params: CascadeParameters,
  u: number,
  k = utilities.length
): number {
  check(params, k)
  mustBeUniform('cascade', u)
  let untouched = 1
  for (let i = 0; i < k; i++) {
    untouched *= 1 - click(utilities[i]!, params)
    if (1 - u > untouched) return i
  }
  return -1
}

function click(utility: number, { attention, scaling, form, floor }: CascadeParameters): number {
  const score = scaling * (form === 'exponential' ? Math.exp(utility) : utility - floor)
  if (!(score >= 0 && score <= 1))
    refuse('cascade', 'score', score, 'between 0 and 1: lower the scaling or the utilities')
  return attention * score
}

function check({ attention }: CascadeParameters, k: number): void {
  if (!(k > 0)) {
    throw new RecoError('cascade.empty-slate', { what: 'There are no items to go through.', fix: 'Show at least one.' })
  }
  mustBeShare('cascade', 'attention', attention)
}
