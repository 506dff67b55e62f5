import type { Box, Layout, Point } from './place.ts'

/** Where the dot of an initial state stands, and where its arrow ends. */
export interface Start {
  readonly dot: Point
  readonly tip: Point
}

/** Above the state or beside it, wherever it is farthest from arrows; the first place that is free. */
export function startOf(box: Box, { routes }: Layout): Start {
  const places: Start[] = []
  for (let x = box.x + 18; x <= box.x + box.width - 18; x += 10) {
    places.push({ dot: { x, y: box.y - 17 }, tip: { x, y: box.y } })
  }
  const y = box.y + Math.min(22, box.height / 2)
  places.push({ dot: { x: box.x - 19, y }, tip: { x: box.x, y } })
  const lines = [...routes.values()].flatMap((route) => route.lines)
  const pieces = lines.flatMap((line) => line.slice(1).map((to, at) => [line[at] as Point, to] as const))
  let best = { place: places[0]!, free: -1 }
  for (const place of places) {
    let free = FREE
    for (const [from, to] of pieces) free = Math.min(free, gap(place, from, to))
    if (free >= FREE) return place
    if (free > best.free) best = { place, free }
  }
  return best.place
}

/** As far from an arrow as one could wish, px. */
const FREE = 11

/** Between an upright or level line and the dot with its arrow, px. */
function gap({ dot, tip }: Start, from: Point, to: Point): number {
  const x = apart(dot.x, tip.x, from.x, to.x)
  const y = apart(dot.y, tip.y, from.y, to.y)
  return Math.max(x, y)
}

const apart = (a: number, b: number, c: number, d: number): number =>
  Math.max(0, Math.max(Math.min(a, b), Math.min(c, d)) - Math.min(Math.max(a, b), Math.max(c, d)))
