const HEIGHTS = '▁▂▃▄▅▆▇█'
const WIDEST = 24

/** A curve as a word: its last values, from its lowest to its highest. */
export function sparkline(values: readonly number[]): string {
  const shown = values.slice(-WIDEST)
  const low = Math.min(...shown)
  const span = Math.max(...shown) - low
  return shown.map((value) => HEIGHTS[span > 0 ? Math.round(((value - low) / span) * 7) : 3]!).join('')
}
