import type { TurnBatch } from './turn.ts'

/** What comes to people beside what is recommended to them: it is put on slates once they are served. */
export interface Feed {
  /** Puts on each row what waits for its person. `has`: whether somebody was shown an item lately. */
  fill(batch: TurnBatch, has: (user: number, item: number) => boolean): void
  /** Hears what everybody did, in the order of people, once a turn. */
  took(batch: TurnBatch): void
}
