/** What of a post was counted in the world, per view. */
export const OUTCOMES = ['like', 'comment', 'dislike'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** How well one way of foretelling does on posts that it was not fitted to. */
export interface Skill {
  /** Of ranks, −1 to 1. */
  readonly spearman: number
  /** Of the log of the real rate on that of the foretold: 1 is calibrated, below 1 too bold. */
  readonly slope: number
  /** Mean of |ln real − ln foretold|: 0.69 is off by a factor of two. */
  readonly error: number
}

/** Ways of foretelling: by how simulated people react; by what posts of a category have on average; by the words alone. */
export const WAYS = ['audience', 'category', 'words'] as const
export type Way = (typeof WAYS)[number]

export interface PredictionCheck {
  readonly outcome: Outcome
  /** Past posts of which it is known, each foretold from those of other channels. */
  readonly n: number
  readonly ways: Readonly<Record<Way, Skill>>
}

/** What posts would do in the world, by how a simulated audience takes to them and to posts whose past is known. */
export interface Prediction {
  readonly posts: readonly {
    readonly title: string
    /** Per view; with 95 % of what past posts were off by. */
    readonly rates: Readonly<
      Partial<Record<Outcome, { readonly value: number; readonly low: number; readonly high: number }>>
    >
  }[]
  /** Out of sample, on the past posts: which way does better, and how sure one may be. */
  readonly check: readonly PredictionCheck[]
  readonly past: number
  readonly channels: number
  readonly people: number
  /** How often each post was met by simulated people, the median. */
  readonly meetings: number
  readonly says: readonly string[]
  readonly seconds: number
}
