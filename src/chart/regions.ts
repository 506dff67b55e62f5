import type { Bundle } from './bundles.ts'
import type { Box, Places, Point } from './place.ts'
import { isWithin, type Plan } from './plan.ts'

const BETWEEN = 28

/**
 * Regions of a parallel state side by side in the order of the machine, from one top line to one bottom line. Only where no
 * line that ELK drew crosses a region's border; elsewhere they stay as ELK put them.
 */
export function inColumns(plan: Plan, bundles: readonly Bundle[], places: Places): Places {
  const parallels = plan.chart.states.filter(({ type }) => type === 'parallel').reverse() // the innermost first
  for (const { id } of parallels) {
    const regions = (plan.children.get(id) ?? []).map((region) => region.id)
    const isPlain = regions.every((region) => bundles.every((bundle) => isApart(plan, bundle, region)))
    if (isPlain && regions.length > 1) arrange(plan, bundles, places, id, regions)
  }
  return places
}

/** Whether all of a bundle is within a region, or all of it outside. */
function isApart({ states }: Plan, bundle: Bundle, region: string): boolean {
  const drawn = bundle.targets.filter((_, at) => !bundle.isStray[at])
  const ends = bundle.way === 'up' ? [bundle.source, bundle.home ?? ''] : [bundle.home ?? bundle.source, ...drawn]
  const within = ends.map((end) => isWithin(region, end, states))
  return within.every((one) => one === within[0])
}

function arrange(plan: Plan, bundles: readonly Bundle[], places: Places, parallel: string, regions: readonly string[]) {
  const boxOf = (id: string): Box => places.boxes.get(id)!
  const all = regions.map(boxOf)
  const top = Math.min(...all.map(({ y }) => y))
  const tallest = Math.max(...all.map(({ height }) => height))
  const whole = boxOf(parallel)
  let x = Math.min(...all.map((box) => box.x))
  for (const region of regions) {
    const box = boxOf(region)
    move(plan, bundles, places, region, { x: x - box.x, y: top - box.y })
    places.boxes.set(region, { x, y: top, width: box.width, height: tallest })
    x += box.width + BETWEEN
  }
  const [right, bottom] = [x - BETWEEN + 22, top + tallest + 20]
  // what stands beside it keeps its place, so that it may not grow beyond what ELK gave it
  const isWhole = plan.states.get(parallel)?.parent === null
  const width = Math.max(isWhole ? 0 : whole.width, right - whole.x, plan.heads.get(parallel)!.width)
  const height = isWhole ? bottom - whole.y : Math.max(whole.height, bottom - whole.y)
  places.boxes.set(parallel, { ...whole, width, height })
}

/** Takes all that is in a region along. */
function move(plan: Plan, bundles: readonly Bundle[], places: Places, region: string, by: Point): void {
  const moved = <T extends Point>(at: T): T => ({ ...at, x: at.x + by.x, y: at.y + by.y })
  for (const [id, box] of places.boxes) if (isWithin(region, id, plan.states)) places.boxes.set(id, moved(box))
  for (const bundle of bundles) {
    if (!isWithin(region, bundle.home ?? bundle.source, plan.states)) continue
    places.lines.set(
      bundle,
      places.lines.get(bundle)!.map((line) => line.map(moved))
    )
    const label = places.labels.get(bundle)
    if (label) places.labels.set(bundle, moved(label))
  }
}
