import { RecoError } from '../../contract/error.ts'
import { type Estimate, ratioInterval } from '../../experiment/index.ts'

/** One slate that was shown under the policy that was logged, as another policy would have it judged. */
export interface Logged {
  /** The unit that is independent: intervals are over people. */
  readonly person: number
  /** What came of it. */
  readonly reward: number
  /** The chance with which it was shown, above 0 … 1: of a whole slate, the product of its slots'. */
  readonly propensity: number
  /** The chance with which the other policy would show the same, 0 … 1. */
  readonly target: number
  /** What a model of rewards foretells: of what was shown, and of what the other policy would show on average. */
  readonly foretold?: { readonly shown: number; readonly target: number }
}

export const ESTIMATORS = ['ips', 'snips', 'dm', 'dr'] as const
/**
 * Inverse propensities; the same, self-normalised; the model alone (direct method); both together (doubly robust: right where
 * either is).
 */
export type Estimator = (typeof ESTIMATORS)[number]

export interface OffPolicyOptions {
  /** Weights above it count as it: less spread, some bias, which is told as `clipped`. Left out: none is cut. */
  readonly clip?: number
}

/** What the other policy would earn a slate, with its 95 % interval over people. */
export interface OffPolicy extends Estimate {
  readonly estimator: Estimator
  /** So many slates, evenly weighted, would tell as much: (Σ weight)² / Σ weight². */
  readonly effective: number
  /** Share of slates whose weight was cut. */
  readonly clipped: number
}

/**
 * What another policy would have earned a slate, from what was logged under this one.
 *
 * @throws RecoError `off-policy.none`, `off-policy.bad-sample` naming the first, `off-policy.no-model`
 * @source Horvitz & Thompson, JASA 47, 1952; Swaminathan & Joachims, The self-normalized estimator for counterfactual learning,
 *         NeurIPS 2015; Dudík, Langford & Li, Doubly robust policy evaluation and learning, ICML 2011
 * @example offPolicy([{ person: 0, reward: 1, propensity: 0.5, target: 1 }, { person: 1, reward: 0, propensity: 0.5, target: 0 }], 'ips').value // => 1
 */
export function offPolicy(
  samples: readonly Logged[],
  estimator: Estimator,
  { clip }: OffPolicyOptions = {}
): OffPolicy {
  check(samples, estimator, clip)
  const most = clip ?? Number.POSITIVE_INFINITY
  const weights = samples.map(({ propensity, target }) => Math.min(most, target / propensity))
  const earned = (one: Logged, at: number): number => {
    const { shown, target } = one.foretold ?? { shown: 0, target: 0 }
    if (estimator === 'dm') return target
    return estimator === 'dr' ? target + weights[at]! * (one.reward - shown) : weights[at]! * one.reward
  }
  const byPerson = new Map<number, [earned: number, slates: number]>()
  for (const [at, one] of samples.entries()) {
    const sums = byPerson.get(one.person) ?? [0, 0]
    sums[0] += earned(one, at)
    sums[1] += estimator === 'snips' ? weights[at]! : 1
    byPerson.set(one.person, sums)
  }
  const sums = [...byPerson.values()]
  if (!sums.some(([, slates]) => slates > 0)) throw nothingShared()
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const squares = weights.reduce((total, weight) => total + weight * weight, 0)
  return {
    ...ratioInterval(
      sums.map(([earned]) => earned),
      sums.map(([, slates]) => slates),
      sums.length === 1 ? { range: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] } : {}
    ),
    estimator,
    effective: squares > 0 ? (sum * sum) / squares : 0,
    clipped: samples.filter(({ propensity, target }) => target / propensity > most).length / samples.length
  }
}

function check(samples: readonly Logged[], estimator: Estimator, clip: number | undefined): void {
  if (samples.length === 0)
    throw new RecoError('off-policy.none', {
      what: 'No slates were given.',
      fix: 'Give what was logged, one entry a slate.'
    })
  if (clip !== undefined && !(clip > 0))
    throw new RecoError('off-policy.bad-sample', { what: `clip is ${String(clip)}.`, fix: 'Give a number above 0.' })
  for (const [at, { reward, propensity, target, foretold }] of samples.entries()) {
    const wrong = !(propensity > 0 && propensity <= 1)
      ? `its propensity is ${String(propensity)}; it must be above 0, at most 1`
      : !(target >= 0 && target <= 1)
        ? `its target is ${String(target)}; it must be from 0 to 1`
        : Number.isFinite(reward)
          ? undefined
          : `its reward is ${String(reward)}`
    if (wrong)
      throw new RecoError('off-policy.bad-sample', {
        what: `Slate ${at}: ${wrong}.`,
        at: { sample: at },
        fix: 'Log chances of a policy that draws; leave out slates whose chance nobody kept.'
      })
    if (foretold === undefined && (estimator === 'dm' || estimator === 'dr'))
      throw new RecoError('off-policy.no-model', {
        what: `"${estimator}" needs a model of rewards, and slate ${at} has no foretold.`,
        at: { sample: at },
        fix: 'Fit one and give what it foretells, or take ips or snips.'
      })
  }
}

const nothingShared = () =>
  new RecoError('off-policy.none', {
    what: 'Nothing that was shown would be shown by the other policy.',
    fix: 'Log a policy that explores, or judge one that is nearer to it.'
  })
