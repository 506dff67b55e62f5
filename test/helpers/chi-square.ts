import { createChance } from '../../src/kernel/chance.ts'
import * as gamma from '../../src/laws/gamma.ts'

/** The chance of counts at least as far from the law as these, by Pearson's χ²; cells expecting fewer than 5 are one cell. */
export function pValue(counts: ArrayLike<number>, probabilities: ArrayLike<number>): number {
  const n = Array.from(counts).reduce((sum, count) => sum + count, 0)
  let statistic = 0
  let cells = 0
  let rest = { count: 0, expected: 0 }
  for (let i = 0; i < probabilities.length; i++) {
    const expected = n * probabilities[i]!
    const count = counts[i] ?? 0
    if (expected < 5) rest = { count: rest.count + count, expected: rest.expected + expected }
    else {
      statistic += (count - expected) ** 2 / expected
      cells++
    }
  }
  if (rest.expected > 1e-9) {
    statistic += (rest.count - rest.expected) ** 2 / rest.expected
    cells++
  } else if (rest.count > 0) return 0 // what cannot happen did
  return gamma.upper((cells - 1) / 2, statistic / 2)
}

/** How often each of `cells` positions comes out of n uniform numbers; −1 counts as the last position. */
export function counted(n: number, cells: number, purpose: string, draw: (u: number) => number): Float64Array {
  const counts = new Float64Array(cells)
  eachUniform(n, purpose, (u) => {
    const drawn = draw(u)
    counts[drawn === -1 ? cells - 1 : Math.min(cells - 1, drawn)]! += 1
  })
  return counts
}

/** n uniform numbers with an address each. */
export function eachUniform(n: number, purpose: string, see: (u: number) => void): void {
  const luck = createChance(20_261_122).for(purpose)
  for (let i = 0; i < n; i += 4) {
    luck.at(i)
    for (let j = 0; j < 4 && i + j < n; j++) see(luck.block[j]!)
  }
}

/** The cells of a continuous law cut at `edges`: the chance of each, from its distribution function. */
export const binned = (edges: readonly number[], cdf: (x: number) => number): number[] =>
  [...edges, Number.POSITIVE_INFINITY].map((edge, i) => {
    const upTo = edge === Number.POSITIVE_INFINITY ? 1 : cdf(edge)
    return upTo - (i === 0 ? 0 : cdf(edges[i - 1]!))
  })

/** The cell of x among `edges`. */
export function binOf(x: number, edges: readonly number[]): number {
  let bin = 0
  while (bin < edges.length && x > edges[bin]!) bin++
  return bin
}

/** ∫ f over [from, to] by Simpson's rule. */
export function integral(f: (x: number) => number, from: number, to: number, panels = 2_000): number {
  const step = (to - from) / (2 * panels)
  let sum = f(from) + f(to)
  for (let i = 1; i < 2 * panels; i++) sum += (i % 2 ? 4 : 2) * f(from + i * step)
  return (sum * step) / 3
}

export const DRAWS = 200_000
/** G1: a law whose draws fit it worse than this is wrong. */
export const WORST = 1e-4
