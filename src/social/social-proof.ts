import type { Luck } from '../contract/chance.ts'
import { RecoError } from '../contract/error.ts'

/** A market of things whose downloads everybody sees. */
export interface Market {
  /** How much each thing draws before anybody has taken it, 0 or more. */
  readonly appeal: ArrayLike<number>
  /** The chance that whoever tries it takes it, 0 to 1. */
  readonly quality: ArrayLike<number>
  /** How visible its place is, above 0; all alike if not given. */
  readonly visibility?: ArrayLike<number>
  /** How much what others took draws: 0, not at all; below 1, one end; 1, luck decides; above, one thing takes all. */
  readonly influence: number
}

/**
 * The chance that each thing is tried next: p[i] ∝ visibility · (appeal + downloads^influence), where nothing ** 0 is 1: at influence 0 downloads add the same to all.
 *
 * @param downloads number[n], how many took each so far
 * @returns         number[n], they sum to 1
 * @throws RecoError `social-proof.bad-market`
 * @source Maldonado, Van Hentenryck, Berbeglia & Berbeglia, Popularity signals in trial-offer markets, EJOR 2018; MusicLab
 * @example trial({ appeal: [1, 1], quality: [1, 1], influence: 1 }, [2, 0]) // => [0.75, 0.25]
 */
export function trial({ appeal, visibility, influence }: Market, downloads: ArrayLike<number>): Float64Array {
  const chances = Float64Array.from(appeal, (one, i) => (visibility?.[i] ?? 1) * (one + downloads[i]! ** influence))
  const sum = chances.reduce((total, each) => total + each, 0)
  if (!(sum > 0 && sum < Infinity) || !(influence >= 0))
    throw new RecoError('social-proof.bad-market', {
      what: `The pulls of ${appeal.length} things sum to ${sum}, influence ${influence}.`,
      fix: 'Give appeals of 0 or more, one above 0, and an influence of 0 or more.'
    })
  for (let i = 0; i < chances.length; i++) chances[i]! /= sum
  return chances
}

/**
 * One world in which so many people come one after the other, try one thing, and take it or not.
 *
 * @param luck  drawn at (person, world)
 * @returns     how many took each
 */
export function market(of: Market, people: number, luck: Luck, world = 0): Float64Array {
  const downloads = new Float64Array(of.appeal.length)
  for (let person = 0; person < people; person++) {
    const chances = trial(of, downloads)
    let u = luck.at(person, world)
    const takes = luck.block[1]!
    let chosen = 0
    while (chosen < chances.length - 1 && u >= chances[chosen]!) u -= chances[chosen++]!
    if (takes < of.quality[chosen]!) downloads[chosen]!++
  }
  return downloads
}

/**
 * Where a market with an influence of 0 … 1 (not 1) ends after very many people, whatever its beginning: shares of downloads in
 * proportion to (visibility · quality)^(1 / (1 − influence)); at influence 0 to visibility · quality · (appeal + 1).
 *
 * @throws RecoError `social-proof.no-end` from influence 1 on
 * @source Maldonado et al., EJOR 2018, theorem 1
 */
export function equilibrium({ appeal, quality, visibility, influence }: Market): Float64Array {
  if (!(influence >= 0 && influence < 1))
    throw new RecoError('social-proof.no-end', {
      what: `At an influence of ${influence} there is no single end: luck decides who is ahead.`,
      fix: 'Give an influence of 0 or more and below 1, or run `market` in many worlds.'
    })
  const ends = Float64Array.from(quality, (one, i) => {
    const seen = (visibility?.[i] ?? 1) * one
    return influence === 0 ? seen * (appeal[i]! + 1) : seen ** (1 / (1 - influence))
  })
  const sum = ends.reduce((total, each) => total + each, 0)
  return ends.map((each) => each / sum)
}
