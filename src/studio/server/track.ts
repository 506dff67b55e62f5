import type { Track } from '../api.ts'

/** What may be said of somebody at once, bytes. */
export const TRACK_BYTES = 256 * 1_024

/** A track that is not larger than that: earlier steps and lines are let go of first, and counted. */
export function bounded(track: Track, most: number = TRACK_BYTES): Track {
  if (bytesOf(track) <= most) return track
  const { person, recommender } = track.memory
  const about = latest(track.about, most / 16)
  const memory = { person: latest(person, most / 16), recommender: latest(recommender, most / 16) }
  const left = most - bytesOf({ ...track, about, memory, steps: [], lines: [] }) - 16
  const lines = latest(track.lines, left / 2)
  const steps = latest(track.steps, left - bytesOf(lines))
  const cut = track.lines.length - lines.length + track.steps.length - steps.length
  return { ...track, about, memory, lines, steps, dropped: track.dropped + cut }
}

/** As many of the last of a list as there is room for. */
function latest<Each>(list: readonly Each[], most: number): readonly Each[] {
  let bytes = 2
  let first = list.length
  while (first > 0) {
    bytes += bytesOf(list[first - 1]) + 1
    if (bytes > most) break
    first--
  }
  return list.slice(first)
}

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value))
