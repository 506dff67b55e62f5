import type { AnyStateMachine } from 'xstate'
import { chartOf, hashOf } from '../../chart/index.ts'
import type { ChartRef } from '../../contract/chart.ts'
import { SCALARS } from '../../contract/session.ts'
import type { SceneView } from '../api.ts'
import type { Scene } from '../scene.ts'
import type { Counting } from './counting.ts'

/** What a page must know of a run before it can draw anything of it. */
export function viewOf(
  { run, manifest, mindset, duty, cast, traits }: Scene,
  { groups, shape }: Counting,
  dutyArrows: readonly string[],
  cohort: readonly number[]
): SceneView {
  const { context } = cast.snapshot(0) as { context: Readonly<Record<string, unknown>> }
  return {
    run,
    from: 'run',
    manifest,
    mindset: refOf(mindset),
    duty: refOf(duty),
    users: groups.people,
    note: cast.census ? null : `The engine “${manifest.engine}” does not count which arrows are gone.`,
    segments: groups.segments,
    states: shape.states,
    arrows: shape.arrows,
    dutyArrows,
    scalars: SCALARS.filter((name) => typeof context[name] === 'number'),
    traits,
    cohort
  }
}

function refOf(machine: AnyStateMachine): ChartRef {
  const chart = chartOf(machine)
  return { hash: hashOf(chart), title: chart.id }
}
