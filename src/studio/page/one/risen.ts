/** Names of what has been counted more often than before; of a first count nothing has risen yet. */
export const risen = (before: readonly number[], now: readonly number[], names: readonly string[]): string[] =>
  before.length !== now.length ? [] : names.filter((_, i) => (now[i] ?? 0) > (before[i] ?? 0))
