import type { Luck } from '../../contract/chance.ts'
import { RecoError } from '../../contract/error.ts'
import { type Adam, clip } from './adam.ts'
import { minibatches } from './critic.ts'
import type { Seen, SlatePolicy } from './slate-policy.ts'

/** What was played, and how much better than expected each turn went. */
export interface Batch {
  readonly turns: readonly Seen[]
  readonly advantages: Float64Array
}

export interface SurrogateOptions {
  /** How far the chance of a slate may move, as a share, before it is not followed further; Infinity: as far as it likes. */
  readonly clip: number
  /** Worth of a nat of entropy. */
  readonly entropy: number
}

/** Means over some turns. */
export interface Surrogate {
  /** min(ratio · advantage, ratio within 1 ± clip · advantage) + entropy's worth. */
  value: number
  /** Chance of the slate now against when it was shown. */
  ratio: number
  entropy: number
  /** How far the policy is from the one that played: ratio − 1 − log ratio, which is 0 or more. */
  kl: number
  /** Share of turns that are not followed further. */
  clipped: number
}

/**
 * What is to grow, and its slopes by each weight.
 *
 * @param some       turns of the batch
 * @param gradients  overwritten
 * @source           Schulman, Wolski, Dhariwal, Radford & Klimov, Proximal policy optimization algorithms, 2017, eq. 7;
 *                   the estimate of the divergence: Schulman, Approximating KL divergence, 2020
 */
export function surrogateOf<Observation, Action>(
  policy: SlatePolicy<Observation, Action>,
  { turns, advantages }: Batch,
  some: Int32Array,
  options: SurrogateOptions,
  gradients: Float64Array
): Surrogate {
  gradients.fill(0)
  const sums: Surrogate = { value: 0, ratio: 0, entropy: 0, kl: 0, clipped: 0 }
  for (const i of some) {
    const [turn, advantage] = [turns[i]!, advantages[i]!]
    const { log, entropy } = policy.measure(turn)
    const change = log - turn.logs.reduce((sum, one) => sum + one, 0)
    const ratio = Math.exp(change)
    const isClipped = advantage > 0 ? ratio > 1 + options.clip : ratio < 1 - options.clip
    const within = Math.max(1 - options.clip, Math.min(1 + options.clip, ratio))
    sums.value += (isClipped ? within : ratio) * advantage + options.entropy * entropy
    sums.ratio += ratio
    sums.entropy += entropy
    sums.kl += ratio - 1 - change
    sums.clipped += Number(isClipped)
    policy.slopes(turn, (isClipped ? 0 : ratio * advantage) / some.length, options.entropy / some.length, gradients)
  }
  for (const name of Object.keys(sums) as (keyof Surrogate)[]) sums[name] /= some.length
  return sums
}

export interface ClimbOptions extends SurrogateOptions {
  readonly rate: number
  /** Longest gradient of a step. */
  readonly longest: number
  /** Times that it goes through a batch, and turns of a step. */
  readonly epochs: number
  readonly minibatch: number
  /** It goes no further once a step begins further from the policy that played than this, in nats. */
  readonly kl: number
}

/** What a climb came to: of its first step, and of all. */
export interface Climbed {
  readonly entropy: number
  /** Mean ratio of the first step, which is 1, and of the last one. */
  readonly ratioFirst: number
  readonly ratioLast: number
  readonly kl: number
  readonly clipped: number
  /** Longest of all steps, before it was shortened. */
  readonly gradient: number
  readonly climbs: number
}

/**
 * Climbs the surrogate step by step.
 *
 * @param luck   of the order; drawn at (round, epoch, i)
 * @throws RecoError `train.diverged`
 */
export function climb<Observation, Action>(
  policy: SlatePolicy<Observation, Action>,
  adam: Adam,
  batch: Batch,
  options: ClimbOptions,
  luck: Luck,
  round: number
): Climbed {
  const gradients = new Float64Array(policy.weights.length)
  let first: Surrogate | undefined
  let last: Surrogate | undefined
  let gradient = 0
  let climbs = 0
  climbing: for (let epoch = 0; epoch < options.epochs; epoch++)
    for (const some of minibatches(batch.turns.length, options.minibatch, luck, round, epoch)) {
      last = surrogateOf(policy, batch, some, options, gradients)
      first ??= last
      if (last.kl > options.kl) break climbing
      const length = clip(gradients, options.longest)
      if (!Number.isFinite(length)) throw diverged(round)
      gradient = Math.max(gradient, length)
      adam.step(policy.weights, gradients, options.rate)
      climbs++
    }
  return {
    entropy: first!.entropy,
    ratioFirst: first!.ratio,
    ratioLast: last!.ratio,
    kl: last!.kl,
    clipped: last!.clipped,
    gradient,
    climbs
  }
}

const diverged = (round: number) =>
  new RecoError('train.diverged', {
    what: 'The gradient is not finite.',
    at: { round },
    fix: 'Take a smaller rate; and see that rewards and the numbers of states and items are finite.'
  })
