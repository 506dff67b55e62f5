/** Points of a line at most: more than there are pixels help nobody. */
const MOST = 400

/** A line through values of 0 to 1 on 100 × 24; of long ones, the lowest and the highest of each stretch are kept. */
export function sparkline(values: readonly (number | undefined)[]): string {
  const last = Math.max(1, values.length - 1)
  const stretch = Math.ceil(values.length / MOST)
  const points: string[] = []
  for (let from = 0; from < values.length; from += stretch) {
    let [low, high] = [-1, -1]
    for (let at = from; at < Math.min(values.length, from + stretch); at++) {
      const value = values[at]
      if (value === undefined) continue
      if (low < 0 || value < (values[low] ?? 0)) low = at
      if (high < 0 || value > (values[high] ?? 0)) high = at
    }
    for (const at of low === high ? [low] : [low, high].sort((a, b) => a - b))
      if (at >= 0)
        points.push(`${round((100 * at) / last)} ${round(23 - 22 * Math.max(0, Math.min(1, values[at] ?? 0)))}`)
  }
  return points.length === 0 ? '' : `M${points.join('L')}`
}

const round = (value: number): number => Math.round(100 * value) / 100
