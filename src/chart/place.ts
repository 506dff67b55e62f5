import type { ElkNode } from 'elkjs/lib/elk-api.js'
import { GAP, type Graph } from './graph.ts'
import type { Plan } from './plan.ts'

/** In px, from the top left of the drawing. */
export interface Point {
  readonly x: number
  readonly y: number
}

export interface Box extends Point {
  readonly width: number
  readonly height: number
}

/** Where an arrow runs: a line for each target, corners and all; and where its label stands. None runs inside a state. */
export interface Route {
  readonly lines: readonly (readonly Point[])[]
  readonly label: Box
}

/** Where everything is. */
export interface Layout {
  readonly width: number
  readonly height: number
  /** By the id of the state. */
  readonly boxes: ReadonlyMap<string, Box>
  /** By the name of the arrow. */
  readonly routes: ReadonlyMap<string, Route>
}

/** What ELK made of a graph, by our names. */
export function placeOf(plan: Plan, { bundles, idOf }: Graph, laid: ElkNode): Layout {
  const boxAt = new Map<string, Box>()
  const lineAt = new Map<string, Point[]>()
  const labelAt = new Map<string, Box>()
  const visit = (node: ElkNode): void => {
    boxAt.set(node.id, boxOf(node))
    for (const { id, sections = [], labels = [] } of node.edges ?? []) {
      lineAt.set(
        id,
        sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [startPoint, ...bendPoints, endPoint])
      )
      for (const label of labels) labelAt.set(id, boxOf(label))
    }
    for (const child of node.children ?? []) visit(child)
  }
  visit(laid)
  const boxes = new Map(plan.chart.states.map(({ id }) => [id, boxAt.get(idOf.get(id)!)!]))
  const routes = new Map<string, Route>()
  for (const { id, way, targets, arrows } of bundles) {
    const lines = (way === 'up' ? [id] : targets).flatMap((_, at) => {
      const line = lineAt.get(`${id}e${at}`)
      return line && line.length > 1 ? [line] : []
    })
    const whole = boxAt.get(id) ?? labelAt.get(`${id}e0`)!
    let y = whole.y
    for (const { name } of arrows) {
      const { width, height } = plan.labels.get(name)!
      routes.set(name, { lines, label: { x: whole.x + (whole.width - width) / 2, y, width, height } })
      y += height + GAP
    }
  }
  return { width: Math.ceil(laid.width ?? 0), height: Math.ceil(laid.height ?? 0), boxes, routes }
}

const boxOf = ({ x = 0, y = 0, width = 0, height = 0 }: Partial<Box>): Box => ({ x, y, width, height })
