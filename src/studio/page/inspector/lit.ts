import type { Chart, ChartArrow } from '../../../contract/chart.ts'
import type { InspectedStep } from '../../api-inspect.ts'

/** Ids of the states that a state value is in, outer ones first. */
export function activeIn(chart: Chart, value: unknown): readonly string[] {
  const [root] = chart.states
  if (!root || value === undefined || value === null) return []
  const inner = (parent: string, key: string) =>
    chart.states.find((one) => one.parent === parent && one.key === key)?.id
  const active: string[] = [root.id]
  const enter = (parent: string, at: unknown): void => {
    const entries = typeof at === 'string' ? [[at, undefined] as const] : Object.entries(at ?? {})
    for (const [key, within] of entries) {
      const id = inner(parent, key)
      if (id === undefined) continue
      active.push(id)
      enter(id, within)
    }
  }
  enter(root.id, value)
  return active
}

/**
 * Names of the arrows that a step went. Where nobody told, the one arrow that leads on that event from where the actor was
 * to where it is; none where several might have.
 */
export function arrowsOfStep(chart: Chart, step: InspectedStep, before: unknown): readonly string[] {
  if (step.arrows !== null) return step.arrows
  const was = new Set(activeIn(chart, before))
  const is = new Set(activeIn(chart, step.value))
  const isSame = was.size === is.size && [...was].every((id) => is.has(id))
  const leads = ({ source, targets, event }: ChartArrow) =>
    was.has(source) &&
    isFor(event, step.event.type) &&
    (targets.length === 0 ? isSame : targets.every((target) => is.has(target)))
  const candidates = chart.arrows.filter(leads)
  const [only] = candidates
  return only && candidates.length === 1 ? [only.name] : []
}

/** Whether an arrow's event, which may end in a wildcard, is that event. */
const isFor = (event: string, type: string): boolean =>
  event === type || event === '*' || (event.endsWith('.*') && `${type}.`.startsWith(event.slice(0, -1)))
