/** What is known of candidates: how much each draws (0 or more), and what it is worth in the long run if it is taken. */
export interface Candidates {
  readonly count: number
  readonly draws: Float64Array
  readonly worths: Float64Array
  /** The same of taking nothing. */
  readonly nothing: { readonly draw: number; readonly worth: number }
}

/**
 * What a slate is worth where one thing of it is taken at most, each in proportion to what it draws:
 * Q(s, A) = Σ P(i | s, A) · Q(s, i), over the items of the slate and taking nothing.
 *
 * @param slate  positions of candidates
 * @source       Ie et al., SlateQ, IJCAI 2019, proposition 1
 */
export function worthOf(slate: readonly number[], { draws, worths, nothing }: Candidates): number {
  let weight = nothing.draw
  let sum = nothing.draw * nothing.worth
  for (const at of slate) {
    weight += draws[at]!
    sum += draws[at]! * worths[at]!
  }
  return weight > 0 ? sum / weight : 0
}

/** How the best slate is looked for. */
export const SEARCHES = ['top', 'greedy', 'exact'] as const
export type Search = (typeof SEARCHES)[number]

/**
 * The slate of `size` candidates, most first: `top` takes those of most draw × worth; `greedy` adds one after the other,
 * whichever makes the slate worth most; `exact` finds the slate that is worth most of all.
 *
 * @source Ie et al., SlateQ, IJCAI 2019, section 5
 */
export function bestSlate(of: Candidates, size: number, search: Search): number[] {
  const many = Math.min(size, of.count)
  if (search === 'greedy') return greedily(of, many)
  return search === 'top' ? top(of, many, 0) : exactly(of, many)
}

/** Those of most draw × (worth − less), the first of equals first. */
function top({ count, draws, worths }: Candidates, many: number, less: number): number[] {
  const score = (at: number) => draws[at]! * (worths[at]! - less)
  const order = Array.from({ length: count }, (_, at) => at)
  return order.sort((a, b) => score(b) - score(a) || a - b).slice(0, many)
}

function greedily(of: Candidates, many: number): number[] {
  const { count, draws, worths, nothing } = of
  const slate: number[] = []
  let [weight, sum] = [nothing.draw, nothing.draw * nothing.worth]
  for (let slot = 0; slot < many; slot++) {
    let [found, high] = [-1, Number.NEGATIVE_INFINITY]
    for (let at = 0; at < count; at++) {
      if (slate.includes(at)) continue
      const total = weight + draws[at]!
      const worth = total > 0 ? (sum + draws[at]! * worths[at]!) / total : 0
      if (worth > high) [found, high] = [at, worth]
    }
    slate.push(found)
    weight += draws[found]!
    sum += draws[found]! * worths[found]!
  }
  return slate
}

/**
 * A ratio of sums is as large as λ exactly where Σ draw · (worth − λ) is 0 or more, which is largest for the top of that: so
 * λ is raised to what its own best slate is worth, until it stays.
 *
 * @source Dinkelbach, On nonlinear fractional programming, Management Science 13, 1967
 */
function exactly(of: Candidates, many: number): number[] {
  let slate = top(of, many, 0)
  let worth = worthOf(slate, of)
  for (;;) {
    const next = top(of, many, worth)
    const better = worthOf(next, of)
    if (!(better > worth)) return slate
    slate = next
    worth = better
  }
}
