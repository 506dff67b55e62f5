import type { ChartArrow } from '../contract/chart.ts'
import { grouped, isWithin, type Label, type Plan } from './plan.ts'

/** Arrows that go the same way share one line; their labels stand below each other. */
export interface Bundle {
  readonly id: string
  readonly way: 'down' | 'up' | 'loop' | 'between'
  readonly source: string
  readonly targets: readonly string[]
  /** The state in which its label stands as a node of its own, for ways into and out of what is around. */
  readonly home: string | null
  /** For each target, whether the line runs from one region to another: ELK would put one below the other for it. */
  readonly isStray: readonly boolean[]
  readonly arrows: readonly ChartArrow[]
  readonly width: number
  readonly height: number
}

/** Between labels of one bundle, px. */
export const GAP = 3

/** All arrows but those that are lines within a state. */
export function bundlesOf(plan: Plan): Bundle[] {
  const { chart, ways, labels } = plan
  const drawn = chart.arrows.filter(({ name }) => ways.get(name) !== 'inside')
  return [...grouped(drawn, ({ source, targets }) => JSON.stringify([source, targets])).values()].map((arrows, at) => {
    const [{ name, source, targets: all }] = arrows as [ChartArrow]
    const way = ways.get(name) as Bundle['way']
    const around = all.find((target) => isWithin(target, source, plan.states)) ?? source
    const targets = way === 'up' ? [around] : all
    const home = way === 'down' ? homeOf(plan, source, targets[0]!) : way === 'up' ? homeOf(plan, around, source) : null
    const own = arrows.map((arrow) => labels.get(arrow.name) as Label)
    return {
      id: `b${at}`,
      way,
      source,
      targets,
      home,
      isStray: targets.map((target) => way !== 'up' && isBetweenRegions(plan, home ?? source, target)),
      arrows,
      width: Math.max(...own.map(({ width }) => width)),
      height: own.reduce((sum, { height }) => sum + height, 0) + GAP * (own.length - 1)
    }
  })
}

/** A parallel state is in all its regions at once: the label moves into the one that its line leads to. */
function homeOf({ states, children }: Plan, outer: string, end: string): string {
  let home = outer
  while (states.get(home)?.type === 'parallel') {
    const region = children.get(home)?.find(({ id }) => id !== end && isWithin(id, end, states))
    if (!region) break
    home = region.id
  }
  return home
}

function isBetweenRegions({ states }: Plan, from: string, to: string): boolean {
  let common: string | null = from
  while (common !== null && !isWithin(common, to, states)) common = states.get(common)?.parent ?? null
  return common !== null && common !== from && common !== to && states.get(common)?.type === 'parallel'
}
