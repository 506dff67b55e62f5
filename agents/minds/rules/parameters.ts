import type { Cause } from '../../../src/define.ts'
import {
  type affinity,
  type drift,
  type feed,
  reactions,
  return as returning,
  type satiation,
  satisfaction,
  type trigger,
  watch
} from '../../../src/laws/index.ts'

/** How strongly each thing pulls, in the logit units of the choice to open an item. */
export interface Pull {
  /** Per unit of taste for what the item is about, −1 … 1. */
  taste: number
  /** Per rank of popularity above the middle, at conformity 1. */
  popularity: number
  /** Per unit of liking of the format, −1 … 1. */
  format: number
  /** Per unit of satiation with its topics, at full variety-seeking. */
  satiation: number
  /** Each time that it was seen lately. */
  again: number
  /** Standard deviation of what is the item's and the moment's own. */
  noise: number
  /** Per unit of interest above 0.5, and of fatigue: how the state of mind shifts every choice. */
  interest: number
  fatigue: number
  /** Per unit of pickiness above 0.5, and of activity above 0.5. */
  pickiness: number
  activity: number
}

/** Log-intensity of one cause of leaving: a base, and weights on what the slate and the state of mind say. */
export type LeaveWeights = Record<Exclude<Cause, 'none'>, number>

export interface RulesParameters {
  readonly pull: Pull
  readonly affinity: affinity.AffinityParameters
  readonly feed: feed.FeedParameters
  readonly watch: watch.WatchParameters
  readonly reactions: reactions.ReactionsParameters
  readonly drift: drift.DriftParameters
  readonly satiation: Pick<satiation.SatiationParameters, 'retention'>
  readonly satisfaction: Pick<satisfaction.SatisfactionParameters, 'memory' | 'noise' | 'sensitivity'>
  readonly trigger: Omit<trigger.TriggerParameters, 'expressiveness'>
  readonly return: returning.ReturnParameters
  /** Width of the taste for lengths, in log-units. */
  readonly lengthTolerance: number
  /** Utility that maps to z = 0, and what a unit of utility is worth in z: z stands for standardised affinity in the laws. */
  readonly standard: { readonly centre: number; readonly perUnit: number }
  /** How far expressive people react more, in z at expressiveness 1 against 0.5. */
  readonly expressiveness: number
  /** How far an item must be about what the person came for to have met it wholly, a share of its topics. */
  readonly foundAt: number
  /** The chance of looking at the next item of a slate, and what fatigue takes from it. */
  readonly persistence: number
  readonly tiring: number
  /** Seconds spent on an item that is passed over, on average. */
  readonly glanceSeconds: number
  /**
   * How one item counts for how the slate felt: an opened one −1 … 1 by how well it held, and `liked` per unit of taste; a
   * passed one `passed`, and `disliked` per unit of distaste. The mean, above `offset`, times `gain`, is the delight.
   */
  readonly felt: {
    readonly passed: number
    readonly liked: number
    readonly disliked: number
    readonly gain: number
    readonly offset: number
  }
  /** Log-intensity per turn of each cause when nothing speaks for it. */
  readonly leave: LeaveWeights
  /** How fast causes grow with what they stand for. */
  readonly leaveSlope: Omit<LeaveWeights, 'external'>
  /** How much trust above 0.5 makes people put up with, and satisfaction above 0.5, and what former visits left of it. */
  readonly tolerance: number
  readonly content: number
  readonly lasting: number
  /** How much being heeded at the last word (1) makes people put up with, and being ignored (−1) does not. */
  readonly heeded: number
  /** How readily somebody who is about to go speaks up, at outspokenness 1 and full trust; above 1, less will do. */
  readonly readiness: number
  /** The chance that somebody who spoke instead of going goes after all when it is ignored. */
  readonly lastStraw: number
  /** Items that the log-intensities of leaving are meant for; a shorter slate gives less reason to go. */
  readonly perItems: number
  /** Turns before a person speaks up again. */
  readonly silence: number
  /** Days after which somebody who has not come back is gone. */
  readonly churnDays: number
  /** Effects on the log hazard ratio of coming back. */
  readonly comingBack: {
    readonly satisfaction: number
    readonly trust: number
    readonly activity: number
    readonly unhappyEnd: number
  }
}

/**
 * The preset short-video. Marginals of a reference run (everyone, the default feed, recommender bandit) meet SCIENCE §1.3:
 * test/short-video.test.ts holds them. Strengths that no figure speaks to are ours, and assumed.
 */
export const SHORT_VIDEO: RulesParameters = {
  pull: {
    taste: 2.6,
    popularity: 0.8,
    format: 0.7,
    satiation: 2.5,
    again: 0.9,
    noise: 0.7,
    interest: 1.0,
    fatigue: 0.8,
    pickiness: 0.9,
    activity: 0.8
  },
  affinity: { quality: 0.22, mismatch: 0.4 },
  feed: { passing: 0.13, temperature: 1 },
  watch: { ...watch.DEFAULTS, intercept: -0.185, slope: 0.35, lengthPenalty: 0.35, referenceSeconds: 40, shape: 1.6 },
  reactions: {
    ...reactions.DEFAULTS,
    like: { intercept: -4.12, slope: 1 },
    comment: { intercept: -6.21, slope: 1 },
    share: { intercept: -7.62, slope: 1.2 },
    follow: { intercept: -7.51, slope: 1.2 },
    hide: { intercept: -9.05, slope: -1 },
    passing: { like: 0.0002, hide: 0.00072 }
  },
  drift: { pace: 0.02, rigidity: 1 },
  satiation: { retention: 0.75 },
  satisfaction: satisfaction.DEFAULTS,
  trigger: { threshold: 0.09, sharpness: 60 },
  return: { ...returning.DEFAULTS, logHazardRatio: 0.14 }, // the average person of the reference run comes back as the law says
  lengthTolerance: 0.9,
  standard: { centre: 0.15, perUnit: 0.75 },
  expressiveness: 0.8,
  foundAt: 0.15,
  persistence: 0.99,
  tiring: 0.03,
  glanceSeconds: 1.6,
  felt: { passed: -0.12, liked: 0.5, disliked: 0.5, gain: 2.2, offset: -0.02 },
  leave: {
    bored: -4.7,
    annoyed: -5.3,
    tired: -6.0,
    repetitive: -5.6,
    'off-topic': -5.3,
    'too-long': -5.7,
    done: -5.9,
    external: -5.2
  },
  leaveSlope: {
    bored: 6.5,
    annoyed: 5,
    tired: 4,
    repetitive: 3.4,
    'off-topic': 3.4,
    'too-long': 2.5,
    done: 2
  },
  tolerance: 1.6,
  content: 1.2,
  lasting: 0.8,
  heeded: 0.9,
  readiness: 2,
  lastStraw: 0.85,
  perItems: 10,
  silence: 3,
  churnDays: 30,
  comingBack: { satisfaction: 0.9, trust: 0.3, activity: 0.5, unhappyEnd: -0.15 }
}
