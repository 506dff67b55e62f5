import type { MindsetEvent } from '../mindset.ts'

/** What a mindset said while it took one event in: bits, in the order in which they can be said. */
export const SAID = { reviewAsked: 1, disengagementSensed: 2, instructionAsked: 4, userLeft: 8 } as const

/** Everybody's mindset, however it is run: live actors, a crowd in columns, the reference interpreter. */
export interface Cast {
  /**
   * Gives one event to one mindset, at simulated ms of its person's own clock; what its timers owe until then comes first.
   * Returns what it said since it was last asked, as bits of SAID. Throws when the mindset is broken.
   */
  send(user: number, event: MindsetEvent, at: number): number
  /** The scalars, in the order of SCALARS. */
  felt(user: number, into: Float64Array): void
  /** Position in MOODS. */
  mood(user: number): number
  /** The whole configuration, for whoever looks at one person. */
  snapshot(user: number): unknown
  /** The person begins, or ceases, to wait for a mind that takes its time. */
  awaits?(user: number, waits: boolean): void
  /** How many steps were taken a second time, another way, and came out the same. */
  audited?(): number
  /** Throws what has shown that this cast cannot be trusted. Asked once a turn. */
  vouch?(): void
}

/** What a visit hears of. */
export type VisitEvent =
  | 'slate.shown'
  | 'feedback.given'
  | 'instruction.asked'
  | 'instruction.given'
  | 'user.left'
  | 'mind.failed'
  | 'recommender.failed'

/** Everybody's visit: who has the word, and how it ended. */
export interface Visits {
  begin(user: number, turnLimit: number): void
  /** Position in ENDINGS, or −1 while it goes on. */
  send(user: number, event: VisitEvent): number
}
