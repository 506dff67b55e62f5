import { sankey } from 'd3-sankey'

export interface Flow {
  readonly fromColumn: number
  readonly from: string
  readonly toColumn: number
  readonly to: string
  readonly size: number
}

export interface Box {
  readonly key: string
  readonly column: number
  readonly name: string
  readonly size: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Ribbon extends Flow {
  readonly key: string
  /** Its outline. */
  readonly path: string
}

interface Node {
  key: string
  column: number
  name: string
}
interface Link {
  flow: Flow
}

/** Where columns of names and the flows between them lie. `order`: of names, from the top. */
export function layOut(flows: readonly Flow[], order: readonly string[], width: number, height: number) {
  const real = flows.filter(({ size }) => size > 0)
  const nodes = new Map<string, Node>()
  const place = (column: number, name: string) => {
    const key = `${column} ${name}`
    if (!nodes.has(key)) nodes.set(key, { key, column, name })
    return key
  }
  const links = real.map((flow) => ({
    source: place(flow.fromColumn, flow.from),
    target: place(flow.toColumn, flow.to),
    value: flow.size,
    flow
  }))
  if (links.length === 0) return { boxes: [], ribbons: [] }
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length)
  const graph = sankey<Node, Link>()
    .nodeId(({ key }) => key)
    .nodeAlign(({ column }) => column)
    .nodeSort((a, b) => rank(a.name) - rank(b.name))
    .nodeWidth(Math.max(4, Math.min(12, width / 60)))
    .nodePadding(10)
    .extent([
      [0, 4],
      [width, height - 4]
    ])({ nodes: [...nodes.values()], links })
  const boxes = graph.nodes.map(({ key, column, name, value = 0, x0 = 0, x1 = 0, y0 = 0, y1 = 0 }): Box => {
    return { key, column, name, size: value, x: x0, y: y0, width: x1 - x0, height: y1 - y0 }
  })
  const ribbons = graph.links.map((link): Ribbon => {
    const { flow, width = 0, y0 = 0, y1 = 0, source, target } = link
    // an outline and not a thick line: a line would bulge out where columns are near to each other
    const path = band(edge(source, 'x1'), y0, edge(target, 'x0'), y1, Math.max(0.6, width))
    return { ...flow, key: `${flow.fromColumn} ${flow.from} ${flow.to}`, path }
  })
  return { boxes, ribbons }
}

const edge = (node: unknown, side: 'x0' | 'x1'): number =>
  (node as { readonly x0?: number; readonly x1?: number })[side] ?? 0

/** From the middle of one side to the middle of another, as thick all the way. */
function band(x0: number, y0: number, x1: number, y1: number, thick: number): string {
  const [half, middle] = [thick / 2, (x0 + x1) / 2]
  const curve = (fromY: number, toX: number, toY: number) => `C${at(middle, fromY)} ${at(middle, toY)} ${at(toX, toY)}`
  return `M${at(x0, y0 - half)}${curve(y0 - half, x1, y1 - half)}L${at(x1, y1 + half)}${curve(y1 + half, x0, y0 + half)}Z`
}

const at = (x: number, y: number): string => `${Math.round(10 * x) / 10},${Math.round(10 * y) / 10}`
