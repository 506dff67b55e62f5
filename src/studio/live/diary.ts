/** The latest of a list that grows, and how much of it nobody has been told yet. */
export interface Diary<Of> {
  add(entry: Of): void
  /** All that is kept. */
  readonly kept: readonly Of[]
  readonly dropped: number
  /** What came since this was last asked, as far as it is kept. */
  news(): readonly Of[]
}

export function createDiary<Of>(most: number): Diary<Of> {
  let kept: Of[] = []
  let dropped = 0
  let untold = 0
  const latest = (many: number) => kept.slice(Math.max(0, kept.length - many))
  return {
    add(entry) {
      kept.push(entry)
      untold++
      if (kept.length < 1.25 * most) return
      dropped += kept.length - most
      kept = latest(most)
    },
    get kept() {
      return latest(most)
    },
    get dropped() {
      return dropped + Math.max(0, kept.length - most)
    },
    news() {
      const told = latest(Math.min(most, untold))
      untold = 0
      return told
    }
  }
}
