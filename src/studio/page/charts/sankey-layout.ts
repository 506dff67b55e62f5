import { sankey, sankeyLinkHorizontal } from 'd3-sankey'

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
  /** A line along its middle, to be drawn as thick as `width`. */
  readonly path: string
  readonly width: number
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
  const path = sankeyLinkHorizontal<Node, Link>()
  const boxes = graph.nodes.map(({ key, column, name, value = 0, x0 = 0, x1 = 0, y0 = 0, y1 = 0 }): Box => {
    return { key, column, name, size: value, x: x0, y: y0, width: x1 - x0, height: y1 - y0 }
  })
  const ribbons = graph.links.map((link): Ribbon => {
    const { flow, width = 0 } = link
    return { ...flow, key: `${flow.fromColumn} ${flow.from} ${flow.to}`, path: path(link) ?? '', width }
  })
  return { boxes, ribbons }
}
