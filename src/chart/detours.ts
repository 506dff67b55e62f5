import type { Bundle } from './bundles.ts'
import type { Box, Places, Point } from './place.ts'

const LANE = 18

/** Ways around below everything for arrows that ELK left out: it loses those that close a ring as it breaks it into columns. */
export function withDetours(bundles: readonly Bundle[], places: Places): void {
  const bottoms = [...places.boxes].filter(([id]) => !isWhole(id, places)).map(([, { y, height }]) => y + height)
  const corners = [...places.lines.values()].flat(2).map(({ y }) => y)
  let lane = [...bottoms, ...corners].reduce((a, b) => Math.max(a, b), 0)
  for (const bundle of bundles) {
    const wanted = bundle.isStray.filter((isStray) => !isStray).length
    const lines = places.lines.get(bundle)!
    if (bundle.home !== null || lines.length >= wanted || bundle.targets.length > 1) continue
    lane += LANE + bundle.height / 2
    const [from, to] = [places.boxes.get(bundle.source)!, places.boxes.get(bundle.targets[0]!)!]
    const line = around(from, to, lane)
    places.lines.set(bundle, [line])
    const { width, height } = bundle
    const [left, right] = [to.x - LANE, from.x + from.width + LANE]
    places.labels.set(bundle, { x: (left + right - width) / 2, y: lane - height / 2, width, height })
    lane += bundle.height / 2
    grow(places, lane + LANE)
  }
}

/** Out to the right, down, along the lane, up, and in from the left. */
function around(from: Box, to: Box, lane: number): Point[] {
  const [out, into] = [from.y + from.height / 2, to.y + to.height / 2]
  const [right, left] = [from.x + from.width + LANE, to.x - LANE]
  return [
    { x: from.x + from.width, y: out },
    { x: right, y: out },
    { x: right, y: lane },
    { x: left, y: lane },
    { x: left, y: into },
    { x: to.x, y: into }
  ]
}

/** The state around all others is the first. */
const isWhole = (id: string, { boxes }: Places): boolean => boxes.size > 1 && id === boxes.keys().next().value

function grow({ boxes }: Places, bottom: number): void {
  const [whole] = boxes
  if (whole) boxes.set(whole[0], { ...whole[1], height: Math.max(whole[1].height, bottom - whole[1].y) })
}
