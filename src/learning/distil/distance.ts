/** The largest distance between the distributions of two samples: Kolmogorov and Smirnov's. 1 when one is empty. */
export function distanceBetween(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length === 0 || b.length === 0) return a.length === b.length ? 0 : 1
  const [x, y] = [sorted(a), sorted(b)]
  let [i, j, most] = [0, 0, 0]
  while (i < x.length && j < y.length) {
    const at = Math.min(x[i]!, y[j]!)
    while (i < x.length && x[i]! <= at) i++
    while (j < y.length && y[j]! <= at) j++
    most = Math.max(most, Math.abs(i / x.length - j / y.length))
  }
  return most
}

/** The same between a sample and a law. @param cdf the part at or below, and the part below, where the two differ */
export function distanceTo(sample: ArrayLike<number>, cdf: (at: number, isBelow: boolean) => number): number {
  const x = sorted(sample)
  let most = 0
  for (let i = 0; i < x.length; ) {
    const at = x[i]!
    const below = i / x.length
    while (i < x.length && x[i] === at) i++
    most = Math.max(most, Math.abs(i / x.length - cdf(at, false)), Math.abs(below - cdf(at, true)))
  }
  return most
}

const sorted = (values: ArrayLike<number>): Float64Array => Float64Array.from(values).sort()
