import { ACTS, type Act } from '../../contract/instruction.ts'
import { estimateMean } from '../../experiment/intervals.ts'
import { addValue, createMoments, type Moments, mergeMoments } from '../../experiment/moments.ts'
import type { Interval, PopulationView } from '../api.ts'
import type { Groups } from './groups.ts'

/** How far what was asked for was there, in one segment. */
interface Fate {
  asked: number
  before: number
  after: Moments
}

export interface Instructions {
  asked(person: number, act: Act): void
  /** Shares of the slates before and after it that fitted, 0 … 1. */
  followed(person: number, act: Act, before: number, after: number): void
  view(segment?: number): PopulationView['instructions']
}

/** What people ask for, and what comes of it. */
export function createInstructions({ of, segments }: Groups): Instructions {
  const fates = new Map(
    ACTS.map((act) => [act, segments.map((): Fate => ({ asked: 0, before: 0, after: createMoments() }))])
  )
  const fateOf = (person: number, act: Act) => fates.get(act)![of[person]!]!
  return {
    asked(person, act) {
      fateOf(person, act).asked++
    },
    followed(person, act, before, after) {
      const fate = fateOf(person, act)
      fate.before += before
      addValue(fate.after, after)
    },
    view: (segment) =>
      ACTS.flatMap((act) => {
        const all = fates.get(act)!
        const { asked, before, after } = segment === undefined ? all.reduce(merged) : all[segment]!
        if (asked === 0) return []
        const followed = after.n
        return [
          { act, asked, followed, before: followed > 0 ? before / followed : 0, after: intervalOf(after, [0, 1]) }
        ]
      }).sort((a, b) => b.asked - a.asked)
  }
}

const merged = (a: Fate, b: Fate): Fate => ({
  asked: a.asked + b.asked,
  before: a.before + b.before,
  after: mergeMoments(a.after, b.after)
})

/** The mean with its 95 % interval; of nothing it is the whole range, with n 0. */
export const intervalOf = (moments: Moments, range: readonly [number, number]): Interval =>
  moments.n === 0
    ? { value: 0, low: range[0], high: range[1], n: 0 }
    : estimateMean(moments, { range: [range[0], range[1]] })
