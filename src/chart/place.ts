import type { ElkNode } from 'elkjs/lib/elk-api.js'
import { type Bundle, GAP } from './bundles.ts'
import { withDetours } from './detours.ts'
import type { Graph } from './graph.ts'
import type { Plan } from './plan.ts'
import { inColumns } from './regions.ts'
import { strayed } from './strays.ts'

/** In px, from the top left of the drawing. */
export interface Point {
  readonly x: number
  readonly y: number
}

export interface Box extends Point {
  readonly width: number
  readonly height: number
}

/** Where an arrow runs and where its label stands. */
export interface Route {
  /** A line for each target, corners and all. */
  readonly lines: readonly (readonly Point[])[]
  /** Lines from region to region, each from its start over a control point at each end to its tip. */
  readonly curves: readonly (readonly [Point, Point, Point, Point])[]
  readonly label: Box
}

/** Where everything is. */
export interface Layout {
  readonly width: number
  readonly height: number
  /** By the id of the state. */
  readonly boxes: ReadonlyMap<string, Box>
  /** By the name of the arrow; none of those that are a line within their state. */
  readonly routes: ReadonlyMap<string, Route>
}

/** The places of states and bundles, before labels of a bundle are told apart. */
export interface Places {
  readonly boxes: Map<string, Box>
  readonly lines: Map<Bundle, (readonly Point[])[]>
  readonly labels: Map<Bundle, Box>
}

/** Around the whole, px. */
export const MARGIN = 12

/** What ELK made of a graph, by our names; regions in columns, and lines between them added. */
export function placeOf(plan: Plan, graph: Graph, laid: ElkNode): Layout {
  const places = inColumns(plan, graph.bundles, read(plan, graph, laid))
  withDetours(graph.bundles, places)
  const curves = strayed(graph.bundles, places)
  const routes = new Map<string, Route>()
  for (const bundle of graph.bundles) {
    const whole = places.labels.get(bundle)!
    let y = whole.y
    for (const { name } of bundle.arrows) {
      const { width, height } = plan.labels.get(name)!
      const label = { x: whole.x + (whole.width - width) / 2, y, width, height }
      routes.set(name, { lines: places.lines.get(bundle)!, curves: curves.get(bundle) ?? [], label })
      y += height + GAP
    }
  }
  return fitted(places.boxes, routes)
}

function read(plan: Plan, { bundles, idOf }: Graph, laid: ElkNode): Places {
  const boxAt = new Map<string, Box>()
  const lineAt = new Map<string, Point[]>()
  const labelAt = new Map<string, Box>()
  const visit = (node: ElkNode): void => {
    boxAt.set(node.id, boxOf(node))
    for (const { id, sections = [], labels = [] } of node.edges ?? []) {
      const points = sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [
        startPoint,
        ...bendPoints,
        endPoint
      ])
      lineAt.set(id, points)
      for (const label of labels) labelAt.set(label.id ?? '', boxOf(label))
    }
    for (const child of node.children ?? []) visit(child)
  }
  visit(laid)
  const boxes = new Map(plan.chart.states.map(({ id }) => [id, boxAt.get(idOf.get(id)!)!]))
  const lines = new Map(
    bundles.map((bundle) => [bundle, bundle.targets.flatMap((_, at) => listed(lineAt.get(`${bundle.id}e${at}`)))])
  )
  const labels = new Map(
    bundles.flatMap((bundle) => {
      const box = boxAt.get(bundle.id) ?? labelAt.get(`${bundle.id}l`)
      return box ? [[bundle, box] as const] : []
    })
  )
  return { boxes, lines, labels }
}

const listed = (line: Point[] | undefined): Point[][] => (line && line.length > 1 ? [line] : [])
const boxOf = ({ x = 0, y = 0, width = 0, height = 0 }: Partial<Box>): Box => ({ x, y, width, height })

/** The sheet that takes everything: what curves or loops stuck out on the left or above moves in. */
function fitted(boxes: ReadonlyMap<string, Box>, routes: ReadonlyMap<string, Route>): Layout {
  const all: (Point & Partial<Box>)[] = [...boxes.values(), ...[...routes.values()].flatMap(cornersOf)]
  const span = (axis: 'x' | 'y', size: 'width' | 'height') => {
    const [low, high] = [all.map((one) => one[axis]), all.map((one) => one[axis] + (one[size] ?? 0))]
    return { from: low.reduce((a, b) => Math.min(a, b)), to: high.reduce((a, b) => Math.max(a, b)) }
  }
  const [x, y] = [span('x', 'width'), span('y', 'height')]
  const by = { x: Math.max(0, MARGIN - x.from), y: Math.max(0, MARGIN - y.from) }
  const size = { width: Math.ceil(x.to + by.x + MARGIN), height: Math.ceil(y.to + by.y + MARGIN) }
  if (by.x === 0 && by.y === 0) return { ...size, boxes, routes }
  const moved = <T extends Point>(one: T): T => ({ ...one, x: one.x + by.x, y: one.y + by.y })
  const movedRoute = ({ lines, curves, label }: Route): Route => ({
    lines: lines.map((line) => line.map(moved)),
    curves: curves.map(([a, b, c, d]) => [moved(a), moved(b), moved(c), moved(d)] as const),
    label: moved(label)
  })
  return {
    ...size,
    boxes: new Map([...boxes].map(([id, box]) => [id, moved(box)])),
    routes: new Map([...routes].map(([name, route]) => [name, movedRoute(route)]))
  }
}

const cornersOf = ({ lines, curves, label }: Route): (Point & Partial<Box>)[] => [
  label,
  ...lines.flat(),
  ...curves.flat()
]
