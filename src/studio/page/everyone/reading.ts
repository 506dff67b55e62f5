import { MOODS, type Mood } from '../../../contract/session.ts'
import type { ChartView, Frame, SceneView } from '../../api.ts'

/** A frame by the names of what was counted. */
export interface Reading {
  readonly people: ReadonlyMap<string, number>
  /** Since the turn before. */
  readonly traffic: ReadonlyMap<string, number>
  /** Since the beginning. */
  readonly passed: ReadonlyMap<string, number>
  /** Everybody who was counted. */
  readonly total: number
}

export function read(scene: SceneView, frame: Frame | undefined, before: Frame | undefined): Reading {
  const people = new Map(scene.states.map((id, at) => [id, frame?.states[at] ?? 0]))
  const passed = new Map(scene.arrows.map((name, at) => [name, frame?.arrows[at] ?? 0]))
  const traffic = new Map(
    scene.arrows.map((name, at) => [name, Math.max(0, (frame?.arrows[at] ?? 0) - (before?.arrows[at] ?? 0))])
  )
  return { people, traffic, passed, total: Math.max(0, ...people.values()) }
}

export interface MoodShare {
  readonly mood: Mood
  readonly people: number
}

/** Positions of the states that stand for each mood, by their tags. */
export function moodStates(scene: SceneView, chart: ChartView | undefined): ReadonlyMap<Mood, readonly number[]> {
  const tags = new Map(chart?.chart.states.map(({ id, tags }) => [id, tags]))
  return new Map(
    MOODS.map((mood) => [mood, scene.states.flatMap((id, at) => (tags.get(id)?.includes(mood) ? [at] : []))])
  )
}

/** How many are in each mood. */
export const moodsOf = (frame: Frame, states: ReadonlyMap<Mood, readonly number[]>): readonly MoodShare[] =>
  MOODS.map((mood) => ({
    mood,
    people: (states.get(mood) ?? []).reduce((sum, at) => sum + (frame.states[at] ?? 0), 0)
  }))
