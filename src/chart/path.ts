import type { Point } from './place.ts'

/** A number as short as one can see. */
export const short = (value: number): string => String(Math.round(value * 10) / 10)

/** How long a head is before it grows; the line ends where the head is wide enough to hide its end. */
const HEAD = 5

/** An arrow along corners, which are rounded: `line` ends before the head, which stands at `tip`, turned by `turn` degrees. */
export function arrowAlong(points: readonly Point[]): { line: string; tip: Point; turn: number } {
  const tip = points.at(-1)!
  const before = [...points].reverse().find(({ x, y }) => Math.hypot(tip.x - x, tip.y - y) > 0.5) ?? {
    x: tip.x,
    y: tip.y - 1
  }
  const length = Math.hypot(tip.x - before.x, tip.y - before.y)
  const share = Math.min(HEAD, length / 2) / length
  const end = { x: tip.x - (tip.x - before.x) * share, y: tip.y - (tip.y - before.y) * share }
  const turn = (Math.atan2(tip.y - before.y, tip.x - before.x) * 180) / Math.PI
  return { line: rounded([...points.slice(0, -1), end]), tip, turn }
}

/** The same for a curve with a control point at each end. */
export function arrowOver(curve: readonly [Point, Point, Point, Point]): { line: string; tip: Point; turn: number } {
  const [start, leave, reach, tip] = curve
  const level = Math.sign(tip.x - reach.x)
  const line = `M${at(start)}C${at(leave)} ${at(reach)} ${at({ x: tip.x - level * HEAD, y: tip.y })}`
  return { line, tip, turn: level < 0 ? 180 : 0 }
}

/** A line with round corners of at most so many px. */
export function rounded(points: readonly Point[], radius = 10): string {
  const [first] = points
  if (!first) return ''
  let d = `M${at(first)}`
  for (let i = 1; i < points.length - 1; i++) {
    const [a, b, c] = [points[i - 1]!, points[i]!, points[i + 1]!]
    const [into, out] = [Math.hypot(b.x - a.x, b.y - a.y), Math.hypot(c.x - b.x, c.y - b.y)]
    const r = Math.min(radius, into / 2, out / 2)
    if (r < 0.5) d += `L${at(b)}`
    else d += `L${at(toward(b, a, r / into))}Q${at(b)} ${at(toward(b, c, r / out))}`
  }
  return points.length > 1 ? `${d}L${at(points.at(-1)!)}` : d
}

const at = ({ x, y }: Point): string => `${short(x)} ${short(y)}`
const toward = (from: Point, to: Point, share: number): Point => ({
  x: from.x + (to.x - from.x) * share,
  y: from.y + (to.y - from.y) * share
})
