import { RecoError } from '../contract/error.ts'
import { mustNotBeHeavy } from './diffusion.ts'
import type { SocialGraph } from './graph.ts'

/** Worlds that may be enumerated: 2^20. */
const MOST = 2 ** 20

export interface ExactSpread {
  /** The chance that it reaches each person. */
  readonly reach: Float64Array
  /** How many people it reaches on average, those it begins with among them. */
  readonly expectedSize: number
}

/**
 * Independent cascade, by all 2^E ways in which ties can be open or shut.
 *
 * @param graph up to 20 ties with a weight above 0 and below 1
 * @throws RecoError `diffusion.too-large`
 * @source Kempe, Kleinberg & Tardos, KDD 2003: live edges
 * @example exactCascade(graphOf(2, [{ from: 0, to: 1, weight: 0.5 }]), [0]).expectedSize // => 1.5
 */
export function exactCascade(graph: SocialGraph, seeds: readonly number[]): ExactSpread {
  const unsure = Array.from(graph.weights.keys()).filter((at) => graph.weights[at]! > 0 && graph.weights[at]! < 1)
  if (2 ** unsure.length > MOST) throw tooLarge(2 ** unsure.length)
  const open = Uint8Array.from(graph.weights, (weight) => (weight === 1 ? 1 : 0))
  const sum = createSum(graph.people)
  for (let world = 0; world < 2 ** unsure.length; world++) {
    let chance = 1
    for (const [bit, at] of unsure.entries()) {
      open[at] = (world >>> bit) & 1
      chance *= open[at] ? graph.weights[at]! : 1 - graph.weights[at]!
    }
    sum.add(reachOf(graph, seeds, open), chance)
  }
  return sum.get()
}

/**
 * Linear threshold, by all ways in which each person can have one tie at most open into it: the tie with the chance of its
 * weight, none with what is left.
 *
 * @param graph weights into one person sum to 1 at most; no more than 2^20 ways
 * @throws RecoError `diffusion.too-large`; `diffusion.too-heavy`
 * @source Kempe, Kleinberg & Tardos, KDD 2003, theorem 2.5
 */
export function exactThreshold(graph: SocialGraph, seeds: readonly number[]): ExactSpread {
  mustNotBeHeavy(graph)
  const into = intoEach(graph)
  const ways = into.reduce((product, ties) => product * (ties.length + 1), 1)
  if (ways > MOST) throw tooLarge(ways)
  const sum = createSum(graph.people)
  const open = new Uint8Array(graph.ties)
  const choose = (person: number, chance: number): void => {
    if (chance === 0) return
    if (person === graph.people) {
      sum.add(reachOf(graph, seeds, open), chance)
      return
    }
    let none = 1
    for (const at of into[person]!) {
      open[at] = 1
      choose(person + 1, chance * graph.weights[at]!)
      open[at] = 0
      none -= graph.weights[at]!
    }
    choose(person + 1, chance * Math.max(0, none))
  }
  choose(0, 1)
  return sum.get()
}

/** Positions of the ties that lead to each person. */
function intoEach(graph: SocialGraph): number[][] {
  const into = Array.from({ length: graph.people }, (): number[] => [])
  for (const [at, to] of graph.followers.entries()) into[to]!.push(at)
  return into
}

function reachOf({ people, offsets, followers }: SocialGraph, seeds: readonly number[], open: Uint8Array): Uint8Array {
  const reached = new Uint8Array(people)
  const front = [...seeds]
  for (const seed of seeds) reached[seed] = 1
  while (front.length > 0) {
    const person = front.pop()!
    for (let at = offsets[person]!; at < offsets[person + 1]!; at++) {
      const to = followers[at]!
      if (!open[at] || reached[to]) continue
      reached[to] = 1
      front.push(to)
    }
  }
  return reached
}

function createSum(people: number) {
  const reach = new Float64Array(people)
  return {
    add(reached: Uint8Array, chance: number): void {
      for (let person = 0; person < people; person++) reach[person]! += reached[person]! * chance
    },
    get: (): ExactSpread => ({ reach, expectedSize: reach.reduce((sum, each) => sum + each, 0) })
  }
}

const tooLarge = (ways: number) =>
  new RecoError('diffusion.too-large', {
    what: `There are ${ways.toPrecision(3)} ways in which ties can be open; up to ${MOST} are enumerated.`,
    fix: 'Sample it, with `independentCascade` or `linearThreshold`.'
  })
