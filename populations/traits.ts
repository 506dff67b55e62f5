import type { Spread, Trait } from '../src/define.ts'

/**
 * How people are spread in what their segment does not say.
 *
 * Three come from shares of low, middle and high levels among 1,000 agents made after MovieLens-1M users, the levels read
 * as thirds of 0 … 1: activity 539/352/109, diversity 315/303/382, conformity 177/566/257. The laws below have the mean and
 * (variety, nearly even as it is: within 0.02) the deviation of those shares.
 * The others are assumed: few speak or like, patience and pickiness are middling and differ much.
 *
 * @source Agent4Rec: Zhang et al., On generative agents in recommendation, SIGIR 2024, arXiv:2310.10108, and its released agents
 */
export const USUAL_TRAITS: Readonly<Record<Trait, Spread>> = {
  activity: { mean: 0.05, sd: 0.46 },
  variety: { min: 0.04, max: 1 },
  conformity: { mean: 0.54, sd: 0.3 },
  pickiness: { mean: 0.5, sd: 0.2 },
  expressiveness: { mean: 0.4, sd: 0.2 },
  outspokenness: { mean: 0.4, sd: 0.22 },
  patience: { mean: 0.55, sd: 0.18 },
  trust: { mean: 0.5, sd: 0.18 }
}
