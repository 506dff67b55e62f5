/** A figure with its 95 % interval, from `n` people. */
export interface Figure {
  readonly value: number
  readonly low: number
  readonly high: number
  readonly n: number
}

/** How a policy that was taught by one mind does with another. */
export interface TransferCell {
  /** Share of people who are still there when their last visit comes to its turn limit. */
  readonly retention: Figure
  /** Mean return of an episode. */
  readonly value: Figure
  /** What it earns more than the policy that was taught by the mind it is tested on, person by person; null of that one. */
  readonly against: Figure | null
}

/** Policies that were trained on some minds, each tested on all of them, with the same people and luck. */
export interface Transfer {
  readonly algorithm: string
  readonly seed: number
  readonly steps: number
  readonly trials: number
  readonly minds: readonly string[]
  /** [trained on][tested on] */
  readonly cells: readonly (readonly TransferCell[])[]
  /** Slates at random, by the mind that they are tested on. */
  readonly random: readonly Omit<TransferCell, 'against'>[]
}
