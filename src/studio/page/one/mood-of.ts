import { MOODS } from '../../../contract/session.ts'
import type { ChartView } from '../../api.ts'

const moods: ReadonlySet<string> = new Set(MOODS)

/** Tells the mood of somebody by the states that are active; `none` where a mindset has no moods. */
export function moodTeller(view: ChartView | undefined): (states: readonly string[]) => string {
  const byState = new Map<string, string>()
  for (const { id, tags } of view?.chart.states ?? []) {
    const mood = tags.find((tag) => moods.has(tag))
    if (mood !== undefined) byState.set(id, mood)
  }
  return (states) => {
    for (const state of states) {
      const mood = byState.get(state)
      if (mood !== undefined) return mood
    }
    return 'none'
  }
}
