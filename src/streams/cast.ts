import type { AnyActorRef, InspectionEvent, Observer } from 'xstate'
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
  /**
   * Begins to count which arrows fire, group by group; called once, before anybody has come.
   *
   * @param groupOf position of each person's group, below `groups`
   */
  census?(groupOf: (user: number) => number, groups: number): Census
  /** Lets an observer watch one person's statechart from now on, as XState tells it; asked again, the last observer counts. */
  watch?(user: number, observer: InspectionObserver): Watching
  /** Sets a number of a mindset's context; false where it has none of that name. */
  set?(user: number, name: string, value: number): boolean
}

export type InspectionObserver = Observer<InspectionEvent> | ((event: InspectionEvent) => void)

/** Somebody who is watched. */
export interface Watching {
  readonly actor: AnyActorRef
  stop(): void
}

/** Where everybody is, and which arrows have fired, for who looks on. */
export interface Census {
  /** What somebody may be in: ids of active states, the inner ones too. May grow. */
  readonly configurations: readonly { readonly nodes: readonly string[] }[]
  /** Position in `configurations`. */
  placeOf(user: number): number
  /** What may fire together in one step: names of arrows, in the order in which they fire. May grow. */
  readonly ways: readonly (readonly string[])[]
  /** How often each of `ways` was gone since the beginning by the people of a group. */
  gone(group: number, way: number): number
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
