import type { ElkExtendedEdge, ElkNode, LayoutOptions } from 'elkjs/lib/elk-api.js'
import type { ChartArrow, ChartState } from '../contract/chart.ts'
import { grouped, type Label, type Plan } from './plan.ts'

/** Arrows that go the same way share one line; their labels stand below each other. */
export interface Bundle {
  readonly id: string
  readonly way: 'down' | 'up' | 'loop' | 'between'
  readonly source: string
  readonly targets: readonly string[]
  readonly arrows: readonly ChartArrow[]
  readonly width: number
  readonly height: number
}

export const GAP = 3

/** What ELK is given. Names are ours, since those of a machine may be anything. */
export interface Graph {
  readonly root: ElkNode
  readonly bundles: readonly Bundle[]
  readonly idOf: ReadonlyMap<string, string>
}

/** Every level must be told all of them: ELK hands none of them down. */
const OPTIONS: LayoutOptions = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.json.shapeCoords': 'ROOT',
  'elk.json.edgeCoords': 'ROOT',
  'elk.randomSeed': '1',
  'elk.spacing.nodeNode': '30',
  'elk.spacing.edgeNode': '16',
  'elk.spacing.edgeEdge': '12',
  'elk.spacing.edgeLabel': '4',
  'elk.spacing.labelLabel': '6',
  'elk.layered.spacing.nodeNodeBetweenLayers': '26',
  'elk.layered.spacing.edgeNodeBetweenLayers': '14',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '11',
  'elk.layered.cycleBreaking.strategy': 'DEPTH_FIRST',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.feedbackEdges': 'false'
}

export function graphOf(plan: Plan, extra: LayoutOptions = {}): Graph {
  const bundles = bundlesOf(plan)
  const idOf = new Map(plan.chart.states.map(({ id }, at) => [id, `s${at}`]))
  const options = { ...OPTIONS, 'elk.layered.thoroughness': plan.chart.arrows.length > 60 ? '7' : '20', ...extra }
  const pills = grouped(
    bundles.filter(({ way }) => way === 'down' || way === 'up'),
    ({ way, source, targets }) => (way === 'down' ? source : (targets[0] ?? source))
  )
  const elkNode = (state: ChartState): ElkNode => {
    const head = plan.heads.get(state.id)!
    const inner = plan.children.get(state.id) ?? []
    const id = idOf.get(state.id)!
    if (inner.length === 0) return { id, width: head.width, height: head.height }
    const children = inner.map((child) => {
      const node = elkNode(child)
      // reading begins where the state begins
      if (child.id === state.initial)
        node.layoutOptions = { ...node.layoutOptions, 'elk.layered.layering.layerConstraint': 'FIRST' }
      return node
    })
    for (const { id: pill, width, height } of pills.get(state.id) ?? []) children.push({ id: pill, width, height })
    const top = head.height + (state.type === 'parallel' ? 8 : 22)
    return {
      id,
      children,
      layoutOptions: {
        ...options,
        'elk.padding': `[top=${top},left=22,right=22,bottom=20]`,
        'elk.nodeSize.constraints': 'MINIMUM_SIZE',
        'elk.nodeSize.minimum': `(${head.width + 20},${head.height + 30})`
      }
    }
  }
  const root = {
    id: 'root',
    children: plan.chart.states.filter(({ parent }) => parent === null).map(elkNode),
    edges: bundles.flatMap((bundle) => edgesOf(bundle, idOf)),
    layoutOptions: { ...options, 'elk.padding': '[top=12,left=12,right=12,bottom=12]' }
  }
  return { root, bundles, idOf }
}

function bundlesOf({ chart, ways, labels }: Plan): Bundle[] {
  const drawn = chart.arrows.filter(({ name }) => ways.get(name) !== 'inside')
  return [...grouped(drawn, ({ source, targets }) => JSON.stringify([source, targets])).values()].map((arrows, at) => {
    const [{ name, source, targets }] = arrows as [ChartArrow]
    const own = arrows.map((arrow) => labels.get(arrow.name) as Label)
    return {
      id: `b${at}`,
      way: ways.get(name) as Bundle['way'],
      source,
      targets,
      arrows,
      width: Math.max(...own.map(({ width }) => width)),
      height: own.reduce((sum, { height }) => sum + height, 0) + GAP * (own.length - 1)
    }
  })
}

function edgesOf(
  { id, way, source, targets, width, height }: Bundle,
  idOf: ReadonlyMap<string, string>
): ElkExtendedEdge[] {
  const from = idOf.get(source)!
  if (way === 'up') return [{ id: `${id}e0`, sources: [from], targets: [id] }]
  const placement = { 'elk.edgeLabels.inline': way === 'loop' ? 'false' : 'true', 'elk.edgeLabels.placement': 'CENTER' }
  return targets.map((target, at) => ({
    id: `${id}e${at}`,
    sources: [way === 'down' ? id : from],
    targets: [idOf.get(target)!],
    ...(at > 0 || way === 'down'
      ? {}
      : { labels: [{ id: `${id}l`, text: ' ', width, height, layoutOptions: placement }] })
  }))
}
