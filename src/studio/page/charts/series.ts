/** A line of a timeline, by the positions of its points. */
export interface Series {
  /** Written at the end of the line. */
  readonly name: string
  /** A variable of the palette, such as `--s1`. */
  readonly colour: string
  /** Of its name, where its colour is too pale for letters. */
  readonly ink?: string
  readonly values: readonly (number | null)[]
  readonly low?: readonly (number | null)[]
  readonly high?: readonly (number | null)[]
  readonly dash?: readonly number[]
}

export interface Layers {
  /** As uPlot takes them: positions, then lines, or edges of layers, or of bands. */
  readonly data: (readonly (number | null)[])[]
  /** For each series, the place of its line in `data`. */
  readonly lines: readonly number[]
  /** Pairs of places in `data` between which is filled; −1: down to nothing. */
  readonly fills: readonly { readonly upper: number; readonly lower: number; readonly series: number }[]
}

/** Lines with their bands. */
export function layersOf(xs: readonly number[], series: readonly Series[]): Layers {
  const data: (readonly (number | null)[])[] = [xs]
  const lines: number[] = []
  const fills: { upper: number; lower: number; series: number }[] = []
  for (const [s, { values, low, high }] of series.entries()) {
    lines.push(data.push(values) - 1)
    if (low && high) fills.push({ upper: data.push(high) - 1, lower: data.push(low) - 1, series: s })
  }
  return { data, lines, fills }
}

/** The same as layers on each other, each as part of their sum. The first lies at the bottom. */
export function stackOf(xs: readonly number[], series: readonly Series[]): Layers {
  const sums = xs.map((_, i) => series.reduce((sum, { values }) => sum + (values[i] ?? 0), 0))
  const data: (readonly (number | null)[])[] = [xs]
  const below = xs.map(() => 0)
  for (const { values } of series)
    data.push(
      xs.map((_, i) => {
        below[i] = (below[i] ?? 0) + (values[i] ?? 0)
        const sum = sums[i] ?? 0
        return sum > 0 ? (below[i] ?? 0) / sum : null
      })
    )
  return {
    data,
    lines: series.map((_, s) => s + 1),
    fills: series.map((_, s) => ({ upper: s + 1, lower: s === 0 ? -1 : s, series: s }))
  }
}
