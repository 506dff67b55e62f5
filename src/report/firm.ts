import { detectableMean, normalCdf, tQuantile, usersForMeans } from '../experiment/index.ts'

/** A figure, or a difference on the same people, with its 95% interval over n of them. */
export interface Estimated {
  readonly value: number
  readonly low: number
  readonly high: number
  readonly n: number
}

/** How firm it stands. All in its own units. */
export interface Firmness {
  /** Half of its interval. */
  readonly half: number
  /** How far from it the same rehearsal with another seed would come out, 95 times in 100. */
  readonly move: number
}

/** How firm a difference stands. */
export interface GapFirmness extends Firmness {
  /** The chance that nothing but luck makes such a gap, or a wider one, where there is none. */
  readonly luck: number
  /** The chance that another seed gives the same verdict: clear and on the same side, or too close to call. */
  readonly same: number
  /** How many would show a gap of this size in 8 rehearsals of 10; null where it is too small for any number. */
  readonly toTell: number | null
  /** The least gap that so many as there were show in 8 rehearsals of 10. */
  readonly least: number
}

const errorOf = ({ low, high, n }: Estimated) => (high - low) / 2 / tQuantile(0.975, Math.max(1, n - 1))

export function firmnessOf(one: Estimated): Firmness {
  const half = (one.high - one.low) / 2
  return { half, move: half * Math.SQRT2 } // both rehearsals have their own luck
}

/** Below this part of its spread, a gap is none. */
const NO_GAP = 1e-5

/** Null where everybody does the same, so that there is no luck to speak of. */
export function gapFirmness(gap: Estimated): GapFirmness | null {
  const error = errorOf(gap)
  if (!(error > 0) || gap.n < 2) return null
  const sd = error * Math.sqrt(gap.n)
  const z = Math.abs(gap.value) / error
  const line = tQuantile(0.975, gap.n - 1)
  const above = (bar: number) => 1 - normalCdf((bar - z) / Math.SQRT2)
  const below = normalCdf((-line - z) / Math.SQRT2)
  const isClear = gap.low > 0 || gap.high < 0
  return {
    ...firmnessOf(gap),
    luck: 2 * (1 - normalCdf(z)),
    same: isClear ? above(line) : Math.max(0, 1 - above(line) - below),
    toTell: Math.abs(gap.value) / sd > NO_GAP ? usersForMeans(gap.value, { sd, paired: true }) : null,
    least: detectableMean(gap.n, { sd, paired: true })
  }
}

/** A chance among rehearsals, as one would say it. */
export function outOf(chance: number): string {
  if (chance >= 0.995) return 'more than 99 in 100'
  if (chance < 0.005) return 'fewer than 1 in 100'
  return `${Math.round(100 * chance)} in 100`
}

/** How often luck makes a gap like it. */
export function luckSaid(luck: number): string {
  if (luck < 0.001) return 'less than once in 1,000 rehearsals'
  if (luck < 0.05) return `once in ${Math.round(1 / luck)} rehearsals`
  return `in ${Math.round(100 * luck)} of 100 rehearsals`
}
