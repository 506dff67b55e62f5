import type { Luck } from '../contract/chance.ts'
import { RecoError } from '../contract/error.ts'

/** Row i: how much person i heeds each, 0 or more; they sum to 1. */
export type Heed = readonly ArrayLike<number>[]

/** DeGroot: everybody takes the mean of those it heeds. Opinions after one round. @source DeGroot, JASA 69, 1974 */
export function deGroot(opinions: ArrayLike<number>, heed: Heed): Float64Array {
  mustSumToOne(heed)
  return mean(opinions, heed)
}

/**
 * Friedkin–Johnsen: everybody also holds on to what it thought first. Where it ends: x* = (I − ΛW)⁻¹ (I − Λ) x₀.
 *
 * @param open Λ: how far each listens to others, 0 to 1; below 1 for somebody whom everybody hears of
 * @throws RecoError `opinion.bad-heed`; `opinion.no-end` when it does not settle
 * @source Friedkin & Johnsen, J. Math. Sociology 15, 1990
 */
export function friedkinJohnsen(first: ArrayLike<number>, heed: Heed, open: ArrayLike<number>): Float64Array {
  mustSumToOne(heed)
  let opinions = Float64Array.from(first)
  for (let round = 0; round < 1_000_000; round++) {
    const heard = mean(opinions, heed)
    let moved = 0
    const next = heard.map((one, i) => open[i]! * one + (1 - open[i]!) * first[i]!)
    for (let i = 0; i < next.length; i++) moved = Math.max(moved, Math.abs(next[i]! - opinions[i]!))
    opinions = next
    if (moved < 1e-15) return opinions
  }
  throw new RecoError('opinion.no-end', {
    what: 'Opinions do not settle.',
    fix: 'Let somebody whom all hear of hold on to its first opinion (open below 1).'
  })
}

/**
 * Deffuant: two meet, and where they are near enough each moves towards the other; in place. The mean stays.
 *
 * @param rounds meetings, each of two drawn anew
 * @param within how near is near enough
 * @param pace   how far they move, above 0 to 0.5
 * @source Deffuant, Neau, Amblard & Weisbuch, Adv. Complex Systems 3, 2000
 */
export function deffuant(
  opinions: Float64Array,
  rounds: number,
  { within, pace = 0.5 }: { within: number; pace?: number },
  luck: Luck,
  run = 0
): void {
  const n = opinions.length
  for (let round = 0; round < rounds; round++) {
    const a = Math.floor(luck.at(round, run) * n)
    const b = (a + 1 + Math.floor(luck.block[1]! * (n - 1))) % n
    const apart = opinions[b]! - opinions[a]!
    if (Math.abs(apart) >= within) continue
    opinions[a]! += pace * apart
    opinions[b]! -= pace * apart
  }
}

/** Hegselmann–Krause: everybody takes the mean of all who are near enough. One round. @source Hegselmann & Krause, JASSS 5(3), 2002 */
export function hegselmannKrause(opinions: ArrayLike<number>, within: number): Float64Array {
  const n = opinions.length
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => opinions[a]! - opinions[b]!)
  const sums = new Float64Array(n + 1)
  for (let i = 0; i < n; i++) sums[i + 1] = sums[i]! + opinions[order[i]!]!
  const next = new Float64Array(n)
  let [from, to] = [0, 0]
  for (let i = 0; i < n; i++) {
    const here = opinions[order[i]!]!
    while (here - opinions[order[from]!]! > within) from++
    while (to < n && opinions[order[to]!]! - here <= within) to++
    next[order[i]!] = (sums[to]! - sums[from]!) / (to - from)
  }
  return next
}

/** How many groups of opinions there are, no two of which are nearer than `apart`; only groups of a share `least` or more count. */
export function opinionClusters(opinions: ArrayLike<number>, apart = 0.01, least = 0): number {
  const sorted = Float64Array.from(opinions).sort()
  const sizes: number[] = []
  for (let i = 0; i < sorted.length; i++) {
    if (i === 0 || sorted[i]! - sorted[i - 1]! > apart) sizes.push(0)
    sizes[sizes.length - 1]!++
  }
  return sizes.filter((size) => size >= least * sorted.length).length
}

const mean = (opinions: ArrayLike<number>, heed: Heed): Float64Array =>
  Float64Array.from(heed, (row) => {
    let sum = 0
    for (let i = 0; i < row.length; i++) sum += row[i]! * opinions[i]!
    return sum
  })

function mustSumToOne(heed: Heed): void {
  const bad = heed.findIndex((row) => {
    const sum = Array.from(row).reduce((total, each) => total + each, 0)
    return !(Math.abs(sum - 1) < 1e-9) || row.length !== heed.length || Array.from(row).some((each) => each < 0)
  })
  if (bad < 0) return
  throw new RecoError('opinion.bad-heed', {
    what: `Row ${bad} of what people heed is ${JSON.stringify(Array.from(heed[bad]!).slice(0, 8))}.`,
    fix: 'Give as many numbers of 0 or more as there are people, which sum to 1.'
  })
}
