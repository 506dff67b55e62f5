import type { ElkExtendedEdge, ElkNode, LayoutOptions } from 'elkjs/lib/elk-api.js'
import type { ChartState } from '../contract/chart.ts'
import { type Bundle, bundlesOf } from './bundles.ts'
import { grouped, type Plan } from './plan.ts'

/** What ELK is given. Names are ours, since those of a machine may be anything. */
export interface Graph {
  readonly root: ElkNode
  readonly bundles: readonly Bundle[]
  readonly idOf: ReadonlyMap<string, string>
}

/** How places are looked for: with care, fast, in several columns, or from left to right. */
export type Manner = 'careful' | 'fast' | 'columns' | 'across'

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
  'elk.layered.feedbackEdges': 'false'
}

const CAREFUL: LayoutOptions = {
  'elk.layered.cycleBreaking.strategy': 'DEPTH_FIRST',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.thoroughness': '20'
}
/** A tenth of the time for large machines, and broader: the shortest cycles are cut, not the first ones. */
const FAST: LayoutOptions = {
  'elk.layered.cycleBreaking.strategy': 'GREEDY',
  'elk.layered.nodePlacement.strategy': 'LINEAR_SEGMENTS',
  'elk.layered.thoroughness': '7'
}
const MANNERS: Record<Manner, LayoutOptions> = {
  careful: CAREFUL,
  fast: FAST,
  columns: {
    ...FAST,
    'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
    'elk.hierarchyHandling': 'SEPARATE_CHILDREN', // ELK breaks a graph into columns on one level only
    'elk.layered.wrapping.strategy': 'MULTI_EDGE',
    'elk.aspectRatio': '1.4'
  },
  across: {
    ...FAST,
    'elk.direction': 'RIGHT',
    'elk.layered.layering.strategy': 'COFFMAN_GRAHAM',
    'elk.layered.layering.coffmanGraham.layerBound': '16'
  }
}

export function graphOf(plan: Plan, manner: Manner): Graph {
  const bundles = bundlesOf(plan)
  const idOf = new Map(plan.chart.states.map(({ id }, at) => [id, `s${at}`]))
  const options = { ...OPTIONS, ...MANNERS[manner] }
  const isDown = options['elk.direction'] === 'DOWN'
  const homed = bundles.filter(({ home }) => home !== null)
  const pills = grouped(homed, ({ home }) => home ?? '')
  const edges = bundles.flatMap((bundle) => edgesOf(bundle, idOf))

  const nodeOf = (state: ChartState): ElkNode => {
    const head = plan.heads.get(state.id)!
    const inner = plan.children.get(state.id) ?? []
    const id = idOf.get(state.id)!
    if (inner.length === 0) return { id, width: head.width, height: head.height }
    const children = inner.map((child): ElkNode => {
      const node = nodeOf(child)
      // reading begins where the state begins
      const first = child.id === state.initial ? { 'elk.layered.layering.layerConstraint': 'FIRST' } : {}
      return { ...node, layoutOptions: { ...node.layoutOptions, ...first } }
    })
    for (const { id: pill, width, height } of pills.get(state.id) ?? []) children.push({ id: pill, width, height })
    const top = head.height + (state.type === 'parallel' || !isDown ? 8 : 22)
    return {
      id,
      children,
      edges: manner === 'columns' ? edges : [],
      layoutOptions: {
        ...options,
        'elk.padding': `[top=${top},left=${isDown ? 22 : 40},right=22,bottom=20]`,
        'elk.nodeSize.constraints': 'MINIMUM_SIZE',
        'elk.nodeSize.minimum': `(${head.width + 20},${head.height + 30})`
      }
    }
  }
  const root = {
    id: 'root',
    children: plan.chart.states.filter(({ parent }) => parent === null).map(nodeOf),
    edges: manner === 'columns' ? [] : edges,
    layoutOptions: { ...options, 'elk.padding': '[top=12,left=12,right=12,bottom=12]' }
  }
  return { root, bundles, idOf }
}

function edgesOf(bundle: Bundle, idOf: ReadonlyMap<string, string>): ElkExtendedEdge[] {
  const { id, way, source, targets, isStray, width, height } = bundle
  const from = idOf.get(source)!
  if (way === 'up') return [{ id: `${id}e0`, sources: [from], targets: [id] }]
  const labelled = way === 'down' ? -1 : isStray.indexOf(false)
  const placement = { 'elk.edgeLabels.inline': way === 'loop' ? 'false' : 'true', 'elk.edgeLabels.placement': 'CENTER' }
  return targets.flatMap((target, at) => {
    if (isStray[at]) return []
    const label = { id: `${id}l`, text: ' ', width, height, layoutOptions: placement }
    return [
      {
        id: `${id}e${at}`,
        sources: [way === 'down' ? id : from],
        targets: [idOf.get(target)!],
        ...(at === labelled ? { labels: [label] } : {})
      }
    ]
  })
}
