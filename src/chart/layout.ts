import type { Chart } from '../contract/chart.ts'
import { graphOf, type Manner } from './graph.ts'
import { hashOf } from './hash.ts'
import { type Layout, placeOf } from './place.ts'
import { type Plan, planOf } from './plan.ts'
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
  const found = searched(planOf(chart), limit)
  kept.set(hash, found)
  found.catch(() => kept.delete(hash))
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break
    kept.delete(oldest)
  }
  return found
}

/** Looks again in another way where the first comes out as a strip that nobody can look at. */
async function searched(plan: Plan, limit: number): Promise<Layout> {
  const first = await inManner(plan, isLarge(plan) ? 'fast' : 'careful', limit)
  const other = otherManner(plan, first)
  if (other === null) return first
  const second = await inManner(plan, other, limit)
  return needed(second) < needed(first) ? second : first
}

async function inManner(plan: Plan, manner: Manner, limit: number): Promise<Layout> {
  const graph = graphOf(plan, manner)
  return placeOf(plan, graph, await laidOut(graph.root, limit))
}

const isLarge = ({ chart, children }: Plan): boolean =>
  chart.arrows.length > 64 || [...children.values()].some((inner) => inner.length > 16)

function otherManner({ chart }: Plan, { width, height }: Layout): Manner | null {
  if (Math.max(width, height) < 2_200) return null
  if (width > 2.8 * height) return 'across'
  const isFlat = chart.states.every(({ parent }) => parent === null || parent === chart.id)
  return height > 2 * width && isFlat ? 'columns' : null
}

/** The width of the landscape sheet that takes it. */
const needed = ({ width, height }: Layout): number => Math.max(width, height * 1.5)
