import type { AbstractGraph as Graph } from 'graphology-types'
import { RecoError } from '../contract/error.ts'
import { graphOf, type SocialGraph, tiesOf } from './graph.ts'

/**
 * A graph of graphology as one of ours: nodes in their order become people 0 …; an edge from a to b lets b see what a shares; an
 * undirected one goes both ways. The attribute `weight`, 0 to 1, is taken where there is one. Of parallel edges the first is taken.
 *
 * @throws RecoError `graph.bad-tie`; `graph.no-people`
 */
export function fromGraphology(graph: Graph): SocialGraph {
  const people = new Map(graph.nodes().map((node, at) => [node, at]))
  if (people.size === 0)
    throw new RecoError('graph.no-people', { what: 'The graph has no node.', fix: 'Add one node for each person.' })
  const ties = new Map<string, { from: number; to: number; weight: number }>()
  graph.forEachEdge((_, attributes, source, target, _s, _t, isUndirected) => {
    const [a, b] = [people.get(source)!, people.get(target)!]
    const weight = typeof attributes.weight === 'number' ? attributes.weight : 1
    for (const [from, to] of isUndirected ? [[a, b] as const, [b, a] as const] : [[a, b] as const])
      if (!ties.has(`${from} ${to}`)) ties.set(`${from} ${to}`, { from, to, weight })
  })
  return graphOf(people.size, ties.values())
}

/**
 * The graph for graphology and all that is written for it: nodes are the numbers of people, edges lead from whoever shares to whoever sees it.
 *
 * @param Kind the class `DirectedGraph` of graphology
 */
export function toGraphology<G extends Graph>(graph: SocialGraph, Kind: new () => G): G {
  const made = new Kind()
  for (let person = 0; person < graph.people; person++) made.addNode(String(person))
  for (const { from, to, weight } of tiesOf(graph)) made.addEdge(String(from), String(to), { weight })
  return made
}
