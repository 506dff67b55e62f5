/** What a hub holds at most. All of it is bounded, and it says when a bound was hit. */
export interface Limits {
  /** Actors of this process that are kept, live or gone; those of one other program: half as many. */
  readonly actors: number
  /** Steps kept of each actor. */
  readonly steps: number
  /** Bytes of one message, in and out. */
  readonly message: number
  /** Bytes of all that is kept. */
  readonly total: number
  /** Bytes that may wait for one viewer before it is told less. */
  readonly unsent: number
  /** Messages a second that are said of this process's own actors, once as many as 5 s of them were said in a burst. */
  readonly perSecond: number
  /** Programs and viewers that are connected at once. */
  readonly sockets: number
  /** Ms for which another program's actor that is gone is remembered. */
  readonly memory: number
}

export const LIMITS: Limits = {
  actors: 2_000,
  steps: 200,
  message: 1_048_576,
  total: 67_108_864,
  unsent: 1_048_576,
  perSecond: 2_000,
  sockets: 64,
  memory: 600_000
}
