import type { Track } from '../../api.ts'

/** Steps and lines of one person that the page keeps at most; the oldest go first. */
const MOST_STEPS = 5_000
const MOST_LINES = 10_000

/** What is known of a person once something new was told. */
export function told(before: Track | undefined, next: Track): Track {
  if (before === undefined || next.isWhole || before.user !== next.user) return bounded(next)
  const renewed = new Set(next.lines.map(({ id }) => id))
  return bounded({
    ...next,
    isWhole: true,
    dropped: before.dropped,
    steps: [...before.steps, ...next.steps],
    lines: [...before.lines.filter(({ id }) => !renewed.has(id)), ...next.lines]
  })
}

function bounded(track: Track): Track {
  const over = Math.max(0, track.steps.length - MOST_STEPS)
  if (over === 0 && track.lines.length <= MOST_LINES) return track
  return {
    ...track,
    dropped: track.dropped + over,
    steps: track.steps.slice(over),
    lines: track.lines.slice(-MOST_LINES)
  }
}
