import type { Bundle } from './bundles.ts'
import type { Box, Places, Point } from './place.ts'

type Curve = readonly [Point, Point, Point, Point]

/** Curves for what leads from region to region, over all that lies between; labels where they hide least. */
export function strayed(bundles: readonly Bundle[], places: Places): ReadonlyMap<Bundle, readonly Curve[]> {
  const curves = new Map<Bundle, Curve[]>()
  for (const bundle of bundles) {
    const { source, targets, isStray } = bundle
    const from = places.labels.get(bundle) ?? places.boxes.get(source)!
    const own = targets.filter((_, at) => isStray[at]).map((target) => curveBetween(from, places.boxes.get(target)!))
    if (own.length === 0) continue
    curves.set(bundle, own)
    if (!places.labels.has(bundle)) places.labels.set(bundle, labelOn(own[0]!, bundle, places))
  }
  return curves
}

function curveBetween(from: Box, to: Box): Curve {
  const [a, b] = [middle(from), middle(to)]
  const side = b.x >= a.x ? 1 : -1
  const start = { x: a.x + (side * from.width) / 2, y: a.y }
  const tip = { x: b.x - (side * to.width) / 2, y: b.y }
  const bend = side * Math.max(40, Math.min(140, Math.abs(tip.x - start.x) / 2))
  return [start, { x: start.x + bend, y: start.y }, { x: tip.x - bend, y: tip.y }, tip]
}

const PLACES = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8] as const

function labelOn(curve: Curve, { width, height }: Bundle, { boxes, labels }: Places): Box {
  const taken = [...boxes.values(), ...labels.values()]
  const choices = PLACES.map((share) => {
    const { x, y } = pointOn(curve, share)
    const box = { x: x - width / 2, y: y - height / 2, width, height }
    // what it lies in as a whole is around it and not hidden by it
    const hidden = taken.filter((other) => !holds(other, box)).reduce((sum, other) => sum + overlap(box, other), 0)
    return { box, hidden }
  })
  return choices.reduce((best, one) => (one.hidden < best.hidden ? one : best)).box
}

function pointOn([a, b, c, d]: Curve, t: number): Point {
  const u = 1 - t
  const along = (axis: 'x' | 'y') =>
    u * u * u * a[axis] + 3 * u * u * t * b[axis] + 3 * u * t * t * c[axis] + t * t * t * d[axis]
  return { x: along('x'), y: along('y') }
}

const middle = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height / 2 })
const holds = (outer: Box, inner: Box): boolean =>
  outer.x <= inner.x &&
  outer.y <= inner.y &&
  outer.x + outer.width >= inner.x + inner.width &&
  outer.y + outer.height >= inner.y + inner.height
const overlap = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y))
