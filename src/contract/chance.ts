/** Chance with an address: the same draw for the same seed, purpose and address, whoever asks and in whatever order. */
export interface Chance {
  readonly seed: number
  /** The stream of one purpose. */
  for(purpose: string): Luck
}

/** The draws of one purpose. An address gives four numbers at once: use them all before paying for another. */
export interface Luck {
  /** The four numbers last drawn, above 0 and below 1. Overwritten by the next `at`. */
  readonly block: Float64Array
  /** Draws the four numbers of an address and gives the first. */
  at(user: number, session?: number, turn?: number, slot?: number): number
}
