import type { AnyStateMachine } from 'xstate'
import { chartOf, hashOf } from '../../chart/index.ts'
import type { ChartRef } from '../../contract/chart.ts'
import type { Manifest } from '../../contract/result.ts'
import type { LogReader } from '../../storage/log-reader.ts'
import { arrowsOf } from '../../streams/arrows.ts'
import type { Frame, SceneView } from '../api.ts'
import type { Shape } from '../record/index.ts'
import { changeOf } from '../story/index.ts'
import type { Made } from './interventions.ts'
import type { Logged } from './logged.ts'

interface Seen {
  readonly manifest: Manifest
  readonly mindset: AnyStateMachine
  readonly duty: AnyStateMachine
  readonly shape: Shape
  readonly logged: Logged
  readonly scalars: readonly string[]
}

/** What a page is told first of a log. Nobody can act in it, so there are no traits to set. */
export async function sceneOf(
  log: LogReader,
  { manifest, mindset, duty, shape, logged, scalars }: Seen
): Promise<SceneView> {
  const [row] = await log.query<{ run: string }>('SELECT run FROM runs')
  return {
    run: row!.run,
    from: 'log',
    manifest,
    mindset: refOf(mindset),
    duty: refOf(duty),
    users: logged.users.length,
    note: null,
    segments: logged.groups.segments,
    states: shape.states,
    arrows: shape.arrows,
    dutyArrows: [...arrowsOf(duty).values()],
    scalars,
    traits: [],
    cohort: []
  }
}

function refOf(machine: AnyStateMachine): ChartRef {
  const chart = chartOf(machine)
  return { hash: hashOf(chart), title: chart.id }
}

/** Interventions as a page shows them. */
export const saysOf = (made: readonly Made[], titles: (itemId: string) => string): Frame['interventions'] =>
  made.map(({ event, change }) => changeOf(event, change, titles))
