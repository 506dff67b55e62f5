import type { Diffusion } from './diffusion.ts'

/** The shape of one cascade, or of several that began apart. */
export interface CascadeShape {
  /** People reached, those it began with among them. */
  readonly size: number
  /** Steps from the beginning to the one furthest away. */
  readonly depth: number
  /** Most people in one generation. */
  readonly breadth: number
  /** Mean number of steps between two people of one tree; 0 where nobody passed it on. About 2: one broadcast; more: chains. */
  readonly structuralVirality: number
  /** People whom one person passed it on to, over all but the last round: below 1 it dies out by itself. Null when nobody had the time to. */
  readonly reproduction: number | null
  /** The round in which most were reached, the first of several; 0: at the beginning. */
  readonly timeToPeak: number
  /** People reached in each round. */
  readonly byRound: readonly number[]
}

/**
 * Describes how something went.
 *
 * @param rounds rounds that were watched; the last that reached somebody if not given
 * @source structural virality: Goel, Anderson, Hofman & Watts, Management Science 62(1), 2016, by subtree sizes
 * @example shapeOf({ from: Int32Array.of(-1, 0), round: Int32Array.of(0, 1) }).size // => 2
 */
export function shapeOf({ from, round }: Diffusion, rounds?: number): CascadeShape {
  const reached = Array.from(round.keys())
    .filter((person) => round[person]! >= 0)
    .sort((a, b) => round[b]! - round[a]! || b - a) // leaves first
  const last = reached.length > 0 ? round[reached[0]!]! : 0
  const watched = Math.max(last, rounds ?? 0)
  const byRound = new Array<number>(watched + 1).fill(0)
  const depth = new Map<number, number>()
  const generations: number[] = []
  for (const person of reached.toReversed()) {
    byRound[round[person]!]!++
    const parent = from[person]!
    const here = parent < 0 ? 0 : depth.get(parent)! + 1
    depth.set(person, here)
    generations[here] = (generations[here] ?? 0) + 1
  }
  const given = reached.filter((person) => from[person]! >= 0).length
  const able = reached.filter((person) => round[person]! < watched).length
  const most = Math.max(0, ...byRound)
  return {
    size: reached.length,
    depth: Math.max(0, generations.length - 1),
    breadth: Math.max(0, ...generations),
    structuralVirality: viralityOf(reached, from),
    reproduction: able > 0 ? given / able : null,
    timeToPeak: byRound.indexOf(most),
    byRound
  }
}

/** Mean distance of two people of one tree: a tie between a subtree of s and the other n − s lies between s · (n − s) pairs. */
function viralityOf(leavesFirst: readonly number[], from: Int32Array): number {
  const under = new Map<number, number>()
  const rootOf = new Map<number, number>()
  for (const person of leavesFirst) {
    const mine = under.get(person) ?? 1
    under.set(person, mine)
    const parent = from[person]!
    if (parent >= 0) under.set(parent, (under.get(parent) ?? 1) + mine)
  }
  let [distance, pairs] = [0, 0]
  for (const person of leavesFirst.toReversed()) {
    const parent = from[person]!
    const root = parent < 0 ? person : rootOf.get(parent)!
    rootOf.set(person, root)
    const [whole, mine] = [under.get(root)!, under.get(person)!]
    if (parent < 0) pairs += (whole * (whole - 1)) / 2
    else distance += mine * (whole - mine)
  }
  return pairs > 0 ? distance / pairs : 0
}
