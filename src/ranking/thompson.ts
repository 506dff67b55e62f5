import * as normal from '../laws/normal.ts'

/** A draw for each of some arms, and the arms in the order of their draws. */
export interface Draws {
  /**
   * Lays a draw of a normal law before an arm; all arms must have one before the first `next`.
   *
   * @param uniform  above 0 and below 1: the draw is the number below which the law falls with this chance
   */
  lay(arm: number, mean: number, sd: number, uniform: number): void
  /** The arm with the highest draw that was not named yet; −1 when all were. */
  next(): number
}

/** Steps of the table of bounds. */
const STEPS = 256

/**
 * Draws that are worked out only as far as is needed to name the highest: a bound from a table tells which cannot be it.
 *
 * @param arms  1 or more
 */
export function createDraws(arms: number): Draws {
  const means = new Float64Array(arms)
  const sds = new Float64Array(arms)
  const uniforms = new Float64Array(arms)
  const atMost = new Float64Array(arms)
  const isExact = new Uint8Array(arms)

  return {
    lay(arm, mean, sd, uniform) {
      means[arm] = mean
      sds[arm] = sd
      uniforms[arm] = uniform
      atMost[arm] = mean + sd * BOUNDS[(uniform * STEPS) | 0]!
      isExact[arm] = 0
    },
    next() {
      for (;;) {
        let best = -1
        let high = Number.NEGATIVE_INFINITY
        for (let arm = 0; arm < arms; arm++) {
          const bound = atMost[arm]!
          if (bound > high) {
            high = bound
            best = arm
          }
        }
        if (best < 0) return -1
        if (isExact[best] !== 0) {
          atMost[best] = Number.NEGATIVE_INFINITY
          return best
        }
        atMost[best] = means[best]! + sds[best]! * normal.quantile(uniforms[best]!)
        isExact[best] = 1
      }
    }
  }
}

/** The standard normal quantile at the upper end of each step; a uniform number of 32 bits is at most 1 − 2^−33. */
const BOUNDS = Float64Array.from({ length: STEPS }, (_, step) =>
  normal.quantile(Math.min((step + 1) / STEPS, 1 - 2 ** -34))
)
