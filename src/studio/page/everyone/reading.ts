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

/** Positions of the states that stand for each mood. */
export type MoodStates = ReadonlyMap<Mood, readonly number[]>

/** Of the moods that a mindset has, by the tags of its states. */
export function moodStates(scene: SceneView, chart: ChartView | undefined): MoodStates {
  const tags = new Map(chart?.chart.states.map(({ id, tags }) => [id, tags]))
  const all = MOODS.map(
    (mood) => [mood, scene.states.flatMap((id, at) => (tags.get(id)?.includes(mood) ? [at] : []))] as const
  )
  return new Map(all.filter(([, states]) => states.length > 0))
}

/** How many are in each mood. */
export const moodsOf = (frame: Frame, moods: MoodStates): readonly MoodShare[] =>
  [...moods].map(([mood, states]) => ({
    mood,
    people: states.reduce((sum, at) => sum + (frame.states[at] ?? 0), 0)
  }))
