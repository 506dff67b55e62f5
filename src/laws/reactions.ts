import { type ACTIONS, actionBit } from '../contract/session.ts'
import { mustBeNumber, mustBeShare, mustBeUniform, mustNotBeNegative, refuse } from './check.ts'
import { happens, sigmoid } from './logistic.ts'
import * as normal from './normal.ts'

/** The reactions that this law draws, in the order of the numbers that `sample` takes. */
export const REACTIONS = [
  'like',
  'comment',
  'share',
  'follow',
  'hide'
] as const satisfies readonly (typeof ACTIONS)[number][]
export type Reaction = (typeof REACTIONS)[number]

/** One reaction: log-odds at average affinity, and what a standard deviation of it adds. */
export interface ReactionParameters {
  intercept: number
  /** Below 0 for what people do with things that they do not like. */
  slope: number
}

export interface ReactionsParameters extends Record<Reaction, ReactionParameters> {
  /** Standard deviation of the mood that all reactions to one impression share, 0 or more, in those of affinity. */
  spread: number
  /** Chances, 0 to 1, for those who pass on without opening or watching. */
  passing: { like: number; hide: number }
}

/**
 * With affinity ~ N(0, 1) among those who watch, and 45.965% watching, the rates per impression are those of KuaiRand-Pure:
 * like .018478, comment .002546, share (its "forward") .000962, follow .001074, hide (its "hate") .000494.
 * Slopes, spread and the share of likes and hides on passing are ours.
 *
 * @source Gao et al., KuaiRand, CIKM 2022, statistics of its repository
 */
export const DEFAULTS: ReactionsParameters = {
  like: { intercept: -4.01922807, slope: 1 },
  comment: { intercept: -6.15990772, slope: 1 },
  share: { intercept: -7.57899767, slope: 1.2 },
  follow: { intercept: -7.46581577, slope: 1.2 },
  hide: { intercept: -9.10953751, slope: -1 },
  spread: 1,
  passing: { like: 0.0002, hide: 0.00065903 }
}

/**
 * The chance of one reaction to what was opened or watched: σ(intercept + slope · (z + ε)).
 *
 * @param z        standardised affinity
 * @param epsilon  the mood of the impression, from `mood`; the same for all its reactions
 * @returns        0 to 1
 * @throws RecoError `reactions.bad-affinity`
 * @source         a random-intercept logit: Agresti, Categorical Data Analysis (2013), ch. 13
 * @example        reactions.probability(1, -1, { intercept: 0, slope: 2 }) // => 0.5
 */
export function probability(z: number, epsilon: number, reaction: ReactionParameters): number {
  mustBeNumber('reactions', 'affinity', z + epsilon)
  return sigmoid(logOdds(z + epsilon, reaction))
}

/** The mood of an impression, ε ~ N(0, spread²), by one uniform number u. @throws RecoError `normal.bad-uniform`, `reactions.bad-spread` @example reactions.mood(reactions.DEFAULTS, 0.5) // => 0 */
export function mood({ spread }: ReactionsParameters, u: number): number {
  mustNotBeNegative('reactions', 'spread', spread)
  return spread * normal.quantile(u)
}

/**
 * All reactions to what was opened or watched; independent once ε is known.
 *
 * @param epsilon  from `mood`
 * @param us       a number above 0 and below 1 for each of REACTIONS, from `offset` on
 * @returns        a mask of `actionBit`s; 0 for none
 * @throws RecoError `reactions.bad-affinity`, `reactions.bad-uniform`
 * @example        reactions.sample(0, 0, reactions.DEFAULTS, [0.9, 0.9, 0.9, 0.9, 0.9]) // => 0
 */
export function sample(
  z: number,
  epsilon: number,
  params: ReactionsParameters,
  us: ArrayLike<number>,
  offset = 0
): number {
  mustBeNumber('reactions', 'affinity', z + epsilon)
  for (let i = 0; i < REACTIONS.length; i++) mustBeUniform('reactions', us[offset + i]!)
  return sampleOf(inOrder(params), z + epsilon, us, offset)
}

/** The reactions in the order of REACTIONS, as `sampleOf` takes them. @example reactions.inOrder(reactions.DEFAULTS)[0] // => { intercept: -4.01922807, slope: 1 } */
export const inOrder = (params: ReactionsParameters): ReactionParameters[] => REACTIONS.map((name) => params[name])

/** `sample` of reactions that are in order already, by z + ε; nothing is checked. @example reactions.sampleOf(reactions.inOrder(reactions.DEFAULTS), 0, [0.9, 0.9, 0.9, 0.9, 0.9]) // => 0 */
export function sampleOf(
  ordered: readonly ReactionParameters[],
  warmth: number,
  us: ArrayLike<number>,
  offset = 0
): number {
  let mask = 0
  for (let i = 0; i < ordered.length; i++) if (happens(logOdds(warmth, ordered[i]!), us[offset + i]!)) mask |= BITS[i]!
  return mask
}

/** Reactions of somebody who passes on: like or hide, never both, by one uniform number u. A mask as `sample` gives. @example reactions.samplePassing(reactions.DEFAULTS, 0.5) // => 0 */
export function samplePassing({ passing }: ReactionsParameters, u: number): number {
  mustBeUniform('reactions', u)
  mustBeShare('reactions', 'passing', passing.like + passing.hide)
  if (u < passing.like) return LIKE
  return u < passing.like + passing.hide ? HIDE : 0
}

/**
 * The chance of a reaction over all moods, ∫ σ(intercept + slope · (z + spread · t)) φ(t) dt.
 *
 * @param spread   standard deviation of the mood; √(1 + spread²) also averages over z ~ N(0, 1)
 * @returns        0 to 1, within 1e-12 up to |slope| · spread = 6
 * @throws RecoError `reactions.bad-affinity`, `reactions.bad-spread`
 * @source         the trapezoidal rule on the whole line: Trefethen & Weideman, SIAM Review 56(3), 2014
 * @example        reactions.marginal(1, { intercept: -2, slope: 2 }, 3) // => 0.5
 */
export const marginal = (z: number, reaction: ReactionParameters, spread: number): number =>
  joint(z, reaction, ALWAYS, spread)

/** The chance of two reactions to the same impression; above the product of their marginals when the slopes have the same sign. @example reactions.joint(0, { intercept: 0, slope: 0 }, { intercept: 0, slope: 0 }, 1) // => 0.25 */
export function joint(z: number, one: ReactionParameters, other: ReactionParameters, spread: number): number {
  mustNotBeNegative('reactions', 'spread', spread)
  let sum = 0
  for (let step = -NODES; step <= NODES; step++) {
    const t = step * STEP
    const both = probability(z, spread * t, one) * probability(z, spread * t, other)
    sum += both * normal.density(t)
  }
  return sum * STEP
}

/**
 * The intercept at which a reaction has a wanted rate over all moods.
 *
 * @param rate     above 0 and below 1
 * @param spread   as in `marginal`
 * @throws RecoError `reactions.bad-rate`
 * @example        reactions.interceptFor(0.5, 1, 1) // => 0
 */
export function interceptFor(rate: number, slope: number, spread: number): number {
  if (!(rate > 0 && rate < 1)) refuse('reactions', 'rate', rate, 'above 0 and below 1')
  let low = -800
  let high = 800
  for (let halving = 0; halving < 80; halving++) {
    const middle = (low + high) / 2
    if (marginal(0, { intercept: middle, slope }, spread) < rate) low = middle
    else high = middle
  }
  return (low + high) / 2
}

const STEP = 0.0625
const NODES = 144 // nine standard deviations
const ALWAYS: ReactionParameters = { intercept: Number.POSITIVE_INFINITY, slope: 0 }
const BITS = REACTIONS.map(actionBit)
const LIKE = actionBit('like')
const HIDE = actionBit('hide')

const logOdds = (warmth: number, { intercept, slope }: ReactionParameters): number => intercept + slope * warmth
