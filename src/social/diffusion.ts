import type { Luck } from '../contract/chance.ts'
import { RecoError } from '../contract/error.ts'
import { reversed, type SocialGraph } from './graph.ts'

/** How something went through a graph: from whom each person had it, and in which round. */
export interface Diffusion {
  /** Position of whoever it came from; −1 for those it began with, −2 for those it never reached. */
  readonly from: Int32Array
  /** Rounds since the beginning, 0 for those it began with; −1 for those it never reached. */
  readonly round: Int32Array
}

/**
 * Independent cascade: whoever has it passes it on once along each tie, with the chance of its weight.
 *
 * @param seeds where it begins
 * @param luck  drawn at (from, to, run): a tie is open or shut whoever asks, and in whatever order
 * @param run   tells runs apart
 * @throws RecoError `diffusion.no-such-person`
 * @source Kempe, Kleinberg & Tardos, KDD 2003
 * @example independentCascade(graphOf(2, [{ from: 0, to: 1 }]), [0], luck).round // => [0, 1]
 */
export function independentCascade(graph: SocialGraph, seeds: readonly number[], luck: Luck, run = 0): Diffusion {
  const { offsets, followers, weights } = graph
  const { from, round } = begin(graph, seeds)
  let front = sorted(seeds)
  for (let now = 1; front.length > 0; now++) {
    const next: number[] = []
    for (const person of front)
      for (let at = offsets[person]!; at < offsets[person + 1]!; at++) {
        const to = followers[at]!
        if (round[to]! >= 0 || luck.at(person, to, run) >= weights[at]!) continue
        from[to] = person
        round[to] = now
        next.push(to)
      }
    front = sorted(next)
  }
  return { from, round }
}

/**
 * Linear threshold: a person takes it up once the weights of those it follows and who have it reach its threshold, which is
 * even between 0 and 1. Weights into one person must sum to 1 at most.
 *
 * @throws RecoError `diffusion.too-heavy`; `diffusion.no-such-person`
 * @source Granovetter, AJS 83, 1978; Kempe, Kleinberg & Tardos, KDD 2003
 */
export function linearThreshold(graph: SocialGraph, seeds: readonly number[], luck: Luck, run = 0): Diffusion {
  mustNotBeHeavy(graph)
  const { people, offsets, followers, weights } = graph
  const { from, round } = begin(graph, seeds)
  const pressure = new Float64Array(people)
  let front = sorted(seeds)
  for (let now = 1; front.length > 0; now++) {
    const next: number[] = []
    for (const person of front)
      for (let at = offsets[person]!; at < offsets[person + 1]!; at++) {
        const to = followers[at]!
        pressure[to]! += weights[at]!
        if (round[to]! >= 0 || pressure[to]! < luck.at(to, 0, run)) continue
        from[to] = person
        round[to] = now
        next.push(to)
      }
    front = sorted(next)
  }
  return { from, round }
}

export interface SirOptions {
  /** Chance that a tie passes it on, in each round, 0 to 1, times its weight. */
  readonly passing: number
  /** Chance to be done with it, in each round, above 0 to 1. */
  readonly recovery: number
}

/**
 * Susceptible, infected, recovered, in rounds: who has it passes it on in every round until done with it.
 *
 * @throws RecoError `diffusion.bad-sir`; `diffusion.no-such-person`
 * @source Kermack & McKendrick, Proc. R. Soc. A 115, 1927, in chances and rounds
 */
export function sir(
  graph: SocialGraph,
  seeds: readonly number[],
  { passing, recovery }: SirOptions,
  luck: Luck,
  run = 0
): Diffusion {
  if (!(passing >= 0 && passing <= 1 && recovery > 0 && recovery <= 1))
    throw new RecoError('diffusion.bad-sir', {
      what: `passing is ${passing} and recovery ${recovery}.`,
      fix: 'Give passing 0 to 1, and recovery above 0 and up to 1.'
    })
  const { offsets, followers, weights } = graph
  const { from, round } = begin(graph, seeds)
  let ill = sorted(seeds)
  const recovers = (person: number) => {
    const u = luck.at(person, person, run)
    return recovery === 1 ? 1 : Math.max(1, Math.ceil(Math.log(u) / Math.log1p(-recovery)))
  }
  for (let now = 1; ill.length > 0; now++) {
    const fresh: number[] = []
    for (const person of ill)
      for (let at = offsets[person]!; at < offsets[person + 1]!; at++) {
        const to = followers[at]!
        if (round[to]! >= 0 || luck.at(person, to, run, now) >= passing * weights[at]!) continue
        from[to] = person
        round[to] = now
        fresh.push(to)
      }
    ill = sorted([...ill.filter((person) => now - round[person]! < recovers(person)), ...fresh])
  }
  return { from, round }
}

/**
 * The share that one big outbreak reaches where everybody meets everybody: z = 1 − exp(−R₀ z); 0 up to R₀ = 1.
 *
 * @param r0 people whom one infects among people who have not had it, 0 or more
 * @example finalSize(2) // => 0.7968…
 */
export function finalSize(r0: number): number {
  if (!(r0 > 1)) return 0
  let [low, high] = [1e-12, 1]
  for (let i = 0; i < 100; i++) {
    const z = (low + high) / 2
    if (1 - Math.exp(-r0 * z) > z) low = z
    else high = z
  }
  return (low + high) / 2
}

function begin(graph: SocialGraph, seeds: readonly number[]) {
  const from = new Int32Array(graph.people).fill(-2)
  const round = new Int32Array(graph.people).fill(-1)
  for (const seed of seeds) {
    if (!(Number.isInteger(seed) && seed >= 0 && seed < graph.people))
      throw new RecoError('diffusion.no-such-person', {
        what: `It should begin with person ${seed}; there are ${graph.people}, from 0.`,
        fix: 'Begin with people of the graph.'
      })
    from[seed] = -1
    round[seed] = 0
  }
  return { from, round }
}

const sorted = (people: readonly number[]) => [...new Set(people)].sort((a, b) => a - b)

export function mustNotBeHeavy(graph: SocialGraph): void {
  const { offsets, weights } = reversed(graph)
  for (let person = 0; person < graph.people; person++) {
    let sum = 0
    for (let at = offsets[person]!; at < offsets[person + 1]!; at++) sum += weights[at]!
    if (sum > 1 + 1e-9)
      throw new RecoError('diffusion.too-heavy', {
        what: `The weights of those whom person ${person} follows sum to ${sum}.`,
        fix: 'Let them sum to 1 at most, such as 1 / how many it follows.'
      })
  }
}
