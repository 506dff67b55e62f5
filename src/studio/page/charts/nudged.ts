export interface Placed {
  /** Where it belongs, px from the top. */
  readonly wanted: number
}

/**
 * Where labels go that lie above each other: near to where they belong, at least `gap` px apart, from 0 to `height` as long
 * as they fit. In the order given.
 */
export function nudged(labels: readonly Placed[], gap: number, height: number): number[] {
  const order = labels.map((_, i) => i).sort((a, b) => labels[a]!.wanted - labels[b]!.wanted)
  const at = labels.map(({ wanted }) => wanted)
  let floor = 0
  for (const i of order) {
    at[i] = Math.max(at[i]!, floor)
    floor = at[i]! + gap
  }
  let ceiling = height
  for (const i of order.reverse()) {
    at[i] = Math.min(at[i]!, ceiling)
    ceiling = at[i]! - gap
  }
  return at
}
