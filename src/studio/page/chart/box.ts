/** A part of a drawing, in its own units. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** How near one can come: so many times as near as where all is seen; and how far away. */
const CLOSEST = 12
const FARTHEST = 1.6
const MARGIN = 14

/** All of a drawing. */
export const grown = ({ width, height }: Pick<Box, 'width' | 'height'>): Box => around({ x: 0, y: 0, width, height })

/** With a margin. */
export const around = ({ x, y, width, height }: Box): Box => ({
  x: x - MARGIN,
  y: y - MARGIN,
  width: width + 2 * MARGIN,
  height: height + 2 * MARGIN
})

/** Nearer by a factor, while one point stays where it is. */
export function zoomed(seen: Box, all: Box, factor: number, fixed: { readonly x: number; readonly y: number }): Box {
  const scale = Math.min(
    Math.max(1 / factor, all.width / CLOSEST / seen.width),
    Math.max(FARTHEST * all.width, seen.width) / seen.width
  )
  return {
    x: fixed.x - (fixed.x - seen.x) * scale,
    y: fixed.y - (fixed.y - seen.y) * scale,
    width: seen.width * scale,
    height: seen.height * scale
  }
}

/** Letters of a drawing are 11.5 units high, and 9 px of the screen can be read. */
const READABLE = 11.5 / 9

/**
 * What of a drawing is seen first on so many pixels, so that its letters can be read: all of it where they can, or as much
 * of it as may be around a part; of one that is too tall, its upper end.
 */
export function readable(all: Box, part: Box, { width, height }: Pick<Box, 'width' | 'height'>): Box {
  if (all.width <= READABLE * width && all.height <= READABLE * height) return all
  const wide = Math.min(all.width, READABLE * width)
  const tall = Math.min(all.height, READABLE * height)
  const x = part.x + (part.width - wide) / 2
  const y = part.height > tall ? part.y : part.y + (part.height - tall) / 2
  return {
    x: Math.min(Math.max(x, all.x), all.x + all.width - wide),
    y: Math.min(Math.max(y, all.y), all.y + all.height - tall),
    width: wide,
    height: tall
  }
}

/** The least box around some. */
export function enclosing(boxes: readonly Box[]): Box | undefined {
  if (boxes.length === 0) return undefined
  const x = Math.min(...boxes.map((one) => one.x))
  const y = Math.min(...boxes.map((one) => one.y))
  const right = Math.max(...boxes.map((one) => one.x + one.width))
  const bottom = Math.max(...boxes.map((one) => one.y + one.height))
  return { x, y, width: right - x, height: bottom - y }
}

/** Whether one lies in the other, whole. */
export const isWithin = (part: Box, all: Box): boolean =>
  part.x >= all.x &&
  part.y >= all.y &&
  part.x + part.width <= all.x + all.width &&
  part.y + part.height <= all.y + all.height
