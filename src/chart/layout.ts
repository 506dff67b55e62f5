import type { Chart } from '../contract/chart.ts'
import { graphOf } from './graph.ts'
import { hashOf } from './hash.ts'
import { type Layout, placeOf } from './place.ts'
import { planOf } from './plan.ts'
import { laidOut } from './thread.ts'

const KEPT = 64
const kept = new Map<string, Promise<Layout>>()

/**
 * Where everything of a chart is, in px. Found in a thread of its own, and kept for the last 64 charts.
 *
 * @param limit  ms that it may take
 * @throws RecoError `chart.too-slow`, `chart.no-layout`
 */
export function layOut(chart: Chart, { limit = 30_000 }: { limit?: number } = {}): Promise<Layout> {
  const hash = hashOf(chart)
  const known = kept.get(hash)
  if (known) return known
  const found = laidOutOnce(chart, limit)
  kept.set(hash, found)
  found.catch(() => kept.delete(hash))
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break
    kept.delete(oldest)
  }
  return found
}

async function laidOutOnce(chart: Chart, limit: number): Promise<Layout> {
  const plan = planOf(chart)
  const graph = graphOf(plan)
  return placeOf(plan, graph, await laidOut(graph.root, limit))
}
